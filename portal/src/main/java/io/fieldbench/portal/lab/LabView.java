package io.fieldbench.portal.lab;

import io.fieldbench.lab.LabId;
import io.fieldbench.lab.LabRequest;
import io.fieldbench.portal.account.UserId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A lab as pages see it.
 *
 * @param place which portal keeps it
 * @param running false while a ready lab is being brought back, after a restart of the portal or of
 *     the Engine
 * @param reason why it failed, does not answer or ended without its last changes, in English
 * @param memoryLostAt when its broker last lost what it kept in memory
 */
public record LabView(
    LabId id,
    UserId owner,
    String runtime,
    LabState state,
    LabPlace place,
    boolean running,
    @Nullable String reason,
    LabRequest request,
    KitPlan kit,
    Instant createdAt,
    @Nullable Instant readyAt,
    Instant expiresAt,
    @Nullable Instant memoryLostAt) {
  /** When it ends, whether or not what must outlive it was kept. */
  public Instant lastMoment() {
    return expiresAt.plus(LabExpiry.GRACE);
  }

  /** Whether it can be worked with now. */
  public boolean ready() {
    return state == LabState.READY && running;
  }

  /**
   * One word for what it is doing: building, restoring, ready, elsewhere, silent, failed, expired,
   * closed.
   */
  public String word() {
    if (state == LabState.READY) {
      return switch (place) {
        case HERE -> running ? "ready" : "restoring";
        case ELSEWHERE -> "elsewhere";
        case SILENT -> "silent";
      };
    }
    return state.name().toLowerCase(Locale.ROOT);
  }
}
