package io.fieldbench.assessment.proof;

import io.fieldbench.exercise.Proof;
import io.fieldbench.lab.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A proof's program in a lab's workspace, started as its trainee would. It ends with the lab. It
 * may end earlier: a program that crashes there is graded, as a trainee's would be.
 *
 * @param workspace which holds the proof's files
 */
record WorkspaceProgram(Workspace workspace) implements Program {
  private static final String LOG = ".proof.log";
  private static final int LONGEST = 4 << 20;
  private static final long POLL_MILLIS = 250;

  /**
   * @param settings content of {@code lab.properties}
   */
  static WorkspaceProgram start(Workspace workspace, Proof proof, byte[] settings)
      throws IOException {
    for (var file : proof.files().entrySet()) {
      workspace.write(file.getKey(), file.getValue());
    }
    workspace.write("lab.properties", settings);
    workspace.write(LOG, new byte[0]);
    String command = String.join(" ", Runtimes.insideCommand(proof.main()));
    workspace.launch(List.of("/bin/sh", "-c", "exec " + command + " > " + LOG + " 2>&1"));
    return new WorkspaceProgram(workspace);
  }

  @Override
  public void awaitStart() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + SILENT_START.toNanos();
    while (System.nanoTime() < deadline && workspace.read(LOG, LONGEST).length == 0) {
      Thread.sleep(Duration.ofMillis(POLL_MILLIS));
    }
  }

  @Override
  public void requireAlive() {}

  @Override
  public void close() {}
}
