package io.fieldbench.portal.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Answers what went wrong: a page for people, a note in the page's corner for htmx, one line for
 * programs. Each carries a reference that also stands in the log.
 */
@Controller
class ErrorPages implements ErrorController {
  private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);
  private static final Set<Integer> WORDED = Set.of(400, 403, 404, 405, 413, 429, 500, 503);

  @RequestMapping("/error")
  @Nullable String error(HttpServletRequest request, HttpServletResponse response, Model model)
      throws IOException {
    Problem problem = problem(request);
    log(problem, request);
    response.setStatus(problem.status());
    model.addAttribute("problem", problem);
    if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Retarget", "#fb-alert");
      response.setHeader("HX-Reswap", "innerHTML");
      return "error :: #error-note";
    }
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    if (accept != null && accept.contains(MediaType.TEXT_HTML_VALUE)) {
      // A stranger's page has no form, and so needs no session, which may be what failed.
      model.addAttribute("bare", Visitor.current() == null);
      return "error";
    }
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().println(problem.status() + " " + problem.reference());
    return null;
  }

  private static Problem problem(HttpServletRequest request) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int status = code instanceof Integer given && given >= 400 ? given : 404;
    Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path = LocalPath.orHome(uri == null ? null : uri.toString());
    String reference =
        "E-"
            + HexFormat.of()
                .toHexDigits(ThreadLocalRandom.current().nextInt())
                .toUpperCase(Locale.ROOT);
    // Since Servlet 6.1 the dispatch itself is always a GET.
    Object asked = request.getAttribute(RequestDispatcher.ERROR_METHOD);
    String method = asked == null ? request.getMethod() : asked.toString();
    boolean again = status >= 500 && HttpMethod.GET.matches(method);
    return new Problem(status, reference, method, path, again);
  }

  private static void log(Problem problem, HttpServletRequest request) {
    Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    if (problem.status() >= 500) {
      log.error(
          "{}: {} for {} {}",
          problem.reference(),
          problem.status(),
          problem.method(),
          problem.path(),
          failure);
    } else {
      log.info(
          "{}: {} for {} {}",
          problem.reference(),
          problem.status(),
          problem.method(),
          problem.path());
    }
  }

  /**
   * What an error page tells.
   *
   * @param path the address that failed, {@code /} if it is not fit to be shown
   * @param again whether loading it again may help
   */
  record Problem(int status, String reference, String method, String path, boolean again) {
    /** The messages' prefix; a status without words of its own takes those of its class. */
    public String key() {
      return "error." + (WORDED.contains(status) ? status : status >= 500 ? 500 : 400);
    }
  }
}
