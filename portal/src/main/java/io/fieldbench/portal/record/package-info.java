/** What a person has proven. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "catalog", "web"})
package io.fieldbench.portal.record;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
