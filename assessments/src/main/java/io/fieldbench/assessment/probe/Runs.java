package io.fieldbench.assessment.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fieldbench.assessment.JudgeResults;
import io.fieldbench.assessment.Observation.Case;
import io.fieldbench.assessment.Observation.Judged;
import io.fieldbench.assessment.Observation.ProgramRan;
import io.fieldbench.exercise.Check;
import io.fieldbench.exercise.Run;
import io.fieldbench.exercise.Variant;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabSpec.Limits;
import io.fieldbench.lab.Sandbox;
import io.fieldbench.lab.Sandbox.Job;
import io.fieldbench.lab.Sandbox.Outcome;
import io.fieldbench.lab.Snapshot;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has the trainee's program run on hidden input and judged. Three fresh containers, one after the
 * other: ours that prints the input, the trainee's program, ours that judges. What is ours and
 * fails is an infrastructure error; how the trainee's program ends is evidence.
 */
record Runs(Sandbox sandbox, String image, Limits limits, Variant variant, Recorder recorder) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration OURS = Duration.ofSeconds(30);
  private static final int PRINTED = 512 * 1024;
  private static final int HEAD = 2_000;

  void carryOut(Run run, Snapshot copy) throws ProbeException {
    String draw = String.valueOf(RANDOM.nextLong() >>> 11);
    Map<String, Snapshot.File> hidden = hidden(draw);
    byte[] input = ours(run, run.input(), hidden);
    long start = System.nanoTime();
    Outcome outcome = run(run, copy.files(), run.command(), input, run.limit());
    int millis = (int) ((System.nanoTime() - start) / 1_000_000);
    recorder.add((n, at) ->
        new ProgramRan(
            n,
            at,
            run.id(),
            draw,
            Digests.sha256(input),
            outcome.exitCode(),
            outcome.timedOut(),
            outcome.cut(),
            millis,
            outcome.output().length,
            Digests.sha256(outcome.output()),
            head(outcome.output()),
            head(outcome.error())));
    if (outcome.exitCode() == 0 && !outcome.timedOut() && !outcome.cut()) {
      hidden.put(Run.INPUT, new Snapshot.File(input, false));
      hidden.put(Run.OUTPUT, new Snapshot.File(outcome.output(), false));
      List<Case> cases = cases(run, ours(run, run.judge(), hidden));
      recorder.add((n, at) -> new Judged(n, at, run.id(), cases));
    }
  }

  private Map<String, Snapshot.File> hidden(String draw) {
    var files = new HashMap<String, Snapshot.File>();
    variant
        .exercise()
        .files()
        .forEach((name, content) -> {
          if (name.startsWith(Run.FOLDER)) {
            files.put(name.substring(Run.FOLDER.length()), new Snapshot.File(content, false));
          }
        });
    Map<String, Object> parameters = new TreeMap<>();
    parameters.put("values", variant.values());
    parameters.put("draw", draw);
    files.put(
        Run.PARAMETERS,
        new Snapshot.File(JsonMapper.shared().writeValueAsBytes(parameters), false));
    return files;
  }

  /** What a command of the exercise's author prints. */
  private byte[] ours(Run run, List<String> command, Map<String, Snapshot.File> files)
      throws ProbeException {
    Outcome outcome = run(run, files, command, new byte[0], OURS);
    if (outcome.exitCode() != 0 || outcome.timedOut() || outcome.cut()) {
      throw new ProbeException(
          Reasons.noSandbox(
              run.id(),
              "%s ended with exit code %d%s: %s"
                  .formatted(
                      String.join(" ", command),
                      outcome.exitCode(),
                      outcome.timedOut() ? ", too late" : outcome.cut() ? ", too much output" : "",
                      head(outcome.error()).strip())));
    }
    return outcome.output();
  }

  private Outcome run(
      Run run, Map<String, Snapshot.File> files, List<String> command, byte[] input, Duration limit)
      throws ProbeException {
    try {
      return sandbox.run(new Job(image, files, command, input, limits, limit, PRINTED));
    } catch (LabException e) {
      throw new ProbeException(Reasons.noSandbox(run.id(), String.valueOf(e.getMessage())), e);
    }
  }

  /** The judge's results, among them every one that a check names. */
  private List<Case> cases(Run run, byte[] printed) throws ProbeException {
    try {
      List<Case> cases = JudgeResults.read(printed);
      List<String> ids = cases.stream().map(Case::id).toList();
      for (Check check : variant.checks()) {
        if (check instanceof Check.Exec exec
            && exec.run().equals(run.id())
            && !ids.containsAll(exec.cases())) {
          throw new IllegalArgumentException(
              "the judge says nothing of some of " + exec.cases() + ", only of " + ids);
        }
      }
      return cases;
    } catch (IllegalArgumentException e) {
      throw new ProbeException(Reasons.noSandbox(run.id(), String.valueOf(e.getMessage())), e);
    }
  }

  private static String head(byte[] printed) {
    byte[] head = Arrays.copyOf(printed, Math.min(printed.length, HEAD));
    return new String(head, UTF_8).replace('\0', '\uFFFD');
  }
}
