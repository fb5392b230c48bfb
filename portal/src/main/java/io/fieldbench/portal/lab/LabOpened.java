package io.fieldbench.portal.lab;

import io.fieldbench.lab.Lab;

/**
 * A lab runs now, for the first time or again; told before it counts as ready, so that its kit can
 * join.
 */
public record LabOpened(Lab lab, KitPlan kit) {}
