/** Drivers of the sensors on a board. */
@NullMarked
package io.fieldbench.kit.driver;

import org.jspecify.annotations.NullMarked;
