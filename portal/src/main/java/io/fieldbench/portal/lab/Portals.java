package io.fieldbench.portal.lab;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The portals that share the database, by the database's clock. */
@Component
class Portals {
  private final String own;
  private final JdbcClient jdbc;

  Portals(LabProperties properties, JdbcClient jdbc) {
    this.own = properties.portal();
    this.jdbc = jdbc;
  }

  /** The id of this one. */
  String own() {
    return own;
  }

  /** Says that this one is there; one that does not say so for 20 seconds counts as silent. */
  void beat() {
    if (jdbc.sql("update portal set seen_at = current_timestamp where id = :own")
            .param("own", own)
            .update()
        == 0) {
      jdbc.sql("insert into portal (id, seen_at) values (:own, current_timestamp)")
          .param("own", own)
          .update();
    }
  }

  /** Says that this one leaves. */
  void leave() {
    jdbc.sql("delete from portal where id = :own").param("own", own).update();
  }

  /**
   * @param portal null for what was made before portals had ids
   */
  LabPlace place(@Nullable String portal) {
    if (portal == null || portal.equals(own)) {
      return LabPlace.HERE;
    }
    boolean heard =
        jdbc.sql(
                    "select count(*) from portal where id = :portal"
                        + " and seen_at > current_timestamp - interval '20' second")
                .param("portal", portal)
                .query(Integer.class)
                .single()
            > 0;
    return heard ? LabPlace.ELSEWHERE : LabPlace.SILENT;
  }
}
