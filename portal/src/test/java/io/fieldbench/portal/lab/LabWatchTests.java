package io.fieldbench.portal.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbench.lab.Credentials;
import io.fieldbench.lab.Endpoint;
import io.fieldbench.lab.Faults;
import io.fieldbench.lab.Lab;
import io.fieldbench.lab.LabId;
import io.fieldbench.lab.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
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

  /** Its files come back last; until then no page may call it ready. */
  @Test
  void aLabIsLostUntilItIsWholeAgain() throws Exception {
    var watch = new LabWatch(id -> {});
    var lab = new Gone(ID);
    var building = new CountDownLatch(1);
    var built = new CountDownLatch(1);
    while (building.getCount() > 0) {
      watch.look(
          List.of(lab),
          lost -> {
            building.countDown();
            try {
              built.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return Optional.empty();
          });
    }
    assertThat(watch.lost(ID)).isTrue();
    // The lab does not run while it is built: the next look does not hear of it.
    watch.look(List.of(), lost -> Optional.empty());
    assertThat(watch.lost(ID)).as("while it is built").isTrue();
    built.countDown();
    await().until(() -> !watch.lost(ID));
  }
}
