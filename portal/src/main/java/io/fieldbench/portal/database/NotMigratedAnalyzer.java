package io.fieldbench.portal.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a few lines what would be hundreds of a stack trace. */
class NotMigratedAnalyzer extends AbstractFailureAnalyzer<NotMigratedException> {
  @Override
  protected FailureAnalysis analyze(Throwable failure, NotMigratedException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "An upgrade needs room on the disk for a copy of the database. Until it succeeds, the"
            + " version before can still be used.",
        cause);
  }
}
