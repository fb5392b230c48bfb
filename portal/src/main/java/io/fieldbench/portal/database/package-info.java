/** Where all state is kept, and how an older one is brought up to date. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.fieldbench.portal.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
