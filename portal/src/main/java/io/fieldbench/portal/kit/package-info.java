/** The virtual kit of each lab, and what it shows live. */
@NullMarked
@ApplicationModule(allowedDependencies = "lab")
package io.fieldbench.portal.kit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
