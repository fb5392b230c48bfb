package io.fieldbench.portal.training;

import io.fieldbench.assessment.Evidence;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** The evidence of a graded attempt, as JSON. Never changed. */
@Entity
@Table(name = "attempt_evidence")
class StoredEvidence {
  @Id private UUID attemptId;

  @Column(columnDefinition = "text")
  private String evidence;

  @SuppressWarnings("NullAway.Init")
  protected StoredEvidence() {}

  StoredEvidence(UUID attempt, Evidence evidence) {
    this.attemptId = attempt;
    this.evidence = evidence.toJson();
  }

  String json() {
    return evidence;
  }

  /** Hexadecimal, over the UTF-8 bytes of the JSON. */
  String sha256() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(evidence.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
