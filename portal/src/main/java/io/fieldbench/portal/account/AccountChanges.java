package io.fieldbench.portal.account;

import io.fieldbench.portal.audit.AuditLog;
import java.time.Clock;
import java.util.EnumSet;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes to accounts, each with its audit entry in the same transaction. */
@Service
@Transactional
class AccountChanges {
  static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private final AccountRepository repository;
  private final Passwords passwords;
  private final AuditLog audit;
  private final JdbcClient jdbc;
  private final Clock clock;

  AccountChanges(
      AccountRepository repository,
      Passwords passwords,
      AuditLog audit,
      JdbcClient jdbc,
      Clock clock) {
    this.repository = repository;
    this.passwords = passwords;
    this.audit = audit;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The account was not added because its user name is another person's. */
  static final class TakenException extends RuntimeException {}

  /**
   * Adds a person with a password of the system's making.
   *
   * @param username as {@link #USERNAME} says
   * @return the password, which is kept nowhere
   * @throws TakenException when the user name is in use
   */
  String add(@Nullable String actor, String username, String displayName, Set<Role> roles) {
    if (!USERNAME.matcher(username).matches()) {
      throw new IllegalArgumentException("Not a user name: " + username);
    }
    if (repository.findByUsername(username).isPresent()) {
      throw new TakenException();
    }
    String password = passwords.invent();
    repository.save(
        new Account(
            UserId.random(),
            username,
            displayName,
            roles,
            passwords.hash(password),
            clock.instant()));
    audit.noteChange(actor, "user-added", subject(username), "roles " + EnumSet.copyOf(roles));
    return password;
  }

  /** Sets a password of the system's making, ends all sessions, and returns the password. */
  String resetPassword(@Nullable String actor, String username) {
    String password = passwords.invent();
    String hash = passwords.hash(password);
    locked(username).changePassword(hash);
    forgetSessions(username);
    audit.noteChange(actor, "password-reset", subject(username), "");
    return password;
  }

  /** Sets the password that a person chose, and ends all sessions. */
  SignedIn changePassword(String username, String password) {
    String hash = passwords.hash(password);
    Account account = locked(username);
    account.changePassword(hash);
    forgetSessions(username);
    audit.noteChange(username, "password-changed", subject(username), "");
    return account.signedIn();
  }

  void endSessions(String actor, String username) {
    locked(username).endSessions();
    forgetSessions(username);
    audit.noteChange(actor, "sessions-ended", subject(username), "");
  }

  void disable(String actor, String username) {
    locked(username).disable();
    forgetSessions(username);
    audit.noteChange(actor, "user-disabled", subject(username), "");
  }

  void enable(String actor, String username) {
    locked(username).enable();
    audit.noteChange(actor, "user-enabled", subject(username), "");
  }

  void choose(String username, String language, String theme) {
    locked(username).choose(language, theme);
  }

  private Account locked(String username) {
    return repository
        .lockByUsername(username)
        .orElseThrow(() -> new NoSuchElementException("There is no user " + username));
  }

  /** The epoch has ended the sessions; this removes their rows, which nobody can use any more. */
  private void forgetSessions(String username) {
    jdbc.sql("delete from spring_session where principal_name = :name")
        .param("name", username)
        .update();
  }

  static String subject(String username) {
    return "account/" + username;
  }
}
