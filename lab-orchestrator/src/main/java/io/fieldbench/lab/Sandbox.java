package io.fieldbench.lab;

import io.fieldbench.lab.LabSpec.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Runs one command in a fresh container that holds nothing but the files given: no network, not
 * root, not the trainee's user, bounds on everything. It is gone when the call returns.
 */
public interface Sandbox {
  /**
   * @throws LabException when the container could not be made or run, which is our fault and not
   *     that of the command
   */
  Outcome run(Job job) throws LabException;

  /**
   * @param image as {@code fieldbench/workspace:1}
   * @param files by relative path; they stand in the working folder, where the command can change
   *     and add nothing; its {@code HOME} is a folder for that
   * @param input standard input
   * @param limit for the command; it is killed then
   * @param outputLimit bytes of standard output and of standard error that are kept, each
   */
  record Job(
      String image,
      Map<String, Snapshot.File> files,
      List<String> command,
      byte[] input,
      Limits limits,
      Duration limit,
      int outputLimit) {}

  /**
   * @param exitCode of the command; 137 when it was killed, 127 when there is no such command
   * @param output as bytes, cut at the limit
   * @param timedOut whether the limit ended it
   * @param cut whether an output was longer than what was kept
   */
  record Outcome(int exitCode, byte[] output, byte[] error, boolean timedOut, boolean cut) {}
}
