package io.fieldbench.portal.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

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

  DemoUsers(AccountRepository repository, AccountChanges changes) {
    this.repository = repository;
    this.changes = changes;
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
  @Transactional
  public List<DemoUser> createInEmptyDatabase() {
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
