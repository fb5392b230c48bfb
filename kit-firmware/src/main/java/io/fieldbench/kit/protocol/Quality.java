package io.fieldbench.kit.protocol;

/** How far a reading can be trusted; the three classes of OPC UA status codes. */
public enum Quality {
  GOOD,
  UNCERTAIN,
  BAD
}
