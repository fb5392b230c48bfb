package io.fieldbench.portal.web;

import io.fieldbench.portal.account.Role;
import io.fieldbench.portal.account.SignedIn;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** The signed-in person as the layout shows them; roles in the order of {@link Role}. */
record Visitor(String username, String displayName, List<Role> roles) {
  /** The person of the current request, or null for a stranger. */
  static @Nullable Visitor current() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication == null
        || authentication instanceof AnonymousAuthenticationToken
        || !authentication.isAuthenticated()) {
      return null;
    }
    var authorities =
        authentication.getAuthorities().stream().map(granted -> granted.getAuthority()).toList();
    String displayName =
        authentication.getPrincipal() instanceof SignedIn person
            ? person.displayName()
            : authentication.getName();
    return new Visitor(
        authentication.getName(),
        displayName,
        Arrays.stream(Role.values()).filter(role -> authorities.contains("ROLE_" + role)).toList());
  }

  static @Nullable String currentName() {
    Visitor visitor = current();
    return visitor == null ? null : visitor.username();
  }

  boolean has(Role role) {
    return roles.contains(role);
  }
}
