package io.fieldbench.portal.account;

import java.io.Serial;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * The person behind a request; controllers take it as {@code @AuthenticationPrincipal SignedIn}.
 */
public final class SignedIn implements UserDetails, CredentialsContainer {
  @Serial private static final long serialVersionUID = 1;

  private final UserId id;
  private final String username;
  private final String displayName;
  private final Set<Role> roles;
  private final int epoch;
  private @Nullable String passwordHash;

  public SignedIn(
      UserId id,
      String username,
      String displayName,
      Set<Role> roles,
      @Nullable String passwordHash) {
    this(id, username, displayName, roles, passwordHash, 0);
  }

  SignedIn(
      UserId id,
      String username,
      String displayName,
      Set<Role> roles,
      @Nullable String passwordHash,
      int epoch) {
    this.id = id;
    this.username = username;
    this.displayName = displayName;
    this.roles = Set.copyOf(roles);
    this.passwordHash = passwordHash;
    this.epoch = epoch;
  }

  public UserId id() {
    return id;
  }

  public String displayName() {
    return displayName;
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }

  /** The account's session epoch at sign-in; the session ends when the account's own moves on. */
  int epoch() {
    return epoch;
  }

  @Override
  public String getUsername() {
    return username;
  }

  @Override
  public @Nullable String getPassword() {
    return passwordHash;
  }

  @Override
  public void eraseCredentials() {
    passwordHash = null;
  }

  /** {@code ROLE_TRAINEE} and so on. */
  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return roles.stream().map(role -> new SimpleGrantedAuthority("ROLE_" + role)).toList();
  }
}
