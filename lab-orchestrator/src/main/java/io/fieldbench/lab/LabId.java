package io.fieldbench.lab;

/** Names one lab; lower-case letters, digits and dashes, at most 40 characters. */
public record LabId(String value) {
  public LabId {
    if (!value.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException("'" + value + "' is no lab id");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
