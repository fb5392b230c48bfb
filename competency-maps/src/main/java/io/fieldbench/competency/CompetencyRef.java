package io.fieldbench.competency;

/** Points at one competency: {@code framework:code}, as {@code iiot-specialist:C080}. */
public record CompetencyRef(String framework, String code) {
  /** Reads {@code framework:code}; the code may hold further colons. */
  public static CompetencyRef parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no competency reference; write framework:code, as iiot-specialist:C080");
    }
    return new CompetencyRef(text.substring(0, colon), text.substring(colon + 1));
  }

  @Override
  public String toString() {
    return framework + ":" + code;
  }
}
