package io.fieldbench.portal.account;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AccountRepository extends Repository<Account, UUID> {
  Account save(Account account);

  long count();

  Optional<Account> findById(UUID id);

  List<Account> findAllById(Iterable<UUID> ids);

  Optional<Account> findByUsername(String username);

  boolean existsByIdAndSessionEpochAndEnabledTrue(UUID id, int sessionEpoch);

  /** Locks the row, so that two changes at once do not undo each other. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select a from Account a where a.username = :username")
  Optional<Account> lockByUsername(String username);

  /**
   * By user name or display name.
   *
   * @param pattern lower case, of LIKE, with {@code !} before each wildcard that is meant itself
   */
  @Query(
      "select a from Account a where a.username like :pattern escape '!'"
          + " or lower(a.displayName) like :pattern escape '!' order by a.username")
  Slice<Account> search(String pattern, Pageable page);
}
