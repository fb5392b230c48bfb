/** The impure half of grading: stimulates a lab, watches it and writes down what was seen. */
@NullMarked
package io.fieldbench.assessment.probe;

import org.jspecify.annotations.NullMarked;
