/** The program on a kit: reads, publishes, obeys commands. */
@NullMarked
package io.fieldbench.kit.agent;

import org.jspecify.annotations.NullMarked;
