package io.fieldbench.portal.account;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps strangers from filling the database with sessions: each page makes one, for its form's
 * token; and programs from asking without end for what is open to all. The refusal is plain text,
 * since a page of ours would make a session itself.
 */
final class StrangerFilter extends OncePerRequestFilter {
  private static final int TOO_MANY_REQUESTS = 429;

  private final SignInThrottle throttle;

  StrangerFilter(SignInThrottle throttle) {
    this.throttle = throttle;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith("/assets/")
        || path.equals("/health")
        || request.getSession(false) != null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String address = request.getRemoteAddr();
    boolean allowed =
        request.getRequestURI().startsWith("/ims/case/")
            ? throttle.read(address)
            : throttle.visit(address);
    if (allowed) {
      chain.doFilter(request, response);
      return;
    }
    response.setStatus(TOO_MANY_REQUESTS);
    response.setHeader(HttpHeaders.RETRY_AFTER, "30");
    response.setContentType("text/plain");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response
        .getWriter()
        .println(
            "Too many visits from this address. Try again in half a minute.\n"
                + "来自该地址的访问过多，请半分钟后再试。");
  }
}
