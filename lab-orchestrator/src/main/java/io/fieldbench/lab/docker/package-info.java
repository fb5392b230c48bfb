/** Labs of hardened containers on a Docker Engine, each on an internal network behind a gate. */
@NullMarked
package io.fieldbench.lab.docker;

import org.jspecify.annotations.NullMarked;
