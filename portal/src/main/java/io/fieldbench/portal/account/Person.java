package io.fieldbench.portal.account;

import java.util.Set;

/** An account as other modules and pages see it. */
public record Person(
    UserId id, String username, String displayName, Set<Role> roles, boolean enabled) {}
