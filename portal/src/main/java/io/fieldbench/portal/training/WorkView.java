package io.fieldbench.portal.training;

import io.fieldbench.exercise.Exercise;
import io.fieldbench.exercise.Variant;
import io.fieldbench.lab.Credentials;
import io.fieldbench.lab.Endpoint;
import io.fieldbench.portal.lab.LabView;
import io.fieldbench.portal.lab.RuntimeInUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the work page shows.
 *
 * @param lab null before the first start
 * @param graded the newest attempt with a verdict
 * @param newest the newest attempt of any state
 * @param expiresIn until the lab's end, never negative
 * @param broker where own tools reach it; null while there is none
 * @param authority certificate, as PEM, of the authority that they have to trust; null where they
 *     come in unencrypted
 * @param bench null where the work is done with tools of one's own alone
 */
record WorkView(
    UUID id,
    Variant variant,
    @Nullable LabView lab,
    @Nullable AttemptView newest,
    @Nullable AttemptView graded,
    int attemptsUsed,
    List<CheckLine> checks,
    boolean definitionChanged,
    Duration expiresIn,
    @Nullable Endpoint broker,
    @Nullable String authority,
    @Nullable Credentials trainee,
    RuntimeInUse runtime,
    @Nullable BenchView bench) {
  public Exercise exercise() {
    return variant.exercise();
  }

  /** Whether the newest graded attempt reached the pass mark. */
  public boolean proven() {
    Integer points = graded == null ? null : graded.points();
    return points != null && points >= exercise().passPoints();
  }

  /** Whether a check is queued or running. */
  public boolean checking() {
    return newest != null && newest.active();
  }

  /** One word for what the lab is doing: absent, or as {@link LabView#word}. */
  public String labState() {
    return lab == null ? "absent" : lab.word();
  }

  /** Whether a check can be asked for; the portal that keeps the lab carries it out. */
  public boolean labCheckable() {
    return labReady() || "elsewhere".equals(labState());
  }

  public boolean labReady() {
    return "ready".equals(labState());
  }

  /** It runs beyond its time, until its files are saved. */
  public boolean overtime() {
    return bench != null && labReady() && expiresIn.isZero();
  }

  public boolean labOpen() {
    return lab != null && lab.state().isOpen();
  }

  /**
   * The broker was started anew since the trainee could first use it, and not more than an hour
   * ago.
   */
  public boolean memoryLost() {
    return labReady()
        && lab != null
        && lab.memoryLostAt() != null
        && lab.memoryLostAt().isAfter(Instant.now().minus(Duration.ofHours(1)));
  }

  /** A command that shows everything on the lab's broker; empty while there is none. */
  public String listenCommand() {
    return broker == null || trainee == null
        ? ""
        : "mosquitto_sub -h %s -p %d%s -u %s -P '%s' -q 1 -v -t '#'"
            .formatted(
                broker.host(),
                broker.port(),
                authority == null ? "" : " --cafile " + Starter.AUTHORITY,
                trainee.username(),
                trainee.password());
  }

  /** How the starter's programs are run from their folder: by its scripts, where it has any. */
  public List<String> starterCommands() {
    List<String> files = variant.starter().keySet().stream().sorted().toList();
    List<String> scripts =
        files.stream().filter(f -> f.endsWith(".sh")).map("sh "::concat).toList();
    return !scripts.isEmpty()
        ? scripts
        : files.stream()
            .flatMap(file ->
                file.endsWith(".java")
                    ? Stream.of("java -cp 'lib/*' " + file)
                    : file.endsWith(".py") ? Stream.of("python3 " + file) : Stream.of())
            .toList();
  }
}
