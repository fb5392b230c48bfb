package io.fieldbench.portal.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives each page the {@link Frame} of its request. */
@ControllerAdvice
class FrameAdvice {
  private final Choices choices;
  private final Clock clock;

  FrameAdvice(Choices choices, Clock clock) {
    this.choices = choices;
    this.clock = clock;
  }

  @ModelAttribute("frame")
  Frame frame(HttpServletRequest request) {
    return new Frame(Visitor.current(), choices.of(request), path(request), clock.instant());
  }

  /** A page that answers a form cannot be fetched again at its address. */
  private static String path(HttpServletRequest request) {
    if (!HttpMethod.GET.matches(request.getMethod())) {
      return "/";
    }
    Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path = failed == null ? request.getRequestURI() : failed.toString();
    String query = request.getQueryString();
    return LocalPath.orHome(query == null ? path : path + "?" + query);
  }
}
