package io.fieldbench.portal.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.util.FileSystemUtils;

/**
 * Exercises that exercise abilities of the national standard (two do 1a-A2.2.2, one of them
 * 1a-A1.1.1 too) and of the sector card, and people who have proven something of it.
 */
public final class StandardWork {
  private static final String STANDARD = "cn-2-02-10-10";

  private StandardWork() {}

  /**
   * Has a portal of the tests use those exercises.
   *
   * @param folder that no other test uses
   */
  public static void register(DynamicPropertyRegistry registry, Path folder) throws IOException {
    FileSystemUtils.deleteRecursively(folder);
    Path catalog = folder.resolve("catalog");
    copy(
        "mqtt-overheat-alarm",
        catalog.resolve("mqtt-overheat-alarm"),
        Map.of(STANDARD + ":1a-A1.1.1", 40, STANDARD + ":1a-A2.2.2", 60));
    Path again = catalog.resolve("mqtt-again");
    copy("mqtt-overheat-alarm", again, Map.of(STANDARD + ":1a-A2.2.2", 100));
    rewrite(again, "(?<=\\n)title: [^\\n]*", "title: { en: The same alarm again, zh: 再做一次报警 }");
    copy(
        "payload-normaliser",
        catalog.resolve("payload-normaliser"),
        Map.of("iiot-specialist:C078", 40, "iiot-specialist:C079", 60));
    registry.add("fieldbench.catalog.content", folder::toString);
  }

  private static void copy(String exercise, Path to, Map<String, Integer> competencies)
      throws IOException {
    FileSystemUtils.copyRecursively(Path.of("..", "exercises", "catalog", exercise), to);
    var weights = new StringBuilder("competencies:\n");
    new TreeMap<>(competencies)
        .forEach((ref, weight) -> weights.append("  \"%s\": %d\n".formatted(ref, weight)));
    rewrite(to, "competencies:\\n(  \"[^\\n]*\\n)+", weights.toString());
    rewrite(
        to,
        "competencies: \\[[^\\]]*]",
        "competencies: [\"" + String.join("\", \"", competencies.keySet()) + "\"]");
  }

  private static void rewrite(Path exercise, String passage, String by) throws IOException {
    Path file = exercise.resolve("exercise.yaml");
    Files.writeString(
        file, Files.readString(file).replaceAll(passage, Matcher.quoteReplacement(by)));
  }

  /**
   * Writes down that a person has proven competencies of the standard. The attempt that the record
   * names has no verdict, so that its result is no page to look at.
   */
  public static void prove(JdbcClient jdbc, String username, String... codes) {
    UUID user =
        jdbc.sql("select id from user_account where username = :name")
            .param("name", username)
            .query(UUID.class)
            .single();
    String lab = "lab-" + user;
    UUID enrolment = UUID.randomUUID();
    UUID attempt = UUID.randomUUID();
    jdbc.sql(
            "insert into lab_session (id, owner_id, runtime, state, request, kit, created_at,"
                + " expires_at, version) values (:lab, :user, 'embedded', 'CLOSED', '{}', '{}',"
                + " current_timestamp, current_timestamp, 0)")
        .param("lab", lab)
        .param("user", user)
        .update();
    jdbc.sql(
            "insert into enrolment (id, user_id, exercise, definition, seed, opened_at, version)"
                + " values (:id, :user, 'mqtt-overheat-alarm', 'd', 1, current_timestamp, 0)")
        .param("id", enrolment)
        .param("user", user)
        .update();
    jdbc.sql(
            "insert into attempt (id, enrolment_id, state, definition, lab_id, requested_at,"
                + " tries, phase, phases, maximum, version) values (:id, :enrolment, 'ABANDONED',"
                + " 'd', :lab, current_timestamp, 1, 1, 1, 100, 0)")
        .param("id", attempt)
        .param("enrolment", enrolment)
        .param("lab", lab)
        .update();
    for (String code : codes) {
      jdbc.sql(
              "insert into record_entry (id, user_id, framework, competency, exercise, level,"
                  + " score, proven, attempt_id, definition, framework_hash, at) values (:id,"
                  + " :user, :framework, :code, 'mqtt-overheat-alarm', '1', 90, true, :attempt,"
                  + " 'd', 'h', current_timestamp)")
          .param("id", UUID.randomUUID())
          .param("user", user)
          .param("framework", STANDARD)
          .param("code", code)
          .param("attempt", attempt)
          .update();
    }
  }
}
