package io.fieldbench.portal.kit;

import io.fieldbench.lab.LabId;

/** Something to show of a lab's kit is new; at most twice a second for each lab. */
public record KitChanged(LabId lab) {}
