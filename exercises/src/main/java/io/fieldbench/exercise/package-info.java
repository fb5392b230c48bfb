/** Exercises as immutable definitions: task, lab, stimulus and checks. */
@NullMarked
package io.fieldbench.exercise;

import org.jspecify.annotations.NullMarked;
