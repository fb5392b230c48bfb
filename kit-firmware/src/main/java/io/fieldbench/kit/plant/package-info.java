/** The simulated process behind a virtual kit. */
@NullMarked
package io.fieldbench.kit.plant;

import org.jspecify.annotations.NullMarked;
