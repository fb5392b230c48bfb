/** What every page shares: errors, layout, languages, security headers. */
@NullMarked
@ApplicationModule(type = ApplicationModule.Type.OPEN)
package io.fieldbench.portal.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
