package io.fieldbench.assessment.probe;

/** The evidence is full: the scenario ends here, with what was seen so far. */
final class Flooded extends Exception {
  Flooded() {
    super("the trainee's messages exceed what evidence may hold");
  }
}
