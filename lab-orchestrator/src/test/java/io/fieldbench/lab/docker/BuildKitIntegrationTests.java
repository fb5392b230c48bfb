package io.fieldbench.lab.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * That our Dockerfiles build with BuildKit as well: it is what people's {@code docker build} uses.
 * {@link ImagesIntegrationTests} has the builder that is in every Engine.
 */
@EnabledIf(value = "canRun", disabledReason = BuildKitIntegrationTests.MISSING)
class BuildKitIntegrationTests {
  static final String MISSING = "no Docker Engine answers here, or no docker command with BuildKit";

  static boolean canRun() {
    try {
      TestEngine.client().pingCmd().exec();
      return command().isPresent();
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** The first on the path that has BuildKit: built in before version 23, as a plugin later. */
  private static Optional<String> command() {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/bin"))
        .map(folder -> Path.of(folder, "docker"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .filter(docker ->
            run("", docker, "buildx", "version").code() == 0
                || run("", docker, "--version").output().matches("(?s)Docker version (19|20)\\..*"))
        .findFirst();
  }

  /**
   * @param input a file; empty for none
   */
  private static OneShot run(String input, String... command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true);
      process.environment().put("DOCKER_BUILDKIT", "1");
      process.redirectInput(new File(input.isEmpty() ? "/dev/null" : input));
      Process started = process.start();
      String output = new String(started.getInputStream().readAllBytes(), UTF_8);
      return new OneShot(started.waitFor(), output);
    } catch (IOException e) {
      return new OneShot(127, e.toString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theGateBuilds() throws Exception {
    String tag = "fieldbench-test/" + UUID.randomUUID() + ":1";
    ImageSources gate =
        ImageSources.packed().stream()
            .filter(i -> i.name().equals("gate"))
            .findFirst()
            .orElseThrow();
    Path context = Files.createTempFile("gate", ".tar");
    try {
      Files.write(context, gate.tar());
      OneShot build =
          run(
              context.toString(),
              command().orElseThrow(),
              "build",
              "--progress=plain",
              "--tag=" + tag,
              "-");
      assertThat(build.code()).as(build.output()).isZero();
      assertThat(build.output()).contains("exporting to image").doesNotContain("Step 1/");

      OneShot gateRuns =
          OneShot.run(
              tag, new byte[0], container -> container.withEnv(List.of("GATE=1883=broker:0")));
      assertThat(gateRuns.output()).contains("GATE: ", "1883=broker:0");
      assertThat(gateRuns.code()).isEqualTo(64);
    } finally {
      Files.delete(context);
      run("", command().orElseThrow(), "image", "rm", "--force", tag);
    }
  }
}
