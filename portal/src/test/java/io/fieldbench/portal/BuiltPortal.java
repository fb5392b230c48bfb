package io.fieldbench.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The portal as it was packaged, started as {@code ./fieldbench} starts it. */
public final class BuiltPortal {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path JAR = TARGET.resolve("app/portal.jar");
  private static final Path CACHE = TARGET.resolve("portal.aot");

  private BuiltPortal() {}

  /**
   * @param properties as {@code -Dname=value}
   */
  public static List<String> command(String... properties) {
    var command = jvm("-XX:AOTCache=" + cache());
    command.addAll(List.of(properties));
    command.addAll(List.of("-jar", JAR.toString()));
    return command;
  }

  private static List<String> jvm(String cache) {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=128m",
            "-Xmx640m",
            "-Xlog:aot*=error",
            cache));
  }

  /** With it a start takes half the time, and tests start it often; the first one makes it. */
  private static synchronized Path cache() {
    try (var lock =
            FileChannel.open(
                TARGET.resolve("portal.aot.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var held = lock.lock()) {
      if (!Files.exists(CACHE)
          || Files.getLastModifiedTime(CACHE).compareTo(Files.getLastModifiedTime(JAR)) < 0) {
        Files.deleteIfExists(CACHE);
        make();
      }
      return CACHE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void make() throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory(TARGET, "aot");
    List<String> command = jvm("-XX:AOTCacheOutput=" + scratch.resolve("cache"));
    command.addAll(List.of("-jar", JAR.toString(), "run", "--once", "--port=0"));
    command.addAll(List.of("--runtime=embedded", "--data=" + scratch.resolve("data")));
    Path log = scratch.resolve("log");
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()))
            .start()
            .waitFor();
    if (code != 0) {
      throw new AssertionError("no cache: " + Files.readString(log));
    }
    Files.move(scratch.resolve("cache"), CACHE);
  }
}
