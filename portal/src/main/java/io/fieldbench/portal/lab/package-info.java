/** Labs as state: building, restoring, expiring and removing them. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "audit", "web"})
package io.fieldbench.portal.lab;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
