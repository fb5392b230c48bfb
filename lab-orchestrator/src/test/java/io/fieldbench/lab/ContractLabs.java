package io.fieldbench.lab;

import java.util.Map;

/** Labs that every runtime must build. */
final class ContractLabs {
  private ContractLabs() {}

  /** A broker as the exercises have it: the trainee may not write readings nor to the kit. */
  static LabSpec guarded() {
    return LabSpec.parse("guarded.yaml", yaml("[\"${site}/+/reading\", \"fieldbench/#\"]"), VALUES);
  }

  /** The same without a denial: the control that shows what the guarded one stops. */
  static LabSpec open() {
    return LabSpec.parse("open.yaml", yaml("[]"), VALUES);
  }

  private static final Map<String, String> VALUES = Map.of("site", "harbour");

  private static String yaml(String denied) {
    return """
    services:
      broker:
        image: fieldbench/mosquitto:1
        ports: ["1883"]
        deploy: {resources: {limits: {memory: 64M, cpus: "0.50", pids: 64}}}
        x-fieldbench:
          endpoint: mqtt
          clients:
            trainee: {publish: ["#"], deny-publish: %s, subscribe: ["#"]}
            kit: {publish: ["${site}/+/reading", "fieldbench/kit/#"], subscribe: ["fieldbench/kit/#"]}
            grader: {publish: ["fieldbench/kit/#"], subscribe: ["#"]}
            observer: {subscribe: ["#"]}
            levels: {publish: ["a/+/c"], subscribe: ["a/+/c", "b/#"]}
    """
        .formatted(denied);
  }
}
