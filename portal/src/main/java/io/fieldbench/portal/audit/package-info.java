/** What happened, by whom, kept for good. */
@NullMarked
package io.fieldbench.portal.audit;

import org.jspecify.annotations.NullMarked;
