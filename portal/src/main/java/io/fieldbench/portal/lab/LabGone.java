package io.fieldbench.portal.lab;

import io.fieldbench.lab.LabId;

/** A lab is about to be removed. */
public record LabGone(LabId lab) {}
