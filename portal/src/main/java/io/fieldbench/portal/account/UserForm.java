package io.fieldbench.portal.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The form for a new user, as it was filled in. */
record UserForm(String username, String displayName, Set<Role> roles) {
  /** The roles that have pages. */
  static final List<Role> OFFERED = List.of(Role.TRAINEE, Role.INSTRUCTOR, Role.ADMIN);

  static final UserForm EMPTY = new UserForm("", "", Set.of(Role.TRAINEE));

  static UserForm of(
      @Nullable String username, @Nullable String displayName, @Nullable Set<Role> roles) {
    return new UserForm(
        username == null ? "" : Accounts.canonical(username),
        displayName == null ? "" : displayName.strip(),
        roles == null ? Set.of() : roles);
  }

  /** All that is wrong: field to message key. */
  Map<String, String> errors() {
    Map<String, String> errors = new LinkedHashMap<>();
    if (!AccountChanges.USERNAME.matcher(username).matches()) {
      errors.put("username", "admin.users.username.BAD");
    }
    if (displayName.isEmpty()
        || displayName.length() > 200
        || displayName.codePoints().anyMatch(Character::isISOControl)) {
      errors.put("displayName", "admin.users.display-name.BAD");
    }
    if (roles.isEmpty() || !OFFERED.containsAll(roles)) {
      errors.put("roles", "admin.users.roles.BAD");
    }
    return errors;
  }
}
