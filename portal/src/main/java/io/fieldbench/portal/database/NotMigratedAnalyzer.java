package io.fieldbench.portal.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a few lines what would be hundreds of a stack trace. */
class NotMigratedAnalyzer extends AbstractFailureAnalyzer<NotMigratedException> {
  @Override
  protected FailureAnalysis analyze(Throwable failure, NotMigratedException cause) {
    return new FailureAnalysis(cause.getMessage(), cause.advice(), cause);
  }
}
