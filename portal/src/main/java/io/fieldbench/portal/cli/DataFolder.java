package io.fieldbench.portal.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds all state, locked for one process. It and the database file are readable by
 * their owner only, where the file system knows owners.
 */
final class DataFolder implements AutoCloseable {
  private static final String DATABASE = "fieldbench.mv.db";
  private static final String LOCK = "lock";
  private static final String PORTAL = "portal";

  private final Path path;
  private final boolean hasDatabase;
  private final Deque<Path> made = new ArrayDeque<>();
  private @Nullable FileChannel lock;

  private DataFolder(Path path, boolean hasDatabase) {
    this.path = path;
    this.hasDatabase = hasDatabase;
  }

  /**
   * Makes the folder where it is missing, and locks it. After a failure nothing new is left.
   *
   * @param hasDatabase whether the database is a file in it
   * @throws VerbFailure when it cannot be made or written, or another process has it
   */
  static DataFolder open(Path folder, boolean hasDatabase) throws VerbFailure {
    DataFolder data = new DataFolder(folder.toAbsolutePath().normalize(), hasDatabase);
    for (String part : List.of(";", "${")) {
      // The database's address would be another one.
      if (data.path.toString().contains(part)) {
        throw new VerbFailure(part + " cannot be in the path of the data folder: " + data.path);
      }
    }
    try {
      data.make();
      return data;
    } catch (IOException e) {
      data.undo();
      throw new VerbFailure(
          "The data folder cannot be made or written: " + data.path + " (" + reason(e) + ")");
    } catch (VerbFailure e) {
      data.undo();
      throw e;
    }
  }

  /** Like {@link #open}, for a folder in which a portal has run before; makes nothing. */
  static DataFolder openExisting(Path folder) throws VerbFailure {
    if (!Files.exists(folder.resolve(DATABASE))) {
      throw new VerbFailure("No portal has run on this data folder: " + folder.toAbsolutePath());
    }
    return open(folder, true);
  }

  Path path() {
    return path;
  }

  /**
   * By what other portals on the same database know the one of this folder; made once and kept.
   *
   * @throws VerbFailure when it cannot be read or written
   */
  String portal() throws VerbFailure {
    try {
      Path file = file(PORTAL);
      if (Files.size(file) == 0) {
        Files.writeString(file, UUID.randomUUID().toString());
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new VerbFailure("The file portal of " + path + " cannot be used (" + reason(e) + ")");
    }
  }

  /**
   * Unlocks, and removes the folders that were made here, and the files that hold nobody's data.
   */
  void undo() {
    close();
    for (Path each : made) {
      try {
        if (Files.isDirectory(each) || Files.size(each) == 0 || each.endsWith(PORTAL)) {
          Files.deleteIfExists(each);
        }
      } catch (IOException e) {
        // A folder that is not empty holds someone's data by now.
        return;
      }
    }
  }

  @Override
  public void close() {
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void make() throws IOException, VerbFailure {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path each = path; each != null && !Files.exists(each); each = each.getParent()) {
      missing.push(each);
    }
    if (missing.isEmpty() && isForeign()) {
      throw new VerbFailure(
          "The folder " + path + " holds other things; name a new or an empty one with --data");
    }
    for (Path each : missing) {
      Files.createDirectory(each);
      made.push(each);
    }
    lock = FileChannel.open(file(LOCK), StandardOpenOption.WRITE);
    if (!isLocked(lock)) {
      throw new VerbFailure(
          "The data folder is in use by a running portal: " + path + " (stop it first)");
    }
    allow(path, "rwx------");
    if (hasDatabase) {
      file(DATABASE);
    }
  }

  /**
   * Whether there is something in it and nothing of a portal's: it must not be closed to others.
   */
  private boolean isForeign() throws IOException {
    if (!Files.isDirectory(path)
        || Files.exists(path.resolve(DATABASE))
        || Files.exists(path.resolve(LOCK))) {
      return false;
    }
    try (Stream<Path> content = Files.list(path)) {
      return content.findAny().isPresent();
    }
  }

  /** An empty file is made where there is none, so that it is closed to others from the start. */
  private Path file(String name) throws IOException {
    Path file = path.resolve(name);
    if (!Files.exists(file)) {
      Files.createFile(file);
      made.push(file);
    }
    allow(file, "rw-------");
    return file;
  }

  private static void allow(Path path, String permissions) throws IOException {
    var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString(permissions));
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static String reason(IOException e) {
    if (e instanceof FileSystemException files && files.getReason() != null) {
      return files.getReason();
    }
    return e.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase();
  }
}
