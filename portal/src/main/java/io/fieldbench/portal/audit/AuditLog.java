package io.fieldbench.portal.audit;

import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Appends to the audit log; entries are never changed or removed. */
@Component
public class AuditLog {
  private final JdbcClient jdbc;
  private final Clock clock;

  AuditLog(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Notes an event in a transaction of its own, so that a refused action leaves its entry.
   *
   * @param actor user name, or null for the system or a stranger
   * @param action past tense with dashes: {@code signed-in}, {@code access-refused}
   * @param subject what it was done to, {@code enrolment/<id>}
   * @param detail free text for people, at most 1,000 characters are kept
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void note(@Nullable String actor, String action, String subject, String detail) {
    append(actor, action, subject, detail);
  }

  /** Notes a change in the transaction that makes it: both stay, or neither. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void noteChange(@Nullable String actor, String action, String subject, String detail) {
    append(actor, action, subject, detail);
  }

  private void append(@Nullable String actor, String action, String subject, String detail) {
    jdbc.sql(
            """
            insert into audit_entry (id, at, actor, action, subject, detail)
            values (:id, :at, :actor, :action, :subject, :detail)\
            """)
        .param("id", UUID.randomUUID())
        .param("at", OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC))
        .param("actor", actor, Types.VARCHAR)
        .param("action", action)
        .param("subject", cut(subject, 200))
        .param("detail", cut(detail, 1000))
        .update();
  }

  private static String cut(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit);
  }
}
