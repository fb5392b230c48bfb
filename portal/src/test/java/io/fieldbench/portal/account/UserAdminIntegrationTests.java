package io.fieldbench.portal.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserAdminIntegrationTests extends AccountsIntegrationTest {
  private static final String HOSTILE = "<script>alert(1)</script>\"'&${7*7}";

  private static String passwordOn(String page) {
    Matcher shown = Pattern.compile("<code>([a-z2-9-]{24})</code>").matcher(page);
    assertThat(shown.find()).as(page).isTrue();
    return shown.group(1);
  }

  @Test
  void addsAUserWhosePasswordIsShownOnce() {
    User admin = user(Role.ADMIN);
    Browser browser = signedIn(admin);
    String name = "new." + admin.name();
    var answer =
        browser.post(
            "/admin/users",
            "/admin/users",
            Map.of("username", name, "displayName", HOSTILE, "roles", "INSTRUCTOR"));
    assertThat(answer.statusCode()).isEqualTo(200);
    User added = new User(name, passwordOn(answer.body()));
    assertThat(signedIn(added).page("/instructor/x").statusCode()).isEqualTo(404);
    for (String path :
        new String[] {"/admin/users?q=" + name, "/admin/users/" + name, "/admin/audit"}) {
      assertThat(browser.page(path).body())
          .doesNotContain("<script>alert", added.password(), "??")
          .contains(name);
    }
    assertThat(browser.page("/admin/users/" + name).body())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;${7*7}");
    assertThat(signedIn(added).page("/account").body()).doesNotContain("<script>alert");
  }

  @ParameterizedTest
  @CsvSource({
    "'','A name',TRAINEE,Use lower-case letters",
    "a b,'A name',TRAINEE,Use lower-case letters",
    "../etc,'A name',TRAINEE,Use lower-case letters",
    "good-one,'',TRAINEE,Enter a name",
    "good-one,'A name',HR,Choose one role",
    "good-one,'A name',,Choose one role",
  })
  void refusesABadUserAndSaysWhy(String name, String display, String role, String said) {
    Browser browser = signedIn(user(Role.ADMIN));
    var fields = new java.util.HashMap<>(Map.of("username", name, "displayName", display));
    if (role != null) {
      fields.put("roles", role);
    }
    var answer = browser.post("/admin/users", "/admin/users", fields);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains(said);
  }

  @Test
  void refusesANameThatIsTaken() {
    User there = user(Role.TRAINEE);
    var answer =
        signedIn(user(Role.ADMIN))
            .post(
                "/admin/users",
                "/admin/users",
                Map.of(
                    "username", there.name().toUpperCase(), "displayName", "A", "roles", "ADMIN"));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("Another user has this name.");
    assertThat(signedIn(there).page("/admin/users").statusCode()).isEqualTo(403);
  }

  @Test
  void resetsThePasswordAndEndsTheSessions() {
    User user = user(Role.TRAINEE);
    Browser theirs = signedIn(user);
    String page = "/admin/users/" + user.name();
    var answer = signedIn(user(Role.ADMIN)).post(page, page + "/password", Map.of());
    assertThat(theirs.isIn()).isFalse();
    assertThat(browser().signIn(user.name(), user.password()).statusCode()).isEqualTo(401);
    assertThat(signedIn(new User(user.name(), passwordOn(answer.body()))).isIn()).isTrue();
  }

  @Test
  void disablesEnablesAndEndsSessions() {
    User user = user(Role.TRAINEE);
    Browser admin = signedIn(user(Role.ADMIN));
    String page = "/admin/users/" + user.name();
    Browser theirs = signedIn(user);
    admin.post(page, page + "/end-sessions", Map.of());
    assertThat(theirs.isIn()).isFalse();
    Browser again = signedIn(user);
    assertThat(admin.post(page, page + "/disable", Map.of()).statusCode()).isEqualTo(302);
    assertThat(admin.post(page, page + "/disable", Map.of()).statusCode()).isEqualTo(302);
    assertThat(again.isIn()).isFalse();
    assertThat(browser().signIn(user.name(), user.password()).statusCode()).isEqualTo(401);
    admin.post(page, page + "/enable", Map.of());
    assertThat(signedIn(user).isIn()).isTrue();
    assertThat(auditOf(user.name()))
        .contains("sessions-ended", "user-disabled", "user-enabled")
        .containsOnlyOnce("user-disabled");
  }

  @ParameterizedTest
  @ValueSource(strings = {"disable", "password"})
  void doesNotLetAnAdminLockThemselvesOut(String verb) {
    User admin = user(Role.ADMIN);
    Browser browser = signedIn(admin);
    String page = "/admin/users/" + admin.name();
    assertThat(browser.page(page).body()).doesNotContain(page + "/" + verb);
    assertThat(browser.post(page, page + "/" + verb, Map.of()).statusCode()).isEqualTo(400);
    assertThat(browser.isIn()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "disable", "enable", "end-sessions"})
  void isForAdminsOnly(String verb) {
    User victim = user(Role.TRAINEE);
    Browser other = signedIn(user(Role.INSTRUCTOR));
    String path = "/admin/users/" + victim.name() + "/" + verb;
    assertThat(other.post("/account", path, Map.of()).statusCode()).isEqualTo(403);
    assertThat(signedIn(victim).isIn()).isTrue();
  }

  @Test
  void saysThatAnUnknownUserIsNotThere() {
    Browser browser = signedIn(user(Role.ADMIN));
    assertThat(browser.page("/admin/users/nobody").statusCode()).isEqualTo(404);
    assertThat(browser.post("/admin/users", "/admin/users/nobody/disable", Map.of()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void searchesForWhatWasTypedAndNotForAPattern() {
    User user = user(Role.TRAINEE);
    Browser browser = signedIn(user(Role.ADMIN));
    assertThat(browser.page("/admin/users?q=" + user.name().toUpperCase()).body())
        .contains("/admin/users/" + user.name());
    assertThat(browser.page("/admin/users?q=%25").body()).contains("No user found");
    assertThat(browser.page("/admin/users?q=_").body()).contains("No user found");
    assertThat(browser.page("/admin/users?q=!").body()).contains("No user found");
  }

  @Test
  void filtersTheAuditLogAndShowsItInPages() {
    User admin = user(Role.ADMIN);
    Browser browser = signedIn(admin);
    for (int i = 0; i < 51; i++) {
      audit.note(admin.name(), "tested", "thing/" + i, HOSTILE);
    }
    String first = browser.page("/admin/audit?action=tested&actor=" + admin.name()).body();
    assertThat(first).contains("thing/50").doesNotContain("thing/0<", "<script>alert");
    String next = "/admin/audit?actor=" + admin.name() + "&amp;action=tested&amp;page=1";
    assertThat(first).contains(next);
    assertThat(browser.page(next.replace("&amp;", "&")).body())
        .contains("thing/0<")
        .doesNotContain("thing/1<");
    assertThat(browser.page("/admin/audit?actor=nobody").body()).contains("No entries");
    assertThat(browser.page("/admin/audit?page=-5").statusCode()).isEqualTo(200);
    assertThat(browser.page("/admin/audit?page=99999999").statusCode()).isEqualTo(200);
  }
}
