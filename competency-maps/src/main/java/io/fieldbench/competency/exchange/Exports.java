package io.fieldbench.competency.exchange;

import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkException;
import io.fieldbench.competency.FrameworkWriter;
import java.util.List;

/** What holds for every framework that is handed out, so that it can be read back. */
final class Exports {
  private Exports() {}

  /**
   * @throws FrameworkException where the framework breaks a rule of definitions, or has a control
   *     character, which no import takes
   */
  static void check(Framework framework) {
    FrameworkWriter.write(framework);
    // A record's own text has the texts of all its parts.
    framework
        .toString()
        .chars()
        .filter(c -> Character.isISOControl(c) && "\n\r\t".indexOf(c) < 0)
        .findFirst()
        .ifPresent(c -> {
          throw new FrameworkException(
              List.of(
                  "%s: has the control character U+%04X in a text; take it out"
                      .formatted(framework.id(), c)));
        });
  }
}
