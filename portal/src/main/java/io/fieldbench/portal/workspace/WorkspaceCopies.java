package io.fieldbench.portal.workspace;

import io.fieldbench.lab.LabId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The newest copy of each enrolment's workspace. */
@Component
class WorkspaceCopies {
  private final JdbcClient jdbc;

  WorkspaceCopies(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A copy.
   *
   * @param lab that the files are from
   * @param zip as {@link SnapshotZip} writes it
   * @param sha256 of the zip, hexadecimal
   */
  record Copy(LabId lab, byte[] zip, String sha256, int files, Instant savedAt) {}

  Optional<Copy> find(UUID enrolment) {
    return jdbc.sql("select * from workspace_copy where enrolment_id = :enrolment")
        .param("enrolment", enrolment)
        .query((row, n) ->
            new Copy(
                new LabId(row.getString("lab_id")),
                row.getBytes("content"),
                row.getString("sha256"),
                row.getInt("files"),
                row.getObject("saved_at", OffsetDateTime.class).toInstant()))
        .optional();
  }

  /** Takes the place of the copy before it. */
  @Transactional
  void save(UUID enrolment, Copy copy) {
    boolean first = write(UPDATE, enrolment, copy) == 0;
    // Another portal may have been faster; its copy is as new as this one.
    if (first && write(INSERT, enrolment, copy) == 0) {
      write(UPDATE, enrolment, copy);
    }
  }

  private static final String UPDATE =
      """
      update workspace_copy set lab_id = :lab, content = :zip, sha256 = :sha256, files = :files,
        saved_at = :at where enrolment_id = :enrolment\
      """;
  private static final String INSERT =
      """
      insert into workspace_copy (enrolment_id, lab_id, content, sha256, files, saved_at)
      values (:enrolment, :lab, :zip, :sha256, :files, :at) on conflict do nothing\
      """;

  private int write(String sql, UUID enrolment, Copy copy) {
    return jdbc.sql(sql)
        .param("enrolment", enrolment)
        .param("lab", copy.lab().value())
        .param("zip", copy.zip())
        .param("sha256", copy.sha256())
        .param("files", copy.files())
        .param("at", copy.savedAt().atOffset(ZoneOffset.UTC))
        .update();
  }
}
