/** Grading as pure functions over evidence. */
@NullMarked
package io.fieldbench.assessment;

import org.jspecify.annotations.NullMarked;
