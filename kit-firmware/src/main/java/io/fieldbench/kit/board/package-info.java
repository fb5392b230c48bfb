/** The hardware that a kit runs on, as a small port. */
@NullMarked
package io.fieldbench.kit.board;

import org.jspecify.annotations.NullMarked;
