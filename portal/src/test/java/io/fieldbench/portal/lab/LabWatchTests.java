package io.fieldbench.portal.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbench.lab.Credentials;
import io.fieldbench.lab.Endpoint;
import io.fieldbench.lab.Faults;
import io.fieldbench.lab.Lab;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabId;
import io.fieldbench.lab.Workspace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What pages are told of a lab that is gone. */
class LabWatchTests {
  private static final LabId ID = new LabId("l-0123456789");

  /** Of which nothing is left. */
  private record Gone(LabId id) implements Lab {
    @Override
    public Map<String, Endpoint> endpoints() {
      return Map.of();
    }

    @Override
    public Map<String, Endpoint> ownTools() {
      return Map.of();
    }

    @Override
    public Optional<String> authority() {
      return Optional.empty();
    }

    @Override
    public Credentials credentials(String client) {
      throw new IllegalArgumentException(client);
    }

    @Override
    public boolean ready() {
      return false;
    }

    @Override
    public Faults faults() {
      throw new IllegalStateException();
    }

    @Override
    public Optional<Workspace> workspace() {
      return Optional.empty();
    }

    @Override
    public void destroy() {}
  }

  /** What is done with the lab here. */
  private static class Lost implements LabWatch.Lost {
    volatile Optional<String> hindrance = Optional.empty();
    volatile @Nullable String givenUp;
    final AtomicInteger tries = new AtomicInteger();

    @Override
    public Optional<String> hindrance(Lab lost) {
      return hindrance;
    }

    @Override
    public void rebuild(Lab lost) throws LabException {
      tries.incrementAndGet();
      throw new LabException("no network");
    }

    @Override
    public void giveUp(Lab lost, String reason) {
      givenUp = reason;
    }
  }

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  private final InstantSource clock = now::get;

  /** Its files come back last; until then no page may call it ready. */
  @Test
  void aLabIsLostUntilItIsWholeAgain() throws Exception {
    var building = new CountDownLatch(1);
    var built = new CountDownLatch(1);
    var lost =
        new Lost() {
          @Override
          public void rebuild(Lab lab) {
            building.countDown();
            try {
              built.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    var watch = new LabWatch(lost, id -> {}, clock);
    while (building.getCount() > 0) {
      watch.look(List.of(new Gone(ID)));
    }
    assertThat(watch.lost(ID)).isTrue();
    // The lab does not run while it is built: the next look does not hear of it.
    watch.look(List.of());
    assertThat(watch.lost(ID)).as("while it is built").isTrue();
    built.countDown();
    await().until(() -> !watch.lost(ID));
  }

  @Test
  void aLabThatCannotBeBuiltAgainIsTriedForTwoMinutes() {
    var lost = new Lost();
    var watch = new LabWatch(lost, id -> {}, clock);
    lookUntilTriedAgain(watch, lost);
    assertThat(watch.trouble(ID)).isEqualTo("no network");
    now.set(Instant.EPOCH.plus(LabWatch.TRIED_FOR).minusMillis(1));
    lookUntilTriedAgain(watch, lost);
    assertThat(lost.givenUp).as("before the end").isNull();
    assertThat(watch.lost(ID)).isTrue();
    now.set(Instant.EPOCH.plus(LabWatch.TRIED_FOR));
    lookUntil(watch, () -> lost.givenUp != null);
    assertThat(lost.givenUp).isEqualTo("no network");
  }

  /** An Engine that is away for an hour uses nothing of them up. */
  @Test
  void theTwoMinutesBeginWhenItCanBeTried() {
    var lost = new Lost();
    var watch = new LabWatch(lost, id -> {}, clock);
    lookUntilTriedAgain(watch, lost);
    lost.hindrance = Optional.of("Docker Engine does not answer");
    lookUntil(watch, () -> lost.hindrance.equals(Optional.ofNullable(watch.trouble(ID))));
    now.set(Instant.EPOCH.plusSeconds(3600));
    lost.hindrance = Optional.empty();
    lookUntilTriedAgain(watch, lost);
    lookUntil(watch, () -> "no network".equals(watch.trouble(ID)));
    assertThat(lost.givenUp).isNull();
  }

  /** Without this it would be tried by nobody until the portal is started anew. */
  @Test
  void aFaultOfThePortalIsTriedAgainToo() {
    var lost =
        new Lost() {
          @Override
          public void rebuild(Lab lab) {
            tries.incrementAndGet();
            throw new IllegalStateException("full disk");
          }
        };
    var watch = new LabWatch(lost, id -> {}, clock);
    lookUntilTriedAgain(watch, lost);
    lookUntil(watch, () -> String.valueOf(watch.trouble(ID)).contains("full disk"));
    lookUntilTriedAgain(watch, lost);
    assertThat(watch.lost(ID)).isTrue();
  }

  private static void lookUntilTriedAgain(LabWatch watch, Lost lost) {
    int before = lost.tries.get();
    lookUntil(watch, () -> lost.tries.get() > before && watch.trouble(ID) != null);
  }

  private static void lookUntil(LabWatch watch, Callable<Boolean> holds) {
    await()
        .until(() -> {
          watch.look(List.of(new Gone(ID)));
          return holds.call();
        });
  }
}
