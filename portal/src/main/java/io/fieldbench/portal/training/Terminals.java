package io.fieldbench.portal.training;

import io.fieldbench.lab.Workspace;
import io.fieldbench.portal.account.SignIns;
import io.fieldbench.portal.training.TerminalDoor.Visit;
import io.fieldbench.portal.workspace.Desks;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The open terminals. Binary messages carry what is typed and printed; text messages of the browser
 * are JSON: {@code {"columns": 80, "rows": 24}} after a change of size, {@code {"drawn": 4096}} for
 * bytes that were shown.
 */
@Component
class Terminals extends AbstractWebSocketHandler {
  /** Of one enrolment; one more closes the oldest. */
  static final int MOST = 4;

  /** Bytes of one message; a page cuts what is pasted. */
  static final int LONGEST_TYPED = 32 * 1024;

  private static final int LONGEST_CONTROL = 256;

  static final CloseStatus SIGNED_OUT = new CloseStatus(4401, "signed out");
  static final CloseStatus LAB_ENDED = new CloseStatus(4410, "the lab has ended");
  static final CloseStatus TOO_MANY = new CloseStatus(4429, "opened elsewhere");
  private static final CloseStatus UNREACHABLE = new CloseStatus(4503, "the lab does not answer");

  private static final Logger log = LoggerFactory.getLogger(Terminals.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, TerminalSession> open = new ConcurrentHashMap<>();
  private final Desks desks;
  private final SignIns signIns;

  Terminals(Desks desks, SignIns signIns) {
    this.desks = desks;
    this.signIns = signIns;
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession socket) {
    var visit = (Visit) socket.getAttributes().get(Visit.KEY);
    Optional<Workspace> workspace = visit == null ? Optional.empty() : desks.workspace(visit.lab());
    if (visit == null || workspace.isEmpty()) {
      TerminalSession.close(socket, LAB_ENDED);
      return;
    }
    socket.setBinaryMessageSizeLimit(LONGEST_TYPED);
    socket.setTextMessageSizeLimit(LONGEST_CONTROL);
    MultiValueMap<String, String> query =
        UriComponentsBuilder.fromUri(java.util.Objects.requireNonNull(socket.getUri()))
            .build()
            .getQueryParams();
    try {
      Workspace.Terminal terminal =
          workspace
              .get()
              .terminal(size(query.getFirst("columns"), 80), size(query.getFirst("rows"), 24));
      var session =
          new TerminalSession(
              socket,
              visit,
              terminal,
              () -> desks.workspace(visit.lab()).isPresent() ? UNREACHABLE : LAB_ENDED);
      open.put(socket.getId(), session);
      giveWay(visit.enrolment());
      session.start();
    } catch (IOException e) {
      log.warn("no terminal on lab {}: {}", visit.lab(), e.getMessage());
      TerminalSession.close(socket, UNREACHABLE);
    }
  }

  private void giveWay(UUID enrolment) {
    List<TerminalSession> mine =
        open.values().stream()
            .filter(s -> s.visit().enrolment().equals(enrolment))
            .sorted(Comparator.comparing(TerminalSession::since).reversed())
            .toList();
    mine.stream().skip(MOST).forEach(s -> end(s, TOO_MANY));
  }

  @Override
  protected void handleBinaryMessage(WebSocketSession socket, BinaryMessage message) {
    TerminalSession session = open.get(socket.getId());
    if (session == null) {
      return;
    }
    session.heard();
    byte[] typed = new byte[message.getPayload().remaining()];
    message.getPayload().get(typed);
    try {
      session.link().typed(typed);
    } catch (IOException e) {
      end(session, UNREACHABLE);
    }
  }

  @Override
  protected void handleTextMessage(WebSocketSession socket, TextMessage message) {
    TerminalSession session = open.get(socket.getId());
    if (session == null) {
      return;
    }
    session.heard();
    try {
      JsonNode control = JSON.readTree(message.getPayload());
      if (control.has("drawn")) {
        session.link().drawn(control.path("drawn").asInt(0));
      } else {
        session
            .link()
            .resize(
                size(control.path("columns").asString(""), 80),
                size(control.path("rows").asString(""), 24));
      }
    } catch (JacksonException e) {
      end(session, CloseStatus.BAD_DATA);
    } catch (IOException e) {
      end(session, UNREACHABLE);
    }
  }

  /** From 1 to 500; what is no such number counts as the usual one. */
  private static int size(@org.jspecify.annotations.Nullable String text, int usual) {
    return text != null && text.matches("[1-9]\\d{0,2}")
        ? Math.min(Integer.parseInt(text), 500)
        : usual;
  }

  @Override
  protected void handlePongMessage(WebSocketSession socket, PongMessage message) {
    TerminalSession session = open.get(socket.getId());
    if (session != null) {
      session.heard();
    }
  }

  @Override
  public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
    TerminalSession session = open.remove(socket.getId());
    if (session != null) {
      session.link().close();
    }
  }

  private void end(TerminalSession session, CloseStatus why) {
    open.remove(session.id());
    session.end(why);
  }

  /** Ends the terminals of those who may not have one any more. */
  @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
  void look() {
    for (TerminalSession session : open.values()) {
      Visit visit = session.visit();
      try {
        if (!signIns.hold(visit.person(), visit.session())) {
          end(session, SIGNED_OUT);
        } else if (desks.workspace(visit.lab()).isEmpty()) {
          end(session, LAB_ENDED);
        } else if (session.isDeaf()) {
          end(session, CloseStatus.SESSION_NOT_RELIABLE);
        } else {
          session.ping();
        }
      } catch (DataAccessException e) {
        log.warn("could not look who is signed in: {}", e.getMessage());
      }
    }
  }

  /** How many are open on this portal. */
  int count() {
    return open.size();
  }

  /** Pages connect anew when the portal is back. */
  @EventListener(ContextClosedEvent.class)
  void close() {
    open.values().forEach(session -> end(session, CloseStatus.SERVICE_RESTARTED));
  }
}
