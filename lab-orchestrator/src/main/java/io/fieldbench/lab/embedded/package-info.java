/** Labs inside this JVM: one MQTT broker each, for machines without Docker. */
@NullMarked
package io.fieldbench.lab.embedded;

import org.jspecify.annotations.NullMarked;
