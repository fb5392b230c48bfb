package io.fieldbench.portal.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInIntegrationTests extends AccountsIntegrationTest {
  @Test
  void storesArgon2idAndNothingElse() {
    User user = user(Role.TRAINEE);
    String hash =
        jdbc.sql("select password_hash from user_account where username = :name")
            .param("name", user.name())
            .query(String.class)
            .single();
    assertThat(hash).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[^$]{22}\\$[^$]{43}");
  }

  @Test
  void opensWithTheRightPasswordAndNotesIt() {
    User user = user(Role.TRAINEE);
    Browser browser = signedIn(user);
    assertThat(browser.isIn()).isTrue();
    assertThat(auditOf(user.name())).containsExactly("user-added", "signed-in");
  }

  @Test
  void takesTheUserNameInAnyCaseAndSpace() {
    User user = user(Role.TRAINEE);
    Browser browser = browser();
    browser.signIn(" " + user.name().toUpperCase() + " ", user.password());
    assertThat(browser.isIn()).isTrue();
  }

  @Test
  void changesTheSessionAtSignIn() {
    Browser browser = browser();
    browser.page("/sign-in");
    String before = browser.sessionCookie();
    User user = user(Role.TRAINEE);
    browser.signIn(user.name(), user.password());
    assertThat(browser.sessionCookie()).isNotEqualTo(before);
    var fixed = browser().get("/account", "Accept", "text/html", "Cookie", "fieldbench=" + before);
    assertThat(fixed.statusCode()).isEqualTo(302);
  }

  @Test
  void marksItsCookie() {
    var cookie = browser().page("/sign-in").headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie)
        .contains("fieldbench=", "; HttpOnly", "; SameSite=Lax")
        .doesNotContain("Secure");
  }

  @Test
  void answersAnUnknownNameADisabledPersonAndAWrongPasswordAlike() {
    User known = user(Role.TRAINEE);
    User disabled = user(Role.TRAINEE);
    changes.disable("admin", disabled.name());
    var wrong = browser().signIn(known.name(), "not the password");
    var unknown = browser().signIn("nobody-" + known.name(), "not the password");
    var off = browser().signIn(disabled.name(), disabled.password());
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).contains("User name and password do not match.");
    assertThat(text(unknown, "nobody-" + known.name())).isEqualTo(text(wrong, known.name()));
    assertThat(text(off, disabled.name())).isEqualTo(text(wrong, known.name()));
  }

  private static String text(HttpResponse<String> answer, String name) {
    return answer.statusCode()
        + answer
            .body()
            .replace(name, "NAME")
            .replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "")
            .replaceAll("<time.*?</time>", "");
  }

  /** People type their password into the first field; the log must not keep it. */
  @Test
  void notesNoUnknownName() {
    browser().signIn("my-secret-typed-into-the-wrong-field", "x");
    assertThat(
            jdbc.sql("select count(*) from audit_entry where subject || detail like '%my-secret%'")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void slowsDownOneAddressButNotThePersonAtAnother() {
    User user = user(Role.TRAINEE);
    Browser guesser = browserAt("127.0.0.9");
    for (int i = 0; i < SignInThrottle.PAIR_TRIES; i++) {
      assertThat(guesser.signIn(user.name(), "guess " + i).statusCode()).isEqualTo(401);
    }
    var refused = guesser.signIn(user.name(), user.password());
    assertThat(refused.statusCode()).isEqualTo(429);
    long wait = Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow());
    assertThat(wait).isBetween(1L, 30L);
    assertThat(refused.body()).contains("Try again in " + wait + " s.", "name=\"password\"");
    Browser person = browserAt("127.0.0.10");
    assertThat(person.signIn(user.name(), user.password()).statusCode()).isEqualTo(302);
    assertThat(auditOf(user.name())).contains("sign-in-throttled", "sign-in-failed", "signed-in");
  }

  @Test
  void doesNotBelieveAForwardedAddress() {
    User user = user(Role.TRAINEE);
    Browser guesser = browserAt("127.0.0.11");
    int status = 0;
    for (int i = 0; i <= SignInThrottle.PAIR_TRIES; i++) {
      String body =
          "_csrf="
              + token(guesser.page("/sign-in").body())
              + "&username="
              + user.name()
              + "&password=x";
      status = guesser.form("/sign-in", body, "X-Forwarded-For", "10.0.0." + i).statusCode();
    }
    assertThat(status).isEqualTo(429);
  }

  @Test
  void refusesAFormWithoutItsToken() {
    Browser browser = signedIn(user(Role.TRAINEE));
    assertThat(browser.postWithToken("", "/account/sign-out-everywhere", Map.of()).statusCode())
        .isEqualTo(403);
    assertThat(browser.isIn()).isTrue();
    assertThat(browser.postWithToken("", "/sign-out", Map.of()).statusCode()).isEqualTo(403);
    assertThat(browser.isIn()).isTrue();
  }

  /** A sign-in page that was left open over night asks again instead of failing. */
  @Test
  void showsTheFormAgainWhenItsTokenIsTooOld() {
    var answer =
        browser().postWithToken("old", "/sign-in", Map.of("username", "a", "password", "b"));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("This page was open for too long.", "name=\"password\"");
  }

  @Test
  void returnsToThePageThatWasAskedFor() {
    User user = user(Role.ADMIN);
    Browser browser = browser();
    assertThat(location(browser.page("/admin/users?q=a%20b"))).isEqualTo("/sign-in");
    assertThat(location(browser.signIn(user.name(), user.password())))
        .isEqualTo("/admin/users?q=a%20b");
  }

  @ParameterizedTest
  @CsvSource({
    "Accept, text/event-stream",
    "HX-Request, true",
    "Accept, application/json",
    "Sec-Fetch-Dest, image"
  })
  void doesNotReturnToWhatIsNoPage(String header, String value) {
    User user = user(Role.ADMIN);
    Browser browser = browser();
    browser.get("/admin/users", header, value);
    assertThat(location(browser.signIn(user.name(), user.password()))).isEqualTo("/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"//elsewhere.test/", "/\\elsewhere.test", "/%5celsewhere.test"})
  void neverReturnsElsewhere(String path) {
    User user = user(Role.TRAINEE);
    Browser browser = browser();
    browser.rawGet(path);
    assertThat(location(browser.signIn(user.name(), user.password())))
        .doesNotStartWith("//")
        .doesNotContain("\\")
        .doesNotContain("elsewhere.test/");
  }

  @Test
  void sendsFragmentsAndEventsAwayInTheirOwnWay() {
    var fragment = browser().get("/admin/users", "HX-Request", "true");
    assertThat(fragment.statusCode()).isEqualTo(401);
    assertThat(fragment.headers().firstValue("HX-Redirect")).hasValue("/sign-in");
    assertThat(browser().get("/admin/users", "Accept", "text/event-stream").statusCode())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "TRAINEE,/account,200",
    "TRAINEE,/admin/users,403",
    "TRAINEE,/admin/audit,403",
    "TRAINEE,/instructor/anything,403",
    "INSTRUCTOR,/account,200",
    "INSTRUCTOR,/admin/users,403",
    "INSTRUCTOR,/instructor/anything,404",
    "EXAMINER,/instructor/anything,403",
    "HR,/admin/users,403",
    "ADMIN,/admin/users,200",
    "ADMIN,/admin/audit,200",
    "ADMIN,/instructor/anything,403",
  })
  void opensPagesByRole(Role role, String path, int status) {
    assertThat(signedIn(user(role)).page(path).statusCode()).isEqualTo(status);
  }

  @Test
  void isOpenToStrangersWhereItMustBeOnly() {
    assertThat(browser().get("/health").body()).isEqualTo("ok");
    assertThat(browser().page("/sign-in").statusCode()).isEqualTo(200);
    for (String path :
        new String[] {"/", "/account", "/admin/users", "/nothing", "/sign-in/refused"}) {
      assertThat(browser().page(path).statusCode()).as(path).isEqualTo(302);
    }
  }

  @Test
  void signsOut() {
    User user = user(Role.TRAINEE);
    Browser browser = signedIn(user);
    var answer = browser.post("/account", "/sign-out", Map.of());
    assertThat(location(answer)).isEqualTo("/sign-in?signed-out");
    assertThat(browser.isIn()).isFalse();
    assertThat(auditOf(user.name())).endsWith("signed-out");
  }
}
