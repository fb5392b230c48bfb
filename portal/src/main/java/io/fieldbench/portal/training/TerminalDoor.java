package io.fieldbench.portal.training;

import io.fieldbench.lab.LabId;
import io.fieldbench.portal.account.SignedIn;
import io.fieldbench.portal.audit.AuditLog;
import io.fieldbench.portal.web.Refused;
import io.fieldbench.portal.workspace.Desks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * Lets only the owner of an enrolment, from a page of this portal, open a terminal on its lab. A
 * browser sends the session's cookie along from any page, so the origin is as important as the
 * session.
 */
@Component
class TerminalDoor implements HandshakeInterceptor {
  private static final Pattern PATH = Pattern.compile("/work/(?<id>[0-9a-f-]{36})/terminal");

  private final Training training;
  private final Desks desks;
  private final AuditLog audit;

  TerminalDoor(Training training, Desks desks, AuditLog audit) {
    this.training = training;
    this.desks = desks;
    this.audit = audit;
  }

  /** Who opens a terminal, on what. */
  record Visit(SignedIn person, String session, UUID enrolment, LabId lab) {
    static final String KEY = "visit";
  }

  @Override
  public boolean beforeHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      Map<String, Object> attributes) {
    HttpServletRequest servlet = ((ServletServerHttpRequest) request).getServletRequest();
    SignedIn person = person(request);
    HttpSession session = servlet.getSession(false);
    if (person == null || session == null) {
      return refuse(response, HttpStatus.UNAUTHORIZED);
    }
    if (!origin(request).equalsIgnoreCase(own(servlet))) {
      note(person, servlet.getRequestURI(), "terminal from the origin " + origin(request));
      return refuse(response, HttpStatus.FORBIDDEN);
    }
    try {
      Enrolment enrolment = training.mine(person.id(), enrolment(servlet.getRequestURI()));
      Optional<LabId> lab = enrolment.lab().filter(l -> desks.workspace(l).isPresent());
      if (lab.isEmpty()) {
        return refuse(response, HttpStatus.CONFLICT);
      }
      attributes.put(
          Visit.KEY, new Visit(person, session.getId(), enrolment.id(), lab.orElseThrow()));
      return true;
    } catch (Refused refused) {
      if (refused.isForeign()) {
        note(person, refused.subject(), "GET " + servlet.getRequestURI());
      }
      return refuse(response, HttpStatus.NOT_FOUND);
    }
  }

  private static UUID enrolment(String path) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      throw Refused.absent(path);
    }
    try {
      return UUID.fromString(matcher.group("id"));
    } catch (IllegalArgumentException e) {
      throw Refused.absent(path);
    }
  }

  private static @Nullable SignedIn person(ServerHttpRequest request) {
    return request.getPrincipal() instanceof Authentication authentication
            && authentication.getPrincipal() instanceof SignedIn person
        ? person
        : null;
  }

  /** The origin of this portal's pages, as a browser writes it. */
  private static String own(HttpServletRequest request) {
    String scheme = request.getScheme();
    int port = request.getServerPort();
    boolean usual = port == (scheme.equals("https") ? 443 : 80);
    return scheme + "://" + request.getServerName() + (usual ? "" : ":" + port);
  }

  private static String origin(ServerHttpRequest request) {
    String origin = request.getHeaders().getOrigin();
    return origin == null ? "(none)" : origin;
  }

  private void note(SignedIn person, String subject, String detail) {
    audit.note(person.getUsername(), "access-refused", subject, detail);
  }

  private static boolean refuse(ServerHttpResponse response, HttpStatus status) {
    response.setStatusCode(status);
    return false;
  }

  @Override
  public void afterHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      @Nullable Exception failure) {}
}
