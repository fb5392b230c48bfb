package io.fieldbench.portal.training;

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

/** The starter as a download: its files, and the MQTT client's jar. */
final class StarterZip {
  private StarterZip() {}

  /**
   * @param exercise id of the exercise, for the folder that all is in
   * @param files by path, with the lab's own connection in them
   */
  static byte[] of(String exercise, Map<String, byte[]> files) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      String folder = exercise + "/";
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
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
