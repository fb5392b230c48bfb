/** Who may sign in, and as what. */
@NullMarked
package io.fieldbench.portal.account;

import org.jspecify.annotations.NullMarked;
