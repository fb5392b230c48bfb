package io.fieldbench.portal.account;

import io.fieldbench.portal.audit.AuditLog;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Notes what happens at the door. Refusals are bounded for the whole portal, so that a flood does
 * not fill the log; what a stranger typed is not noted, because it is often a password.
 */
@Component
class SignInAudit {
  private static final int MOST_REFUSALS = 500;
  private static final Duration REFILL = Duration.ofSeconds(2);

  private final AuditLog audit;
  private final Accounts accounts;
  private final Bucket refusals =
      Bucket.builder()
          .addLimit(limit -> limit.capacity(MOST_REFUSALS).refillGreedy(1, REFILL))
          .build();

  SignInAudit(AuditLog audit, Accounts accounts) {
    this.audit = audit;
    this.accounts = accounts;
  }

  void signedIn(String username, String address) {
    audit.note(username, "signed-in", AccountChanges.subject(username), "from " + address);
  }

  void signedOut(String username) {
    audit.note(username, "signed-out", AccountChanges.subject(username), "");
  }

  void failed(String typedName, String address) {
    refused("sign-in-failed", typedName, address);
  }

  void throttled(String typedName, String address) {
    refused("sign-in-throttled", typedName, address);
  }

  private void refused(String action, String typedName, String address) {
    if (refusals.tryConsume(1)) {
      audit.note(null, action, subject(typedName), "from " + address);
    }
  }

  private String subject(String typedName) {
    return accounts
        .find(typedName)
        .map(person -> AccountChanges.subject(person.username()))
        .orElse("account/unknown");
  }
}
