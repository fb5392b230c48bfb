package io.fieldbench.kit.agent;

import io.fieldbench.kit.protocol.Acknowledgement;
import io.fieldbench.kit.protocol.Command;
import io.fieldbench.kit.protocol.Payloads;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Has commands carried out, each id once, and answers each. */
final class CommandDesk {
  private static final int REMEMBERED = 256;
  private static final int LONGEST_ID = 100;

  private final BiConsumer<String, String> obey;
  private final InstantSource clock;
  private final Map<String, Acknowledgement> answered =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Acknowledgement> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param obey given name and value, throws IllegalArgumentException with a reason to refuse
   */
  CommandDesk(BiConsumer<String, String> obey, InstantSource clock) {
    this.obey = obey;
    this.clock = clock;
  }

  /** A payload with the id of an earlier one has no effect and gets that one's answer again. */
  Acknowledgement handle(byte[] payload) {
    Command command;
    try {
      command = Payloads.read(payload, Command.class);
    } catch (IllegalArgumentException e) {
      return answer("", e.getMessage());
    }
    if (command.id().isBlank() || command.id().length() > LONGEST_ID) {
      return answer("", "a command's id has 1 to %d characters".formatted(LONGEST_ID));
    }
    return answered.computeIfAbsent(command.id(), id -> answer(id, refusal(command)));
  }

  private @Nullable String refusal(Command command) {
    try {
      obey.accept(command.name(), command.value());
      return null;
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private Acknowledgement answer(String id, @Nullable String reason) {
    return new Acknowledgement(
        id, reason == null, reason, clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }
}
