package io.fieldbench.kit.agent;

import io.fieldbench.kit.protocol.Quality;

/** What one sensor gave at one tick. */
record Sample(String tag, double value, String unit, Quality quality) {}
