package io.fieldbench.competency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same classes and resources, found in a jar in place of a folder. */
class ShippedInJarTests {
  private static final Path CLASSES = classes();

  @TempDir Path folder;

  @Test
  void aJarShipsWhatTheFolderShips() throws Exception {
    Path jar = folder.resolve("competency maps+1%20ü.jar");
    pack(jar);
    assertThat(shippedIn(jar)).isEqualTo(FrameworkCatalog.shipped().all().toString());
  }

  @Test
  void frameworksOfOtherPlacesAreLeftAlone() throws Exception {
    Path jar = folder.resolve("maps.jar");
    pack(jar);
    Path other = Files.createDirectories(folder.resolve("other/frameworks"));
    Files.writeString(other.resolve("other.yaml"), "not: [a framework");
    assertThat(shippedIn(other.getParent(), jar))
        .isEqualTo(FrameworkCatalog.shipped().all().toString());
  }

  private static Path classes() {
    var source = FrameworkCatalog.class.getProtectionDomain().getCodeSource();
    return Path.of(URI.create(source.getLocation().toString()));
  }

  private static String shippedIn(Path... places) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (Path place : places) {
      urls.add(place.toUri().toURL());
    }
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!Path.of(entry).equals(CLASSES)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (var loader = new URLClassLoader(urls.toArray(URL[]::new), platform)) {
      Class<?> type = loader.loadClass(FrameworkCatalog.class.getName());
      assertThat(type.getResource("FrameworkCatalog.class").getProtocol()).isEqualTo("jar");
      Object catalog = type.getMethod("shipped").invoke(null);
      return type.getMethod("all").invoke(catalog).toString();
    }
  }

  /** Packs files only, as tools do that leave out the entries of folders. */
  private static void pack(Path jar) throws IOException {
    List<Path> files;
    try (var walk = Files.walk(CLASSES)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    try (OutputStream bytes = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(bytes)) {
      for (Path file : files) {
        String name = CLASSES.relativize(file).toString().replace(File.separatorChar, '/');
        out.putNextEntry(new JarEntry(name));
        Files.copy(file, out);
      }
    }
  }
}
