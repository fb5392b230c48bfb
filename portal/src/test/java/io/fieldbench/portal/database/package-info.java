/**
 * On which database the tests run: H2 as each names its own, or PostgreSQL in a container for all,
 * with {@code -Dfieldbench.test.database=postgres}.
 */
@NullMarked
package io.fieldbench.portal.database;

import org.jspecify.annotations.NullMarked;
