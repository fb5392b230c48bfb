package io.fieldbench.portal.account;

import java.io.Serializable;
import java.util.UUID;

/** Names one person's account. */
public record UserId(UUID value) implements Serializable {
  /** A new random id. */
  public static UserId random() {
    return new UserId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
