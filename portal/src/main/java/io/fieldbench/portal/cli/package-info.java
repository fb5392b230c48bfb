/** The verbs of the script: the door for people and CI. */
@NullMarked
package io.fieldbench.portal.cli;

import org.jspecify.annotations.NullMarked;
