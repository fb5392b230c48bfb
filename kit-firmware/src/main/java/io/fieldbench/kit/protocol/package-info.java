/** The wire contract between a kit, the portal and a lab: topics and payloads. */
@NullMarked
package io.fieldbench.kit.protocol;

import org.jspecify.annotations.NullMarked;
