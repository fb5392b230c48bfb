/** National occupational standards of China, read from their published text. */
@NullMarked
package io.fieldbench.competency.standard;

import org.jspecify.annotations.NullMarked;
