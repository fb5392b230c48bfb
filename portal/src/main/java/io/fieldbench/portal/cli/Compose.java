package io.fieldbench.portal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Docker Compose as it is installed here. */
record Compose(List<String> command) {
  /** The plugin, or the older program. */
  static Optional<Compose> installed() throws InterruptedException {
    for (List<String> command : List.of(List.of("docker", "compose"), List.of("docker-compose"))) {
      try {
        if (new Compose(command).run("version") == 0) {
          return Optional.of(new Compose(command));
        }
      } catch (IOException e) {
        // Not there.
      }
    }
    return Optional.empty();
  }

  /** Starts what a Compose file says, and returns when its containers run. */
  void up(String project, Map<String, Object> content)
      throws IOException, InterruptedException, VerbFailure {
    Path file = Files.createTempFile("fieldbench-compose", ".json");
    try {
      JsonMapper.builder().build().writeValue(file.toFile(), content);
      if (run("-p", project, "-f", file.toString(), "up", "-d") != 0) {
        throw new VerbFailure("Compose failed: " + String.join(" ", command) + " up");
      }
    } finally {
      Files.delete(file);
    }
  }

  private int run(String... words) throws IOException, InterruptedException {
    var whole = new ArrayList<>(command);
    whole.addAll(List.of(words));
    return new ProcessBuilder(whole)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
