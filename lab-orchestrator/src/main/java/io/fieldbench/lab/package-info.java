/** Private labs: what one consists of, and the port through which a runtime builds it. */
@NullMarked
package io.fieldbench.lab;

import org.jspecify.annotations.NullMarked;
