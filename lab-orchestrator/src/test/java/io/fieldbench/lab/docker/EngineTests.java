package io.fieldbench.lab.docker;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fieldbench.lab.LabException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EngineTests {
  /** Without a bound this waits for ever. */
  @Test
  @Timeout(60)
  void anEngineThatHangsDoesNotAnswer() throws Exception {
    // The path of a socket has at most 107 bytes.
    Path folder = Files.createTempDirectory("hangs");
    Path socket = folder.resolve("socket");
    try (var hanging = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      hanging.bind(UnixDomainSocketAddress.of(socket));
      try (var engine = new Engine("unix://" + socket)) {
        assertThatExceptionOfType(LabException.class)
            .isThrownBy(engine::ping)
            .withMessageContaining("does not answer");
      }
    } finally {
      Files.deleteIfExists(socket);
      Files.delete(folder);
    }
  }
}
