/** A trainee's files inside a lab: put in place, saved outside, and the terminals on them. */
@NullMarked
@ApplicationModule(allowedDependencies = "lab")
package io.fieldbench.portal.workspace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
