package io.fieldbench.exercise;

import java.time.Duration;
import java.util.List;

/**
 * A command on a copy of the trainee's workspace, with hidden input, and the judge of what it
 * prints. The three parts run one after the other, each in a fresh container: what a trainee wrote
 * shares none with a file of the folder {@code checks/}.
 *
 * @param input prints the input; it runs beside the files of {@code checks/} and {@code
 *     parameters.json}, {@code {"values": {"name": "value"}, "draw": "a number new with every
 *     check"}}
 * @param command of the trainee; it runs beside the copied files
 * @param limit for the command
 * @param judge prints {@code [{"id": …, "passed": …, "expected": {"en": …, "zh": …}, "seen":
 *     {…}}]}; it runs beside the files of {@code checks/}, {@code parameters.json}, {@code input}
 *     and {@code output}
 */
public record Run(
    String id, List<String> input, List<String> command, Duration limit, List<String> judge) {
  /** The folder of an exercise that no trainee's container ever holds. */
  public static final String FOLDER = "checks/";

  /** What the judge finds beside the files of {@link #FOLDER}. */
  public static final String PARAMETERS = "parameters.json";

  /** See {@link #PARAMETERS}. */
  public static final String INPUT = "input";

  /** See {@link #PARAMETERS}. */
  public static final String OUTPUT = "output";

  public Run {
    input = List.copyOf(input);
    command = List.copyOf(command);
    judge = List.copyOf(judge);
  }
}
