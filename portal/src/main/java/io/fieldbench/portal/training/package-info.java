/** A trainee at work on an exercise: enrolment, attempts, the work page and the result. */
@NullMarked
package io.fieldbench.portal.training;

import org.jspecify.annotations.NullMarked;
