/** Frameworks in the formats that others exchange: ESCO's tables, CASE packages, Moodle's CSV. */
@NullMarked
package io.fieldbench.competency.exchange;

import org.jspecify.annotations.NullMarked;
