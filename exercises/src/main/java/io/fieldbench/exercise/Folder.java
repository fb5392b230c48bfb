package io.fieldbench.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * An exercise folder as it was found.
 *
 * @param files by relative path with forward slashes, in order; those with problems are left out
 * @param problems of the files as such
 */
record Folder(String id, Map<String, byte[]> files, Problems problems) {
  static final int LARGEST_FILE = 1 << 20;
  private static final String CATALOG = "catalog";

  /** Every sub-folder, in order; hidden ones are not looked at. */
  static List<Folder> in(Path catalog) {
    try (Stream<Path> children = Files.list(catalog)) {
      var folders = new ArrayList<Folder>();
      for (Path child : children.sorted().toList()) {
        if (Files.isDirectory(child) && !name(child).startsWith(".")) {
          folders.add(read(child));
        }
      }
      return folders;
    } catch (IOException e) {
      throw new UncheckedIOException("the catalogue " + catalog + " cannot be listed", e);
    }
  }

  /** The catalogue that stands beside this class, in a folder or in a jar. */
  static List<Folder> packed() {
    String own = Folder.class.getName().replace('.', '/') + ".class";
    try {
      URL self = Folder.class.getResource("/" + own);
      if (self == null) {
        throw new IOException("no resource " + own);
      }
      if (self.openConnection() instanceof JarURLConnection jar) {
        jar.setUseCaches(false);
        try (JarFile file = jar.getJarFile()) {
          return in(file);
        }
      }
      String address = self.toString();
      String root = address.substring(0, address.length() - own.length());
      return in(Path.of(URI.create(root)).resolve(CATALOG));
    } catch (IOException e) {
      throw new UncheckedIOException("the shipped exercises cannot be read", e);
    }
  }

  private static List<Folder> in(JarFile jar) throws IOException {
    var folders = new TreeMap<String, Folder>();
    for (var entry : (Iterable<JarEntry>) jar.versionedStream()::iterator) {
      String[] parts = entry.getName().split("/", 3);
      if (!entry.isDirectory() && parts.length == 3 && parts[0].equals(CATALOG)) {
        Folder folder = folders.computeIfAbsent(parts[1], Folder::empty);
        try (var content = jar.getInputStream(entry)) {
          folder.add(parts[2], content.readNBytes(LARGEST_FILE + 1));
        }
      }
    }
    return List.copyOf(folders.values());
  }

  private static Folder empty(String id) {
    var folder = new Folder(id, new TreeMap<>(), new Problems());
    if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*") || id.length() > 60) {
      folder.problems.add(
          ".", "", "the folder's name '" + id + "' is no id; write it as mqtt-basics");
    }
    return folder;
  }

  private static Folder read(Path path) throws IOException {
    Folder folder = empty(name(path));
    if (Files.isSymbolicLink(path)) {
      folder.problems.add(".", "", "the folder is a symbolic link; put the folder itself here");
      return folder;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = path.relativize(file).toString().replace('\\', '/');
            if (attributes.isSymbolicLink()) {
              folder.problems.add(name, "", "is a symbolic link; put the file itself here");
            } else if (!attributes.isRegularFile()) {
              folder.problems.add(name, "", "is no regular file");
            } else {
              try (var content = Files.newInputStream(file)) {
                folder.add(name, content.readNBytes(LARGEST_FILE + 1));
              } catch (IOException e) {
                return visitFileFailed(file, e);
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            folder.problems.add(path.relativize(file).toString(), "", "cannot be read: " + e);
            return FileVisitResult.CONTINUE;
          }
        });
    return folder;
  }

  private void add(String name, byte[] content) {
    if (!name.matches("[A-Za-z0-9._/-]+") || List.of(name.split("/")).contains("..")) {
      problems.add(
          name, "", "a file's name has only letters, digits, dots, dashes and underscores");
    } else if (content.length > LARGEST_FILE) {
      problems.add(name, "", "is larger than 1 MiB");
    } else {
      files.put(name, content);
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
