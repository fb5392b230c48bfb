/** Competency frameworks as immutable data: what a person can be expected to know and do. */
@NullMarked
package io.fieldbench.competency;

import org.jspecify.annotations.NullMarked;
