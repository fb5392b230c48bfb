package io.fieldbench.portal.lab;

import io.fieldbench.lab.LabId;

/**
 * Somebody ends a lab of this portal, or its time does: told before the row says so, while all of
 * it runs. What must outlive it is kept now, for once the row has ended, a crash may take the rest.
 */
public record LabEnding(LabId lab) {}
