package io.fieldbench.lab.docker;

import io.fieldbench.lab.Snapshot;
import io.fieldbench.lab.Snapshot.Bound;
import io.fieldbench.lab.Snapshot.OutOfBounds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what {@code tar --format=gnu} wrote in a trainee's container, where a trainee may have put
 * anything in its place. Nothing is ever written to a disk here.
 *
 * <ul>
 *   <li>Regular files are kept.
 *   <li>Links, devices, FIFOs and files whose name is no UTF-8 are left out; they count as entries.
 *   <li>Everything else is refused: what {@code tar} does not write for a folder (absolute paths,
 *       {@code ..}, a path twice or as file and folder, PAX and sparse entries, several volumes, a
 *       wrong check sum), and what goes beyond the bounds.
 * </ul>
 *
 * <p>Not by Commons Compress: its reader follows a chain of long-name or PAX headers by recursion,
 * and 10 MB of them end in a {@link StackOverflowError}.
 */
final class TarReader {
  private static final int BLOCK = 512;
  private static final int LONGEST_NAME = 4097;
  private static final int EXECUTABLE = 0100;

  private final byte[] archive;
  private final Snapshot.Bounds bounds;
  private final Map<String, Snapshot.File> files = new HashMap<>();
  private final Set<String> folders = new HashSet<>();
  private int position;
  private int entries;
  private long bytes;

  private TarReader(byte[] archive, Snapshot.Bounds bounds) {
    this.archive = archive;
    this.bounds = bounds;
  }

  /**
   * @throws IOException naming the bound that does not hold, or what is wrong with the archive
   */
  static Snapshot read(byte[] archive, Snapshot.Bounds bounds) throws IOException {
    var reader = new TarReader(archive, bounds);
    reader.entries();
    return new Snapshot(reader.files);
  }

  /** How long an archive within the bounds can be, in bytes: names take 1 KiB on average. */
  static int longest(Snapshot.Bounds bounds) {
    return (int) Math.min(bounds.bytes() + bounds.files() * 2048L + 65_536, 1 << 30);
  }

  private void entries() throws IOException {
    Optional<byte[]> longName = Optional.empty();
    while (true) {
      int header = take(BLOCK);
      if (empty(header)) {
        return;
      }
      checkHeader(header);
      long size = number(header + 124, 12);
      char type = (char) archive[header + 156];
      switch (type) {
        case 'L', 'K' -> {
          byte[] name = content(bounded(size, LONGEST_NAME));
          if (type == 'L' && longName.isPresent()) {
            throw refused("two names for one entry");
          }
          longName = type == 'L' ? Optional.of(name) : longName;
        }
        case '0', '\0', '5', '1', '2', '3', '4', '6' -> {
          byte[] name = longName.orElse(Arrays.copyOfRange(archive, header, header + 100));
          longName = Optional.empty();
          entry(name, type, size, (number(header + 100, 8) & EXECUTABLE) != 0);
        }
        default -> throw refused("an entry of type " + (int) type);
      }
    }
  }

  private void entry(byte[] rawName, char type, long size, boolean executable) throws IOException {
    if (++entries > bounds.files() + 1) {
      throw new OutOfBounds(Bound.FILES, "more than " + bounds.files() + " files and folders");
    }
    boolean file = type == '0' || type == '\0';
    if (!file && size != 0) {
      throw refused("content where there can be none");
    }
    byte[] content = file ? content(withinBytes(size)) : new byte[0];
    Optional<String> name = path(rawName);
    if (name.isEmpty() || name.get().isEmpty()) {
      return;
    }
    String path = name.get();
    if (RelativePath.depth(path) > bounds.depth()) {
      throw new OutOfBounds(Bound.DEPTH, "a path of more than " + bounds.depth() + " parts");
    }
    if (file) {
      add(path, new Snapshot.File(content, executable));
    }
  }

  private void add(String path, Snapshot.File file) throws IOException {
    if (folders.contains(path) || files.put(path, file) != null) {
      throw refused("a path twice");
    }
    for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      String folder = path.substring(0, end);
      if (files.containsKey(folder)) {
        throw refused("a path twice");
      }
      folders.add(folder);
    }
  }

  /** Without the "./" in front; empty where it is no UTF-8. */
  private static Optional<String> path(byte[] raw) throws IOException {
    int end = 0;
    while (end < raw.length && raw[end] != 0) {
      end++;
    }
    Optional<String> text = Utf8.strict(raw, 0, end);
    if (text.isEmpty()) {
      return text;
    }
    String path = text.get().endsWith("/") ? text.get().replaceFirst("/$", "") : text.get();
    path = path.equals(".") ? "" : path.replaceFirst("^\\./", "");
    if (!path.isEmpty() && !RelativePath.valid(path)) {
      throw refused("a path that leads elsewhere");
    }
    return Optional.of(path);
  }

  private long withinBytes(long size) throws IOException {
    if (size > bounds.bytes() - bytes) {
      throw new OutOfBounds(Bound.BYTES, "more than " + bounds.bytes() + " bytes");
    }
    bytes += size;
    return size;
  }

  private static long bounded(long size, long limit) throws IOException {
    if (size > limit) {
      throw new IOException("more than " + limit + " bytes");
    }
    return size;
  }

  private byte[] content(long size) throws IOException {
    int from = take(size);
    take(-size & BLOCK - 1);
    return Arrays.copyOfRange(archive, from, from + (int) size);
  }

  private int take(long length) throws IOException {
    if (length > archive.length - position) {
      throw refused("its end is missing");
    }
    position += (int) length;
    return position - (int) length;
  }

  private boolean empty(int header) {
    for (int i = header; i < header + BLOCK; i++) {
      if (archive[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private void checkHeader(int header) throws IOException {
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : archive[header + i] & 0xff;
    }
    if (sum != number(header + 148, 8)) {
      throw refused("a wrong check sum");
    }
    String magic = new String(archive, header + 257, 8, StandardCharsets.ISO_8859_1);
    if (!magic.equals("ustar  \0")) {
      throw refused("another format");
    }
  }

  /** Octal digits, or 256-based where the first bit is set, as GNU tar writes from 8 GiB on. */
  private long number(int at, int length) throws IOException {
    long value = 0;
    if ((archive[at] & 0x80) != 0) {
      for (int i = at; i < at + length; i++) {
        int digit = i == at ? archive[i] & 0x7f : archive[i] & 0xff;
        if (value > Long.MAX_VALUE >> 8) {
          throw refused("a number out of range");
        }
        value = value << 8 | digit;
      }
      return value;
    }
    for (int i = at; i < at + length && archive[i] != 0 && archive[i] != ' '; i++) {
      if (archive[i] < '0' || archive[i] > '7') {
        throw refused("a wrong number");
      }
      value = value << 3 | archive[i] - '0';
    }
    return value;
  }

  private static IOException refused(String why) {
    return new IOException("the archive that came out of the container is refused: " + why);
  }
}
