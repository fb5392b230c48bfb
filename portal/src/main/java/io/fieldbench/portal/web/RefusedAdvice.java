package io.fieldbench.portal.web;

import io.fieldbench.portal.audit.AuditLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Answers {@link Refused} with 404; who reached for another's object is noted. */
@ControllerAdvice
class RefusedAdvice {
  private final AuditLog audit;

  RefusedAdvice(AuditLog audit) {
    this.audit = audit;
  }

  @ExceptionHandler
  void refused(Refused refused, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (refused.isForeign()) {
      audit.note(
          Visitor.currentName(),
          "access-refused",
          refused.subject(),
          request.getMethod() + " " + request.getRequestURI());
    }
    response.sendError(HttpServletResponse.SC_NOT_FOUND);
  }
}
