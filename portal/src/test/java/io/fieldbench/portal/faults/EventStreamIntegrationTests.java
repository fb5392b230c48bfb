package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a work page hears. */
class EventStreamIntegrationTests extends PortalIntegrationTest {
  /** A lab that gets ready between the page and its stream was once never shown. */
  @Test
  void aNewStreamHasThePageFetchWhatItMayHaveMissed() {
    Work work = newWork("listener");
    try (Stream<String> lines = work.browser().events(work.path() + "/events")) {
      List<String> first =
          lines
              .filter(l -> l.startsWith("event:") && !l.endsWith("kit"))
              .limit(2)
              .map(l -> l.substring("event:".length()).strip())
              .toList();
      assertThat(first).containsExactly("lab", "checks");
    }
  }
}
