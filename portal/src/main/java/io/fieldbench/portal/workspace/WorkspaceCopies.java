package io.fieldbench.portal.workspace;

import io.fieldbench.lab.LabId;
import io.fieldbench.portal.lab.LabProperties;
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
  private final String portal;

  WorkspaceCopies(JdbcClient jdbc, LabProperties properties) {
    this.jdbc = jdbc;
    this.portal = properties.portal();
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

  /**
   * Takes the place of the copy before it, if the lab is the newest of the enrolment and this
   * portal keeps it. Any other holds files that somebody has gone on from meanwhile: its last
   * changes stay where they are and end with it.
   *
   * @return whether it did
   */
  @Transactional
  boolean save(UUID enrolment, Copy copy) {
    if (!isWanted(enrolment, copy.lab())) {
      return false;
    }
    if (write(UPDATE, enrolment, copy) == 0) {
      write(INSERT, enrolment, copy);
    }
    return true;
  }

  /** Nobody opens the next lab, nor takes this one over, until the transaction ends. */
  private boolean isWanted(UUID enrolment, LabId lab) {
    return jdbc.sql("select lab_id from enrolment where id = :id and lab_id = :lab for update")
            .param("id", enrolment)
            .param("lab", lab.value())
            .query(String.class)
            .optional()
            .isPresent()
        && jdbc.sql(
                "select id from lab_session where id = :lab"
                    + " and (portal is null or portal = :portal) for update")
            .param("lab", lab.value())
            .param("portal", portal)
            .query(String.class)
            .optional()
            .isPresent();
  }

  private static final String UPDATE =
      """
      update workspace_copy set lab_id = :lab, content = :zip, sha256 = :sha256, files = :files,
        saved_at = :at where enrolment_id = :enrolment\
      """;
  private static final String INSERT =
      """
      insert into workspace_copy (enrolment_id, lab_id, content, sha256, files, saved_at)
      values (:enrolment, :lab, :zip, :sha256, :files, :at)\
      """;

  /** How many rows that changed. */
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
