/** The published definitions: frameworks and exercises, and their pages. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "database", "web"})
package io.fieldbench.portal.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
