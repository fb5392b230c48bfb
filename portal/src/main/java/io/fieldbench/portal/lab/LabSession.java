package io.fieldbench.portal.lab;

import io.fieldbench.lab.LabId;
import io.fieldbench.lab.LabRequest;
import io.fieldbench.portal.account.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A lab's life, as a row that outlives the portal. */
@Entity
@Table(name = "lab_session")
class LabSession {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Id private String id;
  private UUID ownerId;
  private String runtime;
  private @Nullable String portal;

  @Enumerated(EnumType.STRING)
  private LabState state;

  private @Nullable String reason;

  @Column(columnDefinition = "text")
  private String request;

  @Column(columnDefinition = "text")
  private String kit;

  private Instant createdAt;
  private @Nullable Instant readyAt;
  private Instant expiresAt;
  private @Nullable Instant memoryLostAt;
  @Version private long version;

  @SuppressWarnings("NullAway.Init")
  protected LabSession() {}

  LabSession(
      UserId owner,
      String runtime,
      String portal,
      LabRequest request,
      KitPlan kit,
      Instant at,
      Duration life) {
    this.id = request.id().value();
    this.ownerId = owner.value();
    this.runtime = runtime;
    this.portal = portal;
    this.state = LabState.BUILDING;
    this.request = JSON.writeValueAsString(request);
    this.kit = JSON.writeValueAsString(kit);
    this.createdAt = at;
    this.expiresAt = at.plus(life);
  }

  /**
   * It runs, at these outside ports; from now on it is always built at the same ones.
   *
   * @param ranOn whether it did so before this portal came to it
   */
  void opened(String runtime, Map<String, Integer> ports, boolean ranOn, Instant at) {
    require(LabState.BUILDING);
    this.runtime = runtime;
    request = JSON.writeValueAsString(request().at(ports));
    state = LabState.READY;
    if (readyAt != null && !ranOn) {
      // It ran before, failed to come back and was tried again.
      memoryLostAt = at;
    }
    readyAt = at;
  }

  /**
   * This portal has it again, after a restart or after it was lost.
   *
   * @param ranOn whether it went on meanwhile; else what its broker kept is gone
   */
  void restored(String runtime, boolean ranOn, Instant at) {
    require(LabState.READY);
    this.runtime = runtime;
    if (!ranOn) {
      memoryLostAt = at;
    }
  }

  void failed(String why) {
    if (!state.isOpen()) {
      throw new IllegalStateException("lab " + id + " is " + state + " and cannot fail");
    }
    state = LabState.FAILED;
    reason = shortened(why);
  }

  private static String shortened(String text) {
    return text.length() <= 1000 ? text : text.substring(0, 1000);
  }

  /** Another try after a failure, at that portal: the same lab, ports and credentials. */
  void retried(String at, Instant now, Duration life) {
    require(LabState.FAILED);
    portal = at;
    state = LabState.BUILDING;
    reason = null;
    expiresAt = now.plus(life);
  }

  /** Another portal builds it, for the one that was asked to is gone. */
  void takenOver(String by) {
    require(LabState.BUILDING);
    portal = by;
  }

  /**
   * @param unkept why it ended without its last changes; null where they were kept
   */
  void expired(@Nullable String unkept) {
    state = LabState.EXPIRED;
    reason = unkept == null ? null : shortened(unkept);
  }

  void closed() {
    state = LabState.CLOSED;
  }

  /** Its time is over, if that was later. */
  void cutTo(Instant now) {
    if (now.isBefore(expiresAt)) {
      expiresAt = now;
    }
  }

  /** Lives on until then, if that is later than before. */
  void extendTo(Instant until) {
    if (until.isAfter(expiresAt)) {
      expiresAt = until;
    }
  }

  boolean isOverdue(Instant now) {
    return isOpen() && expiresAt.isBefore(now);
  }

  boolean isOpen() {
    return state.isOpen();
  }

  /** Of which it was built last, or shall be. */
  String runtime() {
    return runtime;
  }

  LabState state() {
    return state;
  }

  LabId id() {
    return new LabId(id);
  }

  LabRequest request() {
    return JSON.readValue(request, LabRequest.class);
  }

  KitPlan kit() {
    return JSON.readValue(kit, KitPlan.class);
  }

  /** Null in a lab of the time when there was but one portal. */
  @Nullable String portal() {
    return portal;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  Instant createdAt() {
    return createdAt;
  }

  /**
   * @param place which portal keeps it
   * @param running whether this portal has it and it answers
   * @param trouble why it does not answer, where that is known
   */
  LabView view(LabPlace place, boolean running, @Nullable String trouble) {
    return new LabView(
        id(),
        new UserId(ownerId),
        runtime,
        state,
        place,
        running,
        reason == null ? trouble : reason,
        request(),
        kit(),
        createdAt,
        readyAt,
        expiresAt,
        memoryLostAt);
  }

  private void require(LabState expected) {
    if (state != expected) {
      throw new IllegalStateException("lab " + id + " is " + state + ", not " + expected);
    }
  }
}
