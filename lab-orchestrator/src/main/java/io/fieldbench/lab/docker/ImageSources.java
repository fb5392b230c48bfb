package io.fieldbench.lab.docker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * What an image is built from.
 *
 * @param name the image is {@code fieldbench/NAME:1}
 * @param files by path below the image's folder, the Dockerfile among them
 */
record ImageSources(String name, Map<String, byte[]> files) {
  private static final String FOLDER = "docker/";
  private static final String DOCKERFILE = "Dockerfile";

  ImageSources {
    files = new TreeMap<>(files);
    if (!files.containsKey(DOCKERFILE)) {
      throw new IllegalArgumentException("the image " + name + " has no " + DOCKERFILE);
    }
  }

  String tag() {
    return "fieldbench/" + name + ":1";
  }

  /** SHA-256 over names and contents, as 64 hexadecimal digits. */
  String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      files.forEach((path, content) -> {
        digest.update((path + '\0' + content.length + '\0').getBytes(StandardCharsets.UTF_8));
        digest.update(content);
      });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** The images that it begins from. */
  List<String> bases() {
    return new String(files.getOrDefault(DOCKERFILE, new byte[0]), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("FROM "))
        .map(line -> line.split("\\s+")[1])
        .distinct()
        .toList();
  }

  /** The build context; the same bytes for the same sources. */
  byte[] tar() {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
      for (var file : files.entrySet()) {
        var entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        entry.setModTime(0);
        entry.setMode(0100644);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Those that are packed beside this class, in a folder or in a jar; in order of their names. */
  static List<ImageSources> packed() {
    String own = ImageSources.class.getName().replace('.', '/') + ".class";
    try {
      URL self = ImageSources.class.getResource("/" + own);
      if (self == null) {
        throw new IOException("no resource " + own);
      }
      var images = new TreeMap<String, Map<String, byte[]>>();
      if (self.openConnection() instanceof JarURLConnection jar) {
        jar.setUseCaches(false);
        try (JarFile file = jar.getJarFile()) {
          read(file, images);
        }
      } else {
        String address = self.toString();
        String root = address.substring(0, address.length() - own.length());
        read(Path.of(URI.create(root + FOLDER)), images);
      }
      return images.entrySet().stream()
          .map(image -> new ImageSources(image.getKey(), image.getValue()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the sources of the images cannot be read", e);
    }
  }

  private static void read(JarFile jar, Map<String, Map<String, byte[]>> images)
      throws IOException {
    for (var entry : (Iterable<JarEntry>) jar.stream()::iterator) {
      if (!entry.isDirectory() && entry.getName().startsWith(FOLDER)) {
        try (var content = jar.getInputStream(entry)) {
          add(images, entry.getName().substring(FOLDER.length()), content.readAllBytes());
        }
      }
    }
  }

  private static void read(Path folder, Map<String, Map<String, byte[]>> images)
      throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        add(images, folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
  }

  private static void add(Map<String, Map<String, byte[]>> images, String path, byte[] content) {
    int slash = path.indexOf('/');
    images
        .computeIfAbsent(path.substring(0, slash), name -> new TreeMap<>())
        .put(path.substring(slash + 1), content);
  }
}
