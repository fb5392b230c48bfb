package io.fieldbench.portal.faults;

import io.fieldbench.portal.account.DemoUsers;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The people of a test's portal. */
class People {
  private final JdbcClient jdbc;
  private final Map<String, String> passwords;

  People(DemoUsers demo, JdbcClient jdbc) {
    this.jdbc = jdbc;
    passwords =
        demo.createInEmptyDatabase().stream()
            .collect(
                Collectors.toConcurrentMap(
                    DemoUsers.DemoUser::username, DemoUsers.DemoUser::password));
  }

  String password(String username) {
    return passwords.get(username);
  }

  /** Adds a trainee of that name, with no work yet. */
  String newTrainee(String username) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            "insert into user_account (id, username, display_name, password_hash, created_at)"
                + " select :id, :name, :name, password_hash, created_at from user_account"
                + " where username = 'trainee'")
        .param("id", id)
        .param("name", username)
        .update();
    jdbc.sql("insert into user_role (user_id, role) values (:id, 'TRAINEE')")
        .param("id", id)
        .update();
    passwords.put(username, passwords.get("trainee"));
    return username;
  }
}
