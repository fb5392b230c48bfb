/** A board whose devices exist only in memory. */
@NullMarked
package io.fieldbench.kit.board.virtual;

import org.jspecify.annotations.NullMarked;
