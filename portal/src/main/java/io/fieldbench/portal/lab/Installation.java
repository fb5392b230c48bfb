package io.fieldbench.portal.lab;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells this portal's containers from those of others on one Engine; kept with its data. */
@Component
class Installation {
  private final JdbcClient jdbc;

  Installation(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Twelve hexadecimal digits, the same for every portal on this database. */
  String id() {
    byte[] bytes = new byte[6];
    new SecureRandom().nextBytes(bytes);
    jdbc.sql("insert into installation (one, id) values (true, :id) on conflict do nothing")
        .param("id", HexFormat.of().formatHex(bytes))
        .update();
    return jdbc.sql("select id from installation").query(String.class).single();
  }
}
