/** The web application: people, state and pages. */
@NullMarked
package io.fieldbench.portal;

import org.jspecify.annotations.NullMarked;
