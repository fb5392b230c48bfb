package io.fieldbench.portal.account;

import io.fieldbench.portal.web.UserSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Language and theme, kept in the account. */
@Component
class AccountSettings implements UserSettings {
  private final AccountRepository repository;
  private final AccountChanges changes;

  AccountSettings(AccountRepository repository, AccountChanges changes) {
    this.repository = repository;
    this.changes = changes;
  }

  @Override
  public @Nullable Settings find(String username) {
    return repository.findByUsername(username).map(AccountSettings::of).orElse(null);
  }

  private static @Nullable Settings of(Account account) {
    String language = account.language();
    return language == null ? null : new Settings(language, account.theme());
  }

  @Override
  public void save(String username, Settings settings) {
    changes.choose(username, settings.language(), settings.theme());
  }
}
