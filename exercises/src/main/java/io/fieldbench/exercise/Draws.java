package io.fieldbench.exercise;

/**
 * Numbers drawn from a candidate's seed by SplitMix64 (Steele, Lea and Flood, "Fast splittable
 * pseudorandom number generators", OOPSLA 2014). This must never change: stored attempts and labs
 * are rebuilt from their seeds.
 */
final class Draws {
  private long state;

  Draws(long seed) {
    this.state = seed;
  }

  /** The next number from 0 to below the bound: the upper half of the product of word and bound. */
  int below(int bound) {
    return (int) Math.unsignedMultiplyHigh(next(), bound);
  }

  private long next() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
