package io.fieldbench.portal.lab;

import java.util.Locale;

/**
 * The runtime of this portal, and why it is that one.
 *
 * @param name "embedded" or "docker"
 * @param detail what the reason is about, in English: the Engine, the images that are missing, what
 *     was said in place of an answer
 */
public record RuntimeInUse(String name, Reason reason, String detail) {
  /** Why. */
  public enum Reason {
    ASKED_FOR,
    ENGINE_ANSWERS,
    NO_ENGINE,
    IMAGES_MISSING;

    /** The key of its text in both languages. */
    public String key() {
      return "runtime.why." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** One line for the log and the console. */
  public String line() {
    String why =
        switch (reason) {
          case ASKED_FOR -> "as asked for" + (detail.isEmpty() ? "" : "; " + detail);
          case ENGINE_ANSWERS -> detail + " answers";
          case NO_ENGINE -> detail;
          case IMAGES_MISSING ->
              "the Docker Engine lacks this version of "
                  + detail
                  + " (./fieldbench images builds them)";
        };
    return "Labs run " + ("docker".equals(name) ? "on Docker" : "embedded") + ": " + why;
  }
}
