package io.fieldbench.portal.training;

import io.fieldbench.lab.Workspace;
import io.fieldbench.lab.Workspace.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of a workspace as the editor has it.
 *
 * @param text null where it is not to be edited
 * @param version names this content; empty where there is no such file
 * @param problem why it is not to be edited
 */
record FileContent(@Nullable String text, String version, @Nullable Problem problem) {
  /** Bytes of the longest file that is edited; the page has this number too. */
  static final int LONGEST = 512 * 1024;

  /** The words for it are messages {@code file.problem.NAME}. */
  enum Problem {
    ABSENT,
    FOLDER,
    LONG,
    NO_TEXT,
    /** The workspace did not do it, and said why. */
    REFUSED
  }

  private static final FileContent ABSENT = new FileContent(null, "", Problem.ABSENT);

  /**
   * @param entries what the workspace holds now
   * @throws IOException when the workspace does not answer
   */
  static FileContent read(Workspace workspace, List<Entry> entries, String path)
      throws IOException {
    Entry entry = entries.stream().filter(e -> e.path().equals(path)).findFirst().orElse(null);
    if (entry == null) {
      return ABSENT;
    }
    if (entry.folder()) {
      return new FileContent(null, "folder", Problem.FOLDER);
    }
    if (entry.bytes() > LONGEST) {
      return new FileContent(null, "long", Problem.LONG);
    }
    byte[] content = workspace.read(path, LONGEST);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return new FileContent(text, version(content), null);
    } catch (CharacterCodingException e) {
      return new FileContent(null, version(content), Problem.NO_TEXT);
    }
  }

  static String version(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
