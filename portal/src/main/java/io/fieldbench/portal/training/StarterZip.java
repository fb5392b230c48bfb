package io.fieldbench.portal.training;

import io.fieldbench.exercise.Variant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.paho.mqttv5.client.MqttClient;

/**
 * The starter as a download: the files with the lab's own connection in them, and the MQTT client's
 * jar.
 */
final class StarterZip {
  private StarterZip() {}

  /**
   * @param connection as {@link Starter#connection} gives it
   */
  static byte[] of(Variant variant, Map<String, String> connection) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      String folder = variant.exercise().id() + "/";
      for (Map.Entry<String, byte[]> file : Starter.filled(variant, connection).entrySet()) {
        zip.putNextEntry(new ZipEntry(folder + file.getKey()));
        zip.write(file.getValue());
      }
      Path jar = mqttClient();
      zip.putNextEntry(new ZipEntry(folder + "lib/" + jar.getFileName()));
      Files.copy(jar, zip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The jar that this JVM itself has the client from. */
  private static Path mqttClient() {
    try {
      return Path.of(MqttClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
