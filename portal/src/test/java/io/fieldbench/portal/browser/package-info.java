/** What only a browser can tell: whole jobs and every page, in both languages and themes. */
@NullMarked
package io.fieldbench.portal.browser;

import org.jspecify.annotations.NullMarked;
