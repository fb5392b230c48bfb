/** Proves an exercise: runs its author's programs against real labs and compares their scores. */
@NullMarked
package io.fieldbench.assessment.proof;

import org.jspecify.annotations.NullMarked;
