package io.fieldbench.portal.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.portal.web.UserSettings;
import io.fieldbench.portal.web.UserSettings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class AccountPagesIntegrationTests extends AccountsIntegrationTest {
  @Autowired UserSettings settings;

  private static Map<String, String> passwords(String current, String password, String again) {
    return Map.of("current", current, "password", password, "again", again);
  }

  @Test
  void signsOutEverywhere() {
    User user = user(Role.TRAINEE);
    Browser one = signedIn(user);
    Browser two = signedIn(user);
    Browser other = signedIn(user(Role.TRAINEE));
    var answer = one.post("/account", "/account/sign-out-everywhere", Map.of());
    assertThat(location(answer)).isEqualTo("/sign-in?signed-out");
    assertThat(one.isIn()).isFalse();
    assertThat(two.isIn()).isFalse();
    assertThat(other.isIn()).isTrue();
    assertThat(signedIn(user).isIn()).isTrue();
  }

  @Test
  void changesThePasswordAndEndsTheOtherSessions() {
    User user = user(Role.TRAINEE);
    Browser one = signedIn(user);
    Browser two = signedIn(user);
    String fresh = "a new pass phrase 新";
    var answer =
        one.post("/account", "/account/password", passwords(user.password(), fresh, fresh));
    assertThat(location(answer)).isEqualTo("/account?changed");
    assertThat(one.isIn()).isTrue();
    assertThat(two.isIn()).isFalse();
    assertThat(browser().signIn(user.name(), user.password()).statusCode()).isEqualTo(401);
    assertThat(signedIn(new User(user.name(), fresh)).isIn()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "right,eleven-char,eleven-char,Enter 12 characters or more.",
    "right,long enough one,long enough two,This differs from the new password above.",
    "wrong,long enough one,long enough one,This is not your present password.",
  })
  void refusesABadChangeAndSaysWhy(String current, String password, String again, String said) {
    User user = user(Role.TRAINEE);
    Browser browser = signedIn(user);
    String present = current.equals("right") ? user.password() : "something else";
    var answer = browser.post("/account", "/account/password", passwords(present, password, again));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains(said).doesNotContain("value=\"" + password);
    assertThat(signedIn(user).isIn()).isTrue();
  }

  @Test
  void slowsDownGuessingThePresentPassword() {
    User user = user(Role.TRAINEE);
    Browser browser = signedIn(user);
    String fresh = "long enough one";
    for (int i = 0; i < SignInThrottle.PAIR_TRIES; i++) {
      browser.post("/account", "/account/password", passwords("guess", fresh, fresh));
    }
    var answer =
        browser.post("/account", "/account/password", passwords(user.password(), fresh, fresh));
    assertThat(answer.body()).contains("Too many tries.");
  }

  @Test
  void disablingEndsSessionsAtOnce() {
    User user = user(Role.TRAINEE);
    Browser browser = signedIn(user);
    changes.disable("admin", user.name());
    assertThat(browser.isIn()).isFalse();
    changes.enable("admin", user.name());
    assertThat(browser.isIn()).isFalse();
    assertThat(signedIn(user).isIn()).isTrue();
  }

  /** The row is gone as well, but it is the epoch that must hold. */
  @Test
  void aSessionOfAnEarlierEpochIsWorthNothing() {
    User user = user(Role.TRAINEE);
    Browser browser = signedIn(user);
    jdbc.sql("update user_account set session_epoch = session_epoch + 1 where username = :name")
        .param("name", user.name())
        .update();
    assertThat(browser.isIn()).isFalse();
  }

  @Test
  void keepsLanguageAndThemeWithTheUser() {
    User user = user(Role.TRAINEE);
    Browser browser = signedIn(user);
    browser.post("/account", "/settings/language", Map.of("language", "zh", "to", "/account"));
    browser.post("/account", "/settings/theme", Map.of("theme", "dark", "to", "/account"));
    assertThat(settings.find(user.name())).isEqualTo(new Settings("zh", "dark"));
    assertThat(signedIn(user).page("/account").body())
        .contains("<html lang=\"zh-CN\" data-bs-theme=\"dark\">", "在所有设备上退出")
        .doesNotContain("??");
  }
}
