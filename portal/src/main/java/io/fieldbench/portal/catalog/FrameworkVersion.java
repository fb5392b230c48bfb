package io.fieldbench.portal.catalog;

import java.time.Instant;

/**
 * A framework as it was, or is, in use here.
 *
 * @param framework its id
 * @param imported whether an institution brought it; else it came with the product
 */
public record FrameworkVersion(
    String hash, String framework, String edition, boolean imported, Instant addedAt) {}
