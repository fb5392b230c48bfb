package io.fieldbench.kit.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The kit's answer to a command.
 *
 * @param id the command's; empty when the command was not readable
 * @param reason why it was refused, null when accepted
 */
public record Acknowledgement(String id, boolean accepted, @Nullable String reason, Instant time) {}
