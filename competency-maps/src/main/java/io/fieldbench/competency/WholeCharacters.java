package io.fieldbench.competency;

import java.io.IOException;
import java.io.StringReader;

/**
 * Reads a text in pieces that never end within a character of two parts, as 𠮷 or an emoji is.
 * Where one does, snakeyaml-engine 3.0.1 writes behind the end of its buffer and fails.
 */
final class WholeCharacters extends StringReader {
  WholeCharacters(String text) {
    super(text);
  }

  @Override
  public int read(char[] into, int from, int most) throws IOException {
    int n = super.read(into, from, most);
    if (n > 1 && Character.isHighSurrogate(into[from + n - 1])) {
      skip(-1);
      return n - 1;
    }
    return n;
  }
}
