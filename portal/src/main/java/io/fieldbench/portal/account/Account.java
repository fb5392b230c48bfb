package io.fieldbench.portal.account;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One person's account; every change that must end open sessions raises the session epoch. */
@Entity
@Table(name = "user_account")
class Account {
  @Id private UUID id;

  private String username;

  @Column(name = "display_name")
  private String displayName;

  @Column(name = "password_hash", columnDefinition = "text")
  private String passwordHash;

  private @Nullable String language;
  private String theme = "light";
  private boolean enabled = true;

  @Column(name = "session_epoch")
  private int sessionEpoch;

  @Column(name = "created_at")
  private Instant createdAt;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "user_role", joinColumns = @JoinColumn(name = "user_id"))
  @Column(name = "role")
  @JdbcTypeCode(SqlTypes.VARCHAR)
  private Set<Role> roles = EnumSet.noneOf(Role.class);

  @SuppressWarnings("NullAway.Init")
  protected Account() {}

  Account(
      UserId id,
      String username,
      String displayName,
      Set<Role> roles,
      String passwordHash,
      Instant createdAt) {
    this.id = id.value();
    this.username = username;
    this.displayName = displayName;
    this.roles.addAll(roles);
    this.passwordHash = passwordHash;
    this.createdAt = createdAt;
  }

  void changePassword(String newHash) {
    passwordHash = newHash;
    sessionEpoch++;
  }

  void endSessions() {
    sessionEpoch++;
  }

  /**
   * @throws IllegalStateException when the account is disabled already
   */
  void disable() {
    if (!enabled) {
      throw new IllegalStateException("The account " + username + " is disabled already");
    }
    enabled = false;
    sessionEpoch++;
  }

  /**
   * @throws IllegalStateException when the account is enabled already
   */
  void enable() {
    if (enabled) {
      throw new IllegalStateException("The account " + username + " is enabled already");
    }
    enabled = true;
  }

  /**
   * Keeps a language ({@code en}, {@code zh}) and theme ({@code light}, {@code dark}, {@code
   * auto}).
   */
  void choose(String newLanguage, String newTheme) {
    if (!Set.of("en", "zh").contains(newLanguage)) {
      throw new IllegalArgumentException("The language is en or zh, not " + newLanguage);
    }
    if (!Set.of("light", "dark", "auto").contains(newTheme)) {
      throw new IllegalArgumentException("The theme is light, dark or auto, not " + newTheme);
    }
    language = newLanguage;
    theme = newTheme;
  }

  boolean isEnabled() {
    return enabled;
  }

  String username() {
    return username;
  }

  String passwordHash() {
    return passwordHash;
  }

  /** Null until chosen. */
  @Nullable String language() {
    return language;
  }

  String theme() {
    return theme;
  }

  Person person() {
    return new Person(new UserId(id), username, displayName, Set.copyOf(roles), enabled);
  }

  SignedIn signedIn() {
    return new SignedIn(new UserId(id), username, displayName, roles, passwordHash, sessionEpoch);
  }
}
