package io.fieldbench.portal.account;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Stands before the password check: a try beyond the allowance costs no hash. */
final class SignInThrottleFilter extends OncePerRequestFilter {
  private static final String TRIES_LEFT = SignInThrottleFilter.class.getName() + ".triesLeft";
  private static final RequestMatcher SIGN_IN =
      PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/sign-in");

  private final SignInThrottle throttle;
  private final SignInAudit audit;

  SignInThrottleFilter(SignInThrottle throttle, SignInAudit audit) {
    this.throttle = throttle;
    this.audit = audit;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !SIGN_IN.matches(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String username = typedName(request);
    SignInThrottle.Permit permit = throttle.take(request.getRemoteAddr(), username);
    if (permit.allowed()) {
      request.setAttribute(TRIES_LEFT, permit.triesLeft());
      chain.doFilter(request, response);
      return;
    }
    audit.throttled(username, request.getRemoteAddr());
    new SignInRefusal(SignInRefusal.Reason.THROTTLED, 0, permit.pause()).show(request, response);
  }

  static String typedName(HttpServletRequest request) {
    String name = request.getParameter("username");
    return name == null ? "" : name;
  }

  static long triesLeft(HttpServletRequest request) {
    return request.getAttribute(TRIES_LEFT) instanceof Long left ? left : 0;
  }
}
