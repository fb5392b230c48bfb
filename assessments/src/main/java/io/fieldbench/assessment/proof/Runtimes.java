package io.fieldbench.assessment.proof;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;

/** What runs the author's programs on this machine. */
final class Runtimes {
  private static final String PYTHON = "/usr/bin/python3";
  private static final String JAR = "org.eclipse.paho.mqttv5.client";

  private Runtimes() {}

  /** This JVM's own java, with the MQTT client that this module uses. */
  static List<String> command(String main) {
    if (main.endsWith(".py")) {
      return List.of(PYTHON, "-u", main);
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", jar().toString(), main);
  }

  /** In a workspace, whose image holds both languages and their MQTT clients. */
  static List<String> insideCommand(String main) {
    return main.endsWith(".py")
        ? List.of("python3", "-u", main)
        : List.of(
            "java",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            "'/opt/fieldbench/lib/*'",
            main);
  }

  /** Why programs of that kind cannot run here; empty when they can. */
  static String lacking(String main) throws InterruptedException {
    if (!main.endsWith(".py")) {
      return "";
    }
    try {
      var check = new ProcessBuilder(PYTHON, "-c", "import paho.mqtt.client");
      check.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
      Process process = check.start();
      if (process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0) {
        return "";
      }
      process.destroyForcibly();
      return PYTHON + " has no module paho.mqtt (Debian: python3-paho-mqtt)";
    } catch (IOException e) {
      return "there is no " + PYTHON;
    }
  }

  /**
   * @throws IllegalStateException when the client's classes are not in a jar of their own
   */
  private static Path jar() {
    try {
      var source = MqttAsyncClient.class.getProtectionDomain().getCodeSource();
      if (source != null && "file".equals(source.getLocation().getProtocol())) {
        return Path.of(source.getLocation().toURI());
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> String.valueOf(path.getFileName()).startsWith(JAR))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("the jar " + JAR + " is not on the class path"));
  }
}
