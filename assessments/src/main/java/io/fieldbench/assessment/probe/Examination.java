package io.fieldbench.assessment.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fieldbench.assessment.Observation.FileSeen;
import io.fieldbench.assessment.Observation.WorkspaceCopied;
import io.fieldbench.exercise.Check;
import io.fieldbench.exercise.Variant;
import io.fieldbench.lab.Lab;
import io.fieldbench.lab.LabSpec;
import io.fieldbench.lab.Sandbox;
import io.fieldbench.lab.Snapshot;
import io.fieldbench.lab.Workspace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks at a copy of the trainee's workspace, and has programs run on it. */
record Examination(Variant variant, Workspace workspace, Runs runs, Recorder recorder) {
  /**
   * @throws ProbeException when lab or runtime lack what is needed
   */
  static Examination of(Variant variant, Lab lab, Optional<Sandbox> sandbox, Recorder recorder)
      throws ProbeException {
    LabSpec spec = variant.lab();
    LabSpec.Service service = spec.workspace().flatMap(w -> spec.service(w.service())).orElse(null);
    Workspace workspace = lab.workspace().orElse(null);
    if (service == null || workspace == null || sandbox.isEmpty()) {
      throw new ProbeException(Reasons.noWorkspace());
    }
    var runs = new Runs(sandbox.get(), service.image(), service.limits(), variant, recorder);
    return new Examination(variant, workspace, runs, recorder);
  }

  void carryOut() throws ProbeException {
    Snapshot copy = copy();
    files(copy);
    for (var run : variant.runs()) {
      runs.carryOut(run, copy);
    }
  }

  private Snapshot copy() throws ProbeException {
    long start = System.nanoTime();
    try {
      Snapshot copy = workspace.snapshot(Snapshot.Bounds.ANSWER);
      int bytes = copy.files().values().stream().mapToInt(f -> f.content().length).sum();
      int millis = (int) ((System.nanoTime() - start) / 1_000_000);
      recorder.add((n, at) ->
          new WorkspaceCopied(n, at, copy.files().size(), bytes, Digests.sha256(copy), millis));
      return copy;
    } catch (IOException e) {
      throw new ProbeException(Reasons.noCopy(String.valueOf(e.getMessage())), e);
    }
  }

  private void files(Snapshot copy) {
    var largest = new TreeMap<String, Integer>();
    for (Check check : variant.checks()) {
      if (check instanceof Check.File file) {
        largest.merge(file.path(), file.largest(), Math::max);
      }
    }
    largest.forEach((path, limit) -> {
      Snapshot.File file = copy.files().get(path);
      byte[] content = file == null ? new byte[0] : file.content();
      String text = file == null || content.length > limit ? null : text(content);
      recorder.add((n, at) ->
          new FileSeen(
              n,
              at,
              path,
              file == null ? -1 : content.length,
              file == null ? "" : Digests.sha256(content),
              text));
    });
  }

  private static @Nullable String text(byte[] content) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.indexOf('\0') < 0 ? text : null;
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
