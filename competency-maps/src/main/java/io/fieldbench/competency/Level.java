package io.fieldbench.competency;

/**
 * A step of a framework's own scale.
 *
 * @param id as the source writes it
 * @param rank order on the scale, lowest first
 */
public record Level(String id, int rank, LocalizedText title) {}
