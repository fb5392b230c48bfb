package io.fieldbench.portal.training;

import io.fieldbench.lab.Workspace.Entry;
import java.util.List;

/**
 * A file or folder in the list.
 *
 * @param path as it is, for an address
 * @param name its last part, without characters that pretend to be something else
 * @param depth 0 at the top
 */
record FileLine(String path, String name, int depth, boolean folder, long bytes) {
  private static final int DEEPEST = 8;

  static List<FileLine> of(List<Entry> entries) {
    return entries.stream().map(FileLine::of).toList();
  }

  private static FileLine of(Entry entry) {
    String path = entry.path();
    int depth = (int) path.chars().filter(c -> c == '/').count();
    String name = path.substring(path.lastIndexOf('/') + 1);
    return new FileLine(path, plain(name), Math.min(depth, DEEPEST), entry.folder(), entry.bytes());
  }

  /** Control and direction characters become a replacement character. */
  static String plain(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\u2028\\u2029]", "\uFFFD");
  }
}
