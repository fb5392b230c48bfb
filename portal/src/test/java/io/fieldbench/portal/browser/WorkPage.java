package io.fieldbench.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.fieldbench.exercise.Proof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The work page as a trainee uses it. */
record WorkPage(Page page) {
  static final String EXERCISE = "mqtt-overheat-alarm";
  private static final double LAB_MILLIS = 60_000;
  private static final double CHECK_MILLIS = 240_000;

  /** A value of the candidate's own, without its unit. */
  String value(String name) {
    return page.locator("#v-" + name).textContent().split(" ")[0];
  }

  WorkPage awaitLab() {
    assertThat(page.locator("#c-port code"))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(LAB_MILLIS));
    return this;
  }

  Locator check() {
    return page.locator("#lab-bar form[action$='/check'] button");
  }

  /** The number that stands beside "Checks" once there is a verdict. */
  Locator points() {
    return page.locator("#checks > header strong");
  }

  void awaitPoints(String points) {
    assertThat(points())
        .hasText(points, new LocatorAssertions.HasTextOptions().setTimeout(CHECK_MILLIS));
  }

  Path starter(Path into) throws IOException {
    Download download =
        page.waitForDownload(() -> page.locator("#tools a[href$='/starter.zip']").click());
    Path zip = into.resolve("starter.zip");
    download.saveAs(zip);
    return TraineeProgram.unpack(zip, into);
  }

  /** An author's program, after a look whether it holds the values that this page shows. */
  String source(Proof proof) {
    String source = new String(proof.files().get(proof.main()), StandardCharsets.UTF_8);
    for (String name : List.of("temperatureTopic", "alarmTopic")) {
      assertThat(source).contains('"' + value(name) + '"');
    }
    for (String name : List.of("high", "hysteresis")) {
      assertThat(source).contains("= " + value(name) + ";");
    }
    return source;
  }
}
