package io.fieldbench.lab.embedded;

import io.fieldbench.lab.LabAddress;
import io.fieldbench.lab.LabAddress.Outside;
import io.fieldbench.lab.ServerIdentity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a broker listens on.
 *
 * @param identity shown under TLS; there whenever the address has an outside
 */
record Doors(LabAddress address, @Nullable ServerIdentity identity) {
  /** A door under TLS. */
  record Guarded(Outside outside, ServerIdentity identity) {}

  Optional<Guarded> guarded() {
    ServerIdentity own = identity;
    return own == null
        ? Optional.empty()
        : address.outside().map(outside -> new Guarded(outside, own));
  }
}
