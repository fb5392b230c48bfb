package io.fieldbench.portal.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the audit log. */
@Component
class AuditTrail {
  private final JdbcClient jdbc;

  AuditTrail(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One entry of the log.
   *
   * @param actor user name, or null for the system or a stranger
   */
  record Entry(Instant at, @Nullable String actor, String action, String subject, String detail) {}

  /**
   * Entries, newest first.
   *
   * @param actor user name, or empty for all
   * @param action as noted, or empty for all
   */
  List<Entry> newest(String actor, String action, int from, int most) {
    return jdbc.sql(
            """
            select at, actor, action, subject, detail from audit_entry
            where (:actor = '' or actor = :actor) and (:action = '' or action = :action)
            order by at desc, id limit :most offset :from\
            """)
        .param("actor", actor)
        .param("action", action)
        .param("most", most)
        .param("from", from)
        .query((row, number) ->
            new Entry(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("detail")))
        .list();
  }

  List<String> actions() {
    return jdbc.sql("select distinct action from audit_entry order by action")
        .query((row, number) -> row.getString(1))
        .list();
  }
}
