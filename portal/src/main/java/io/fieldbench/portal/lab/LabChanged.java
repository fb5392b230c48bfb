package io.fieldbench.portal.lab;

import io.fieldbench.lab.LabId;

/** A lab's state changed; what it is now, {@link Labs} tells. */
public record LabChanged(LabId lab) {}
