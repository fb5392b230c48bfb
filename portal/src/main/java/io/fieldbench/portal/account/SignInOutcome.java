package io.fieldbench.portal.account;

import io.fieldbench.portal.account.SignInRefusal.Reason;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;

/** What follows a sign-in, right or wrong, and a sign-out. */
@Component
class SignInOutcome
    implements AuthenticationSuccessHandler, AuthenticationFailureHandler, LogoutSuccessHandler {
  /** A session that nobody signed in to is short (application.yaml); this is the other kind. */
  static final Duration SESSION = Duration.ofHours(12);

  private final RequestCache pages;
  private final SignInThrottle throttle;
  private final SignInAudit audit;

  SignInOutcome(RequestCache pages, SignInThrottle throttle, SignInAudit audit) {
    this.pages = pages;
    this.throttle = throttle;
    this.audit = audit;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws IOException {
    throttle.succeeded(request.getRemoteAddr(), SignInThrottleFilter.typedName(request));
    audit.signedIn(authentication.getName(), request.getRemoteAddr());
    request.getSession().setMaxInactiveInterval((int) SESSION.toSeconds());
    String target = localTarget(pages.getRequest(request, response));
    pages.removeRequest(request, response);
    response.sendRedirect(target);
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException, ServletException {
    if (failure instanceof AuthenticationServiceException) {
      SignInRefusal.of(Reason.BUSY).show(request, response);
      return;
    }
    audit.failed(SignInThrottleFilter.typedName(request), request.getRemoteAddr());
    long left = SignInThrottleFilter.triesLeft(request);
    new SignInRefusal(Reason.WRONG, left, Duration.ZERO).show(request, response);
  }

  @Override
  public void onLogoutSuccess(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Authentication authentication)
      throws IOException {
    if (authentication != null) {
      audit.signedOut(authentication.getName());
    }
    response.sendRedirect(request.getContextPath() + "/sign-in?signed-out");
  }

  /** Path and query of the page that was asked for, whatever host it was asked of; else home. */
  static String localTarget(@Nullable SavedRequest saved) {
    if (!(saved instanceof DefaultSavedRequest page)) {
      return "/";
    }
    String path = page.getRequestURI();
    if (path == null || !path.startsWith("/") || path.startsWith("//") || path.contains("\\")) {
      return "/";
    }
    return page.getQueryString() == null ? path : path + "?" + page.getQueryString();
  }
}
