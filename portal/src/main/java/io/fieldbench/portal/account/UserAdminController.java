package io.fieldbench.portal.account;

import io.fieldbench.portal.web.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Slice;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Users for the administrator. A new password is in the answer to the form itself and not behind a
 * redirect, because it would have to be stored for that.
 */
@Controller
@RequestMapping("/admin/users")
class UserAdminController {
  private static final int PAGE = 50;

  private final AccountRepository repository;
  private final Accounts accounts;
  private final AccountChanges changes;
  private final JdbcClient jdbc;
  private final Clock clock;

  UserAdminController(
      AccountRepository repository,
      Accounts accounts,
      AccountChanges changes,
      JdbcClient jdbc,
      Clock clock) {
    this.repository = repository;
    this.accounts = accounts;
    this.changes = changes;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @GetMapping
  String list(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "0") int page,
      Model model) {
    return showList(q, page, UserForm.EMPTY, Map.of(), model);
  }

  @PostMapping
  String add(
      @AuthenticationPrincipal SignedIn admin,
      @RequestParam(required = false) @Nullable String username,
      @RequestParam(required = false) @Nullable String displayName,
      @RequestParam(required = false) @Nullable Set<Role> roles,
      HttpServletResponse response,
      Model model) {
    UserForm form = UserForm.of(username, displayName, roles);
    Map<String, String> errors = new LinkedHashMap<>(form.errors());
    if (errors.isEmpty()) {
      try {
        String password =
            changes.add(admin.getUsername(), form.username(), form.displayName(), form.roles());
        return showUser(form.username(), admin, password, model);
      } catch (AccountChanges.TakenException e) {
        errors.put("username", "admin.users.username.TAKEN");
      }
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return showList("", 0, form, errors, model);
  }

  @GetMapping("/{username}")
  String user(@PathVariable String username, @AuthenticationPrincipal SignedIn admin, Model model) {
    return showUser(username, admin, null, model);
  }

  @PostMapping("/{username}/password")
  String resetPassword(
      @PathVariable String username, @AuthenticationPrincipal SignedIn admin, Model model) {
    requireOther(username, admin);
    String password = changes.resetPassword(admin.getUsername(), person(username).username());
    return showUser(username, admin, password, model);
  }

  @PostMapping("/{username}/disable")
  String disable(@PathVariable String username, @AuthenticationPrincipal SignedIn admin) {
    requireOther(username, admin);
    if (person(username).enabled()) {
      changes.disable(admin.getUsername(), username);
    }
    return "redirect:/admin/users/{username}";
  }

  @PostMapping("/{username}/enable")
  String enable(@PathVariable String username, @AuthenticationPrincipal SignedIn admin) {
    if (!person(username).enabled()) {
      changes.enable(admin.getUsername(), username);
    }
    return "redirect:/admin/users/{username}";
  }

  @PostMapping("/{username}/end-sessions")
  String endSessions(@PathVariable String username, @AuthenticationPrincipal SignedIn admin) {
    changes.endSessions(admin.getUsername(), person(username).username());
    return "redirect:/admin/users/{username}";
  }

  private Person person(String username) {
    return accounts
        .find(username)
        .filter(person -> person.username().equals(username))
        .orElseThrow(() -> Refused.absent(AccountChanges.subject(username)));
  }

  /**
   * Administrators disable each other, so one is always left; their own password is at /account.
   */
  private static void requireOther(String username, SignedIn admin) {
    if (username.equals(admin.getUsername())) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "not to oneself");
    }
  }

  private String showUser(
      String username, SignedIn admin, @Nullable String newPassword, Model model) {
    Person user = person(username);
    model.addAttribute("user", user);
    model.addAttribute("self", user.id().equals(admin.id()));
    model.addAttribute("newPassword", newPassword);
    model.addAttribute(
        "sessions",
        jdbc.sql(
                """
                select count(*) from spring_session
                where principal_name = :name and expiry_time > :now\
                """)
            .param("name", username)
            .param("now", clock.millis())
            .query(Integer.class)
            .single());
    return "admin/user";
  }

  private String showList(
      String q, int page, UserForm form, Map<String, String> errors, Model model) {
    String pattern = "%" + q.strip().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
    PageRequest window = PageRequest.of(Math.clamp(page, 0, 100_000), PAGE);
    Slice<Person> users = repository.search(pattern, window).map(Account::person);
    model.addAttribute("q", q);
    model.addAttribute("users", users);
    model.addAttribute("form", form);
    model.addAttribute("offered", UserForm.OFFERED);
    model.addAttribute("errors", errors);
    return "admin/users";
  }
}
