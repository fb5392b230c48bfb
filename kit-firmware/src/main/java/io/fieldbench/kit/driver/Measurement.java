package io.fieldbench.kit.driver;

import io.fieldbench.kit.protocol.Quality;

/**
 * One conversion of a climate sensor, as computed, however absurd.
 *
 * @param temperature °C
 * @param pressure Pa
 * @param humidity per cent, relative
 * @param quality BAD when the sensor cannot have measured this
 */
public record Measurement(double temperature, double pressure, double humidity, Quality quality) {}
