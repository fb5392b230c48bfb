package io.fieldbench.lab.embedded;

import io.fieldbench.lab.BrokerProbe;
import io.fieldbench.lab.Credentials;
import io.fieldbench.lab.Endpoint;
import io.fieldbench.lab.Faults;
import io.fieldbench.lab.Lab;
import io.fieldbench.lab.LabAddress;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabId;
import io.fieldbench.lab.LabRequest;
import io.fieldbench.lab.LabSpec.Service;
import io.fieldbench.lab.ServerIdentity;
import io.fieldbench.lab.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A lab of one broker. */
final class EmbeddedLab implements Lab, Faults {
  private final LabRequest request;
  private final Service service;
  private final LabAddress address;
  private final Path folder;
  private final Runnable whenDestroyed;
  private final Credentials probe =
      new Credentials(BrokerProbe.CLIENT, UUID.randomUUID().toString());
  private @Nullable Broker broker;
  private @Nullable ServerIdentity identity;
  private int port;
  private boolean destroyed;

  EmbeddedLab(
      LabRequest request,
      Service service,
      LabAddress address,
      Path folder,
      Runnable whenDestroyed) {
    this.request = request;
    this.service = service;
    this.address = address;
    this.folder = folder;
    this.whenDestroyed = whenDestroyed;
    this.port = request.ports().getOrDefault(endpoint(), 0);
  }

  private String endpoint() {
    return service.ports().keySet().iterator().next();
  }

  /** Starts the broker; on failure nothing is left. */
  synchronized void build() throws LabException {
    try {
      if (address.outside().isPresent()) {
        identity = address.outside().get().identity();
      }
      start(service.name());
    } catch (LabException | RuntimeException e) {
      destroy();
      throw e;
    }
  }

  @Override
  public LabId id() {
    return request.id();
  }

  @Override
  public synchronized Map<String, Endpoint> endpoints() {
    return endpoints(address.plain().getHostAddress());
  }

  @Override
  public synchronized Map<String, Endpoint> ownTools() {
    return address.outside().map(outside -> endpoints(outside.host())).orElseGet(this::endpoints);
  }

  private Map<String, Endpoint> endpoints(String host) {
    String name = endpoint();
    return Map.of(name, new Endpoint(name, host, port));
  }

  @Override
  public synchronized Optional<String> authority() {
    return Optional.ofNullable(identity).map(own -> ServerIdentity.pem(own.authority()));
  }

  @Override
  public Credentials credentials(String client) {
    Credentials credentials = request.credentials().get(client);
    if (credentials == null) {
      throw new IllegalArgumentException(
          "no client '%s' in this lab; there are %s"
              .formatted(client, new TreeSet<>(request.credentials().keySet())));
    }
    return credentials;
  }

  /** It goes with this process alone. */
  @Override
  public boolean stands() {
    return true;
  }

  @Override
  public boolean ready() {
    Broker present;
    synchronized (this) {
      present = broker;
    }
    return present != null && present.answers(probe);
  }

  @Override
  public Faults faults() {
    return this;
  }

  @Override
  public synchronized void stop(String name) throws LabException {
    require(name);
    if (broker != null) {
      broker.stop();
      broker = null;
    }
  }

  @Override
  public synchronized void start(String name) throws LabException {
    require(name);
    if (broker != null) {
      return;
    }
    try {
      Folders.delete(folder);
      Files.createDirectories(folder.resolve("data"));
      Files.createDirectories(folder.resolve("extensions"));
    } catch (IOException e) {
      throw new LabException("the lab's folder cannot be made: " + e.getMessage(), e);
    }
    var accounts = new Accounts(service.clients(), request.credentials(), probe);
    broker = Broker.start(folder, new Doors(address, identity), port, accounts, probe);
    port = broker.port();
  }

  private void require(String name) throws LabException {
    if (destroyed) {
      throw new LabException("lab " + id() + " has been destroyed");
    }
    if (!service.name().equals(name)) {
      throw new LabException(
          "no service '%s' in this lab; there is [%s]".formatted(name, service.name()));
    }
  }

  @Override
  public Optional<Workspace> workspace() {
    return Optional.empty();
  }

  @Override
  public synchronized void destroy() {
    if (destroyed) {
      return;
    }
    destroyed = true;
    try {
      if (broker != null) {
        broker.stop();
        broker = null;
      }
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the files of lab " + id() + " cannot be removed", e);
    } finally {
      whenDestroyed.run();
    }
  }
}
