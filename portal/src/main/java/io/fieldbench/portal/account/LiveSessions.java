package io.fieldbench.portal.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Knows who is signed in from the HTTP session, and asks the account on each request whether that
 * still holds. So disabling a person or ending sessions works at once, on every portal, and also
 * against a sign-in that was under way at that moment.
 */
final class LiveSessions implements SecurityContextRepository {
  private final SecurityContextRepository sessions = new HttpSessionSecurityContextRepository();
  private final AccountRepository accounts;

  LiveSessions(AccountRepository accounts) {
    this.accounts = accounts;
  }

  @Override
  public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
    return new Checked(sessions.loadDeferredContext(request), request);
  }

  @Override
  @SuppressWarnings("removal")
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    return loadDeferredContext(holder.getRequest()).get();
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    sessions.saveContext(context, request, response);
  }

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return sessions.containsContext(request);
  }

  private boolean ended(SecurityContext context) {
    Authentication authentication = context.getAuthentication();
    return authentication != null
        && !(authentication.getPrincipal() instanceof SignedIn person
            && accounts.existsByIdAndSessionEpochAndEnabledTrue(
                person.id().value(), person.epoch()));
  }

  private final class Checked implements DeferredSecurityContext {
    private final DeferredSecurityContext loaded;
    private final HttpServletRequest request;
    private @Nullable SecurityContext context;

    Checked(DeferredSecurityContext loaded, HttpServletRequest request) {
      this.loaded = loaded;
      this.request = request;
    }

    @Override
    public SecurityContext get() {
      if (context == null) {
        context = check(loaded.get());
      }
      return context;
    }

    @Override
    public boolean isGenerated() {
      get();
      return loaded.isGenerated();
    }

    private SecurityContext check(SecurityContext found) {
      if (!ended(found)) {
        return found;
      }
      HttpSession session = request.getSession(false);
      if (session != null) {
        session.invalidate();
      }
      return SecurityContextHolder.createEmptyContext();
    }
  }
}
