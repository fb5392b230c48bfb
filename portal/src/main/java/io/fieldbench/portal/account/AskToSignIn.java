package io.fieldbench.portal.account;

import io.fieldbench.portal.account.SignInRefusal.Reason;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Sends those without a session to the sign-in page, in the way their request can follow. */
final class AskToSignIn implements AuthenticationEntryPoint, AccessDeniedHandler {
  private static final RequestMatcher SIGN_IN =
      PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/sign-in");

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    commence(request, response);
  }

  /**
   * A form whose session has ended fails by its token first: it is answered like any other request
   * without a session. A person who is signed in gets 403.
   */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException, ServletException {
    if (denied instanceof CsrfException && SIGN_IN.matches(request)) {
      SignInRefusal.of(Reason.EXPIRED).show(request, response);
    } else if (denied instanceof CsrfException && !isSignedIn()) {
      commence(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  private static boolean isSignedIn() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof SignedIn;
  }

  private static void commence(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String page = request.getContextPath() + "/sign-in";
    if (isFragment(request)) {
      response.setHeader("HX-Redirect", page);
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else if (accepts(request, MediaType.TEXT_EVENT_STREAM_VALUE)) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else {
      response.sendRedirect(page);
    }
  }

  /** Whether to come back to it after sign-in: a page that a person opened, and nothing else. */
  static boolean isPage(HttpServletRequest request) {
    String purpose = request.getHeader("Sec-Fetch-Dest");
    return HttpMethod.GET.matches(request.getMethod())
        && !isFragment(request)
        && accepts(request, MediaType.TEXT_HTML_VALUE)
        && (purpose == null || purpose.equals("document"));
  }

  private static boolean isFragment(HttpServletRequest request) {
    return request.getHeader("HX-Request") != null;
  }

  private static boolean accepts(HttpServletRequest request, String type) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null && accept.contains(type);
  }
}
