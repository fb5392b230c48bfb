package io.fieldbench.portal.web;

import io.fieldbench.portal.account.Role;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of the top bar. A page names its own by {@link Entry#section()}. */
final class Navigation {
  private static final List<Entry> ALL =
      List.of(
          entry("home", "/", Role.TRAINEE),
          entry("competencies", "/competencies", Role.TRAINEE, Role.INSTRUCTOR, Role.ADMIN),
          entry("exercises", "/exercises", Role.TRAINEE),
          entry("record", "/record", Role.TRAINEE),
          entry("manage-exercises", "/instructor/exercises", Role.INSTRUCTOR),
          entry("attempts", "/instructor/attempts", Role.INSTRUCTOR),
          entry("users", "/admin/users", Role.ADMIN),
          entry("labs", "/admin/labs", Role.ADMIN));

  private Navigation() {}

  static List<Entry> of(@Nullable Visitor visitor) {
    if (visitor == null) {
      return List.of();
    }
    return ALL.stream().filter(entry -> entry.roles().stream().anyMatch(visitor::has)).toList();
  }

  private static Entry entry(String section, String path, Role... roles) {
    return new Entry(section, path, Arrays.asList(roles));
  }

  record Entry(String section, String path, List<Role> roles) {
    /** The key of its text in both languages. */
    public String label() {
      return "nav." + section;
    }
  }
}
