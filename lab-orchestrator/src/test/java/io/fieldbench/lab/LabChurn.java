package io.fieldbench.lab;

import io.fieldbench.lab.docker.DockerRuntime;
import io.fieldbench.lab.docker.DockerRuntime.Options;

/** A process that starts and removes labs, three at a time, until it is killed. */
final class LabChurn {
  private LabChurn() {}

  /**
   * @param arguments name of the installation
   */
  public static void main(String[] arguments) {
    var runtime = new DockerRuntime(Options.of("127.0.0.1", arguments[0]));
    for (int i = 0; i < 3; i++) {
      Thread.ofPlatform().start(() -> churn(runtime));
    }
  }

  private static void churn(DockerRuntime runtime) {
    try {
      while (true) {
        Lab lab = runtime.start(LabRequest.fresh(OneLab.newId(), ContractLabs.guarded()));
        System.out.println(lab.id());
        lab.destroy();
      }
    } catch (LabException e) {
      System.out.println("failed: " + e.getMessage());
    }
  }
}
