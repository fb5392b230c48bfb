package io.fieldbench.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** The shipped exercises are found in a jar as they are in a folder of classes. */
class PackedCatalogTests {
  @TempDir Path folder;

  @Test
  void theJarGivesTheSameExercisesAsTheFolder() throws Exception {
    Path classes = Path.of(location(ExerciseCatalog.class));
    assertThat(classes).isDirectory();
    List<URL> urls = new ArrayList<>(List.of(jar(classes).toUri().toURL()));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!Path.of(entry).equals(classes)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }

    try (var loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      assertThat(hashes(loader))
          .isEqualTo(hashes(ExerciseCatalog.class.getClassLoader()))
          .contains("mqtt-overheat-alarm");
    }
  }

  /** Ids and hashes as text, by reflection, since another loader's classes are other classes. */
  private static String hashes(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> frameworks = loader.loadClass("io.fieldbench.competency.FrameworkCatalog");
    Object shipped =
        loader
            .loadClass(ExerciseCatalog.class.getName())
            .getMethod("shipped", frameworks)
            .invoke(null, frameworks.getMethod("shipped").invoke(null));
    var hashes = new StringBuilder();
    for (Object entry : (List<?>) shipped.getClass().getMethod("entries").invoke(shipped)) {
      String text = entry.toString();
      hashes.append(text.replaceAll("files=\\{.*", "")).append('\n');
    }
    return hashes.toString();
  }

  private static URI location(Class<?> type) throws Exception {
    return type.getProtectionDomain().getCodeSource().getLocation().toURI();
  }

  private Path jar(Path classes) throws IOException {
    Path jar = folder.resolve("exercises.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        var files = Files.walk(classes)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> {
            try {
              out.putNextEntry(
                  new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
              out.write(Files.readAllBytes(file));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    return jar;
  }
}
