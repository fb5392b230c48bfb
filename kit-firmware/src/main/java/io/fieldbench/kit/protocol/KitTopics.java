package io.fieldbench.kit.protocol;

/** The topics of one kit apart from its readings, which stand where the exercise says. */
public record KitTopics(String kit) {
  /** Everything below which only kits and the platform may publish. */
  public static final String PREFIX = "fieldbench/kit/";

  public KitTopics {
    if (!kit.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException("'" + kit + "' is no kit id");
    }
  }

  /** {@link Command}s to the kit. */
  public String command() {
    return PREFIX + kit + "/command";
  }

  /** {@link Acknowledgement}s from the kit. */
  public String acknowledgement() {
    return PREFIX + kit + "/ack";
  }

  /** Retained, {@code online} or (by the kit's last will) {@code offline}. */
  public String status() {
    return PREFIX + kit + "/status";
  }
}
