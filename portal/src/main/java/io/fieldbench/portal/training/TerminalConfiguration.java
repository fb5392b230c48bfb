package io.fieldbench.portal.training;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/** The one WebSocket of the portal. */
@Configuration
@EnableWebSocket
class TerminalConfiguration implements WebSocketConfigurer {
  private final TerminalDoor door;
  private final Terminals terminals;

  TerminalConfiguration(TerminalDoor door, Terminals terminals) {
    this.door = door;
    this.terminals = terminals;
  }

  @Override
  public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
    registry.addHandler(terminals, "/work/*/terminal").addInterceptors(door);
  }
}
