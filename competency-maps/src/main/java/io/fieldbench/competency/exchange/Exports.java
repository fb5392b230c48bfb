package io.fieldbench.competency.exchange;

import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkException;
import io.fieldbench.competency.FrameworkWriter;
import java.util.List;

/** What holds for every framework that comes in or goes out. */
final class Exports {
  private Exports() {}

  /**
   * The same for what was read of a file.
   *
   * @param file its name, for the problems
   */
  static Framework checked(String file, Framework framework) {
    try {
      check(framework);
      return framework;
    } catch (FrameworkException e) {
      throw new FrameworkException(
          e.problems().stream().map(p -> file + ": as a framework, " + p).toList());
    }
  }

  /**
   * So that what comes in can be kept as a definition, and what goes out can be read back.
   *
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
