package io.fieldbench.competency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Finds the files that were built with this class: in a folder of classes or a jar, also a jar
 * nested in another. Other folders of the same name on the class path are not looked at.
 */
final class ShippedFiles {
  private ShippedFiles() {}

  /**
   * @param folder as frameworks
   */
  static List<FrameworkFile> read(String folder, List<Problem> problems) {
    String self = ShippedFiles.class.getName().replace('.', '/') + ".class";
    URL url = Objects.requireNonNull(ShippedFiles.class.getResource("/" + self));
    try {
      if (url.getProtocol().equals("file")) {
        String address = url.toString();
        String root = address.substring(0, address.length() - self.length());
        return FrameworkFolder.read(Path.of(URI.create(root + folder)), problems);
      }
      if (url.openConnection() instanceof JarURLConnection connection) {
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
          return read(jar, folder + "/");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what is shipped beside " + url, e);
    }
    throw new IllegalStateException("neither a folder nor a jar: " + url);
  }

  private static List<FrameworkFile> read(JarFile jar, String folder) throws IOException {
    List<FrameworkFile> found = new ArrayList<>();
    for (JarEntry entry : jar.stream().toList()) {
      String path = entry.getName();
      String name = path.substring(path.lastIndexOf('/') + 1);
      if (path.equals(folder + name) && FrameworkFile.named(name)) {
        try (var in = jar.getInputStream(entry)) {
          found.add(new FrameworkFile(name, in.readAllBytes()));
        }
      }
    }
    found.sort(Comparator.comparing(FrameworkFile::name));
    return found;
  }
}
