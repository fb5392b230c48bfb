package io.fieldbench.portal.workspace;

import io.fieldbench.lab.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A workspace's files as a zip: the same files always give the same bytes. */
final class SnapshotZip {
  /** Marks the files that their owner may run; a comment would stand where a stream comes last. */
  private static final byte[] EXECUTABLE = {'F', 'B', 1, 0, 1};

  private SnapshotZip() {}

  static byte[] write(Snapshot snapshot, String folder) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, Snapshot.File> file : snapshot.files().entrySet()) {
        var entry = new ZipEntry(folder + file.getKey());
        entry.setTimeLocal(java.time.LocalDateTime.of(2026, 1, 1, 0, 0));
        if (file.getValue().executable()) {
          entry.setExtra(EXECUTABLE);
        }
        zip.putNextEntry(entry);
        zip.write(file.getValue().content());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** What {@link #write} wrote with no folder. */
  static Snapshot read(byte[] zip) {
    var files = new TreeMap<String, Snapshot.File>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        boolean executable = entry.getExtra() != null && entry.getExtra().length > 0;
        files.put(entry.getName(), new Snapshot.File(in.readAllBytes(), executable));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Snapshot(files);
  }
}
