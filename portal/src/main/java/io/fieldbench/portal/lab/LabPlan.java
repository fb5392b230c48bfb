package io.fieldbench.portal.lab;

import io.fieldbench.lab.LabSpec;
import java.time.Duration;

/**
 * A lab as its user wants it: what it consists of, the kit that joins it, and how long it may live.
 */
public record LabPlan(LabSpec spec, KitPlan kit, Duration life) {}
