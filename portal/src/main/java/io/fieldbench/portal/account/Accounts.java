package io.fieldbench.portal.account;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks people up; the door of this module for the others. */
@Service
@Transactional(readOnly = true)
public class Accounts {
  private final AccountRepository repository;

  Accounts(AccountRepository repository) {
    this.repository = repository;
  }

  public Optional<Person> find(UserId id) {
    return repository.findById(id.value()).map(Account::person);
  }

  /** User names are compared without regard to case or surrounding space. */
  public Optional<Person> find(String username) {
    return repository.findByUsername(canonical(username)).map(Account::person);
  }

  /**
   * What to call each of these people on a page.
   *
   * @return without the ids that nobody has
   */
  public Map<UserId, String> displayNames(Collection<UserId> ids) {
    return repository.findAllById(ids.stream().map(UserId::value).toList()).stream()
        .map(Account::person)
        .collect(Collectors.toMap(Person::id, Person::displayName));
  }

  /** The form in which user names are stored: trimmed, lower case. */
  static String canonical(String username) {
    return username.strip().toLowerCase(Locale.ROOT);
  }
}
