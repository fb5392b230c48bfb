package io.fieldbench.portal.catalog;

import java.util.UUID;

/** A proposal for a link between frameworks was approved, rejected or withdrawn. */
record LinkDecided(UUID proposal) {}
