package io.fieldbench.portal.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The people of a new installation: one for each role that has a page, two trainees. */
@Component
public class DemoUsers {
  private static final List<Planned> PLANNED =
      List.of(
          new Planned("trainee", "Trainee One", Role.TRAINEE),
          new Planned("trainee2", "Trainee Two", Role.TRAINEE),
          new Planned("instructor", "Instructor", Role.INSTRUCTOR),
          new Planned("admin", "Administrator", Role.ADMIN));

  private final AccountRepository repository;
  private final AccountChanges changes;
  private final TransactionTemplate transaction;

  DemoUsers(AccountRepository repository, AccountChanges changes, TransactionTemplate transaction) {
    this.repository = repository;
    this.changes = changes;
    this.transaction = transaction;
  }

  /** A demo user with its password, which is told once and kept nowhere. */
  public record DemoUser(String username, Role role, String password) {
    /** Without the password, so that no log can hold it. */
    @Override
    public String toString() {
      return "DemoUser[" + username + "]";
    }
  }

  /**
   * Adds them where there is no user at all.
   *
   * @return empty when there was one
   */
  public List<DemoUser> createInEmptyDatabase() {
    try {
      return Objects.requireNonNull(transaction.execute(status -> create()));
    } catch (DataIntegrityViolationException | AccountChanges.TakenException e) {
      // Another portal on the same database was faster; it tells the passwords.
      return List.of();
    }
  }

  private List<DemoUser> create() {
    if (repository.count() > 0) {
      return List.of();
    }
    List<DemoUser> users = new ArrayList<>();
    for (Planned plan : PLANNED) {
      String password = changes.add(null, plan.username(), plan.displayName(), Set.of(plan.role()));
      users.add(new DemoUser(plan.username(), plan.role(), password));
    }
    return List.copyOf(users);
  }

  private record Planned(String username, String displayName, Role role) {}
}
