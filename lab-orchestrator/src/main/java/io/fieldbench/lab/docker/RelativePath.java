package io.fieldbench.lab.docker;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Paths that stay below a folder: parts with {@code /} between them. */
final class RelativePath {
  /** Linux's longest name, in bytes. */
  private static final int PART = 255;

  private RelativePath() {}

  /** Whether no part is empty, {@code .}, {@code ..}, too long, or holds what no name can. */
  static boolean valid(String path) {
    return !path.isEmpty() && List.of(path.split("/", -1)).stream().allMatch(RelativePath::name);
  }

  /** How many parts it has. */
  static int depth(String path) {
    return 1 + (int) path.chars().filter(c -> c == '/').count();
  }

  private static boolean name(String part) {
    return !part.isEmpty()
        && !part.equals(".")
        && !part.equals("..")
        && part.indexOf('\0') < 0
        && length(part) <= PART;
  }

  /** In bytes; endless where it cannot be written in UTF-8. */
  private static int length(String part) {
    try {
      return StandardCharsets.UTF_8
          .newEncoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .encode(CharBuffer.wrap(part))
          .remaining();
    } catch (CharacterCodingException e) {
      return Integer.MAX_VALUE;
    }
  }
}
