package io.fieldbench.portal.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import io.fieldbench.exercise.Proof;
import io.fieldbench.exercise.Variant;
import io.fieldbench.portal.account.DemoUsers;
import io.fieldbench.portal.account.DemoUsers.DemoUser;
import io.fieldbench.portal.catalog.Catalog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The whole portal on a port of its own with its demo users, and a browser. A test class names its
 * own database.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PortalBrowserTest {
  static final String MEMORY = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
  private static final double PATIENCE = 30_000;

  final List<String> complaints = new CopyOnWriteArrayList<>();
  private final Map<String, String> passwords = new HashMap<>();

  @Value("${local.server.port}")
  int port;

  @Autowired JdbcTemplate database;
  @Autowired DemoUsers users;
  @Autowired Catalog catalog;

  Chromium chromium;

  @BeforeAll
  void people() {
    for (DemoUser user : users.createInEmptyDatabase()) {
      passwords.put(user.username(), user.password());
    }
  }

  @BeforeEach
  void launch() {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    chromium = Chromium.start();
  }

  @AfterEach
  void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  /** A visitor's own browser window, as wide as that. */
  BrowserContext window(String locale, int width) {
    BrowserContext window =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setLocale(locale)
                    .setViewportSize(width, 900)
                    .setReducedMotion(ReducedMotion.REDUCE)
                    .setBaseURL("http://127.0.0.1:" + port));
    window.setDefaultTimeout(PATIENCE);
    window.onPage(page -> Chromium.watch(page, complaints::add));
    return window;
  }

  String password(String username) {
    return passwords.get(username);
  }

  /** A program of the author's, with the values of that trainee. */
  Proof proof(String name, String username) {
    return Proof.of(variant(username)).stream()
        .filter(proof -> proof.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The exercise as that trainee has it. */
  Variant variant(String username) {
    Long seed =
        database.queryForObject(
            "select e.seed from enrolment e join user_account u on u.id = e.user_id where"
                + " u.username = ?",
            Long.class,
            username);
    return catalog.exercise(WorkPage.EXERCISE).orElseThrow().forCandidate(seed);
  }

  /** A page of somebody who is signed in. */
  Page signedIn(BrowserContext window, String username) {
    Page page = window.newPage();
    page.navigate("/sign-in");
    page.fill("#username", username);
    page.fill("#password", password(username));
    page.keyboard().press("Enter");
    page.waitForURL(url -> !url.contains("/sign-in"));
    return page;
  }
}
