package io.fieldbench.portal.account;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Tells connections that outlive their request whether they may go on. */
@Service
public class SignIns {
  private final AccountRepository accounts;
  private final JdbcClient jdbc;
  private final Clock clock;

  SignIns(AccountRepository accounts, JdbcClient jdbc, Clock clock) {
    this.accounts = accounts;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Whether the person is still signed in by that session: neither signed out nor disabled, and
   * with the same password.
   *
   * @param session id of the HTTP session
   */
  public boolean hold(SignedIn person, String session) {
    return accounts.existsByIdAndSessionEpochAndEnabledTrue(person.id().value(), person.epoch())
        && jdbc.sql(
                    "select count(*) from spring_session where session_id = :id and expiry_time >"
                        + " :now")
                .param("id", session)
                .param("now", clock.millis())
                .query(Integer.class)
                .single()
            == 1;
  }
}
