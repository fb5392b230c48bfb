package io.fieldbench.portal.database;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips every class that should run on PostgreSQL where there can be none. */
public final class PostgresCondition implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return TestDatabase.isPostgres() && !PostgresServer.possible()
        ? ConditionEvaluationResult.disabled(
            "on PostgreSQL: no Docker Engine answers here that could run it")
        : ConditionEvaluationResult.enabled("");
  }
}
