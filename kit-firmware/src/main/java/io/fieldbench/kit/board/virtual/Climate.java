package io.fieldbench.kit.board.virtual;

/**
 * What surrounds a sensor.
 *
 * @param temperature °C
 * @param pressure Pa
 * @param humidity per cent, relative
 */
public record Climate(double temperature, double pressure, double humidity) {}
