package io.fieldbench.lab;

import java.util.Map;

/** Labs that only Docker has. */
final class DockerLabs {
  private DockerLabs() {}

  /** A broker, and a desk at which a trainee works. */
  static LabSpec desk() {
    return LabSpec.parse(
        "desk.yaml",
        """
        services:
          broker:
            image: fieldbench/mosquitto:1
            ports: ["1883"]
            deploy: {resources: {limits: {memory: 64M, cpus: "0.50", pids: 64}}}
            x-fieldbench:
              endpoint: mqtt
              clients:
                trainee: {publish: ["#"], subscribe: ["#"]}
          desk:
            image: fieldbench/workspace:1
            tmpfs: ["/data:size=1M", "/home/trainee:size=32M"]
            environment: {LEVEL: "3"}
            deploy: {resources: {limits: {memory: 256M, cpus: "1", pids: 100}}}
        x-fieldbench: {workspace: {service: desk, folder: /home/trainee}}
        """,
        Map.of());
  }
}
