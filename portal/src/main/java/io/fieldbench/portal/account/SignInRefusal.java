package io.fieldbench.portal.account;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * Why a sign-in was refused, carried to the page within the same request.
 *
 * @param triesLeft at once, where the reason is {@link Reason#WRONG}
 * @param pause until the next try, where the reason is {@link Reason#THROTTLED}
 */
record SignInRefusal(Reason reason, long triesLeft, Duration pause) {
  static final String PATH = "/sign-in/refused";
  static final String ATTRIBUTE = "io.fieldbench.portal.account.SignInRefusal";

  enum Reason {
    WRONG(401),
    THROTTLED(429),
    BUSY(503),
    EXPIRED(403);

    private final int status;

    Reason(int status) {
      this.status = status;
    }
  }

  static SignInRefusal of(Reason reason) {
    return new SignInRefusal(reason, 0, Duration.ZERO);
  }

  /** Full seconds, at least one. */
  public long waitSeconds() {
    return Math.max(1, pause.plusMillis(999).toSeconds());
  }

  /** Shows the sign-in page with this refusal and its status. */
  void show(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    response.setStatus(reason.status);
    if (reason == Reason.THROTTLED) {
      response.setHeader("Retry-After", Long.toString(waitSeconds()));
    }
    request.setAttribute(ATTRIBUTE, this);
    RequestDispatcher page = request.getRequestDispatcher(PATH);
    page.forward(request, response);
  }
}
