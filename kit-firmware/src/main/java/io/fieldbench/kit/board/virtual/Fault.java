package io.fieldbench.kit.board.virtual;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What can be wrong between a virtual board and its devices. */
public enum Fault {
  NONE("none"),
  /** The data line hangs loose and its pull-up wins: every bit is read as 1, no write arrives. */
  LOOSE_WIRE("loose-wire");

  private final String id;

  Fault(String id) {
    this.id = id;
  }

  /**
   * @throws IllegalArgumentException naming the known faults
   */
  public static Fault named(String id) {
    return Arrays.stream(values())
        .filter(fault -> fault.id.equals(id))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "fault '%s' is unknown; known are %s"
                    .formatted(
                        id,
                        Arrays.stream(values())
                            .map(fault -> fault.id)
                            .collect(Collectors.joining(", ")))));
  }
}
