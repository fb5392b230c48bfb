package io.fieldbench.portal.catalog;

import java.time.Instant;

/**
 * A framework as it was, or is, in use here.
 *
 * @param framework its id
 * @param imported whether an institution brought it; else it came with the product
 * @param openToAll whether its institution lets everybody read it, signed in or not
 */
public record FrameworkVersion(
    String hash,
    String framework,
    String edition,
    boolean imported,
    boolean openToAll,
    Instant addedAt) {}
