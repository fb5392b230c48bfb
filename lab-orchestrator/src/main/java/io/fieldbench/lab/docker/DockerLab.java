package io.fieldbench.lab.docker;

import com.github.dockerjava.api.exception.NotModifiedException;
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
import io.fieldbench.lab.docker.Readiness.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A lab of containers. */
final class DockerLab implements Lab, Faults {
  private static final Set<String> STANDING = Set.of("running", "paused");

  /** How long a service may take to end by itself. */
  private static final int STOP_SECONDS = 2;

  private final Engine engine;
  private final LabObjects objects;
  private final LabRequest request;
  private final Found found;
  private final Map<String, Endpoint> endpoints;
  private final Map<String, Endpoint> ownTools;
  private final Readiness readiness;
  private final Duration readyWithin;
  private final Runnable whenDestroyed;
  private final Optional<Workspace> workspace;
  private volatile boolean destroyed;
  private boolean removed;

  /**
   * What stands on the Engine.
   *
   * @param services container id by service
   * @param outside port of the host by endpoint
   * @param authority by which its gate is known; empty without TLS
   * @param ranOn whether it stood there before this process
   */
  record Found(
      Map<String, String> services,
      Map<String, Integer> outside,
      Optional<X509Certificate> authority,
      boolean ranOn) {}

  DockerLab(
      Engine engine,
      LabObjects objects,
      LabRequest request,
      Found found,
      LabAddress address,
      Duration readyWithin,
      Runnable whenDestroyed) {
    this.engine = engine;
    this.objects = objects;
    this.request = request;
    this.found = found;
    this.endpoints = endpoints(address.plain().getHostAddress());
    this.ownTools =
        address.outside().map(outside -> endpoints(outside.host())).orElse(this.endpoints);
    this.readiness = new Readiness(engine, BrokerAccounts.probe(request));
    this.readyWithin = readyWithin;
    this.whenDestroyed = whenDestroyed;
    this.workspace =
        request
            .spec()
            .workspace()
            .map(spec ->
                new DockerWorkspace(engine.client(), container(spec.service()), spec.folder()));
  }

  private Map<String, Endpoint> endpoints(String host) {
    var named = new TreeMap<String, Endpoint>();
    found.outside().forEach((name, port) -> named.put(name, new Endpoint(name, host, port)));
    return Map.copyOf(named);
  }

  /**
   * Waits for all services.
   *
   * @throws LabException naming the one that does not answer
   */
  void awaitReady() throws LabException {
    long deadline = System.nanoTime() + readyWithin.toNanos();
    for (Target target : targets()) {
      readiness.await(target, deadline);
    }
    for (Map.Entry<String, String> service : found.services().entrySet()) {
      if (!readiness.running(service.getValue())) {
        throw new LabException(
            "service %s ended at once%s"
                .formatted(service.getKey(), readiness.log(service.getValue())));
      }
    }
  }

  private List<Target> targets() {
    return Route.of(request.spec()).stream()
        .map(route ->
            new Target(
                route.service(),
                container(route.service()),
                endpoint(route.endpoint()),
                request.spec().service(route.service()).stream()
                    .map(Service::clients)
                    .anyMatch(clients -> !clients.isEmpty())))
        .toList();
  }

  private String container(String service) {
    String id = found.services().get(service);
    if (id == null) {
      throw new IllegalStateException("lab " + id() + " has no container for " + service);
    }
    return id;
  }

  private Endpoint endpoint(String name) {
    Endpoint endpoint = endpoints.get(name);
    if (endpoint == null) {
      throw new IllegalStateException("lab " + id() + " has no endpoint " + name);
    }
    return endpoint;
  }

  @Override
  public LabId id() {
    return request.id();
  }

  @Override
  public Map<String, Endpoint> endpoints() {
    return endpoints;
  }

  @Override
  public Map<String, Endpoint> ownTools() {
    return ownTools;
  }

  @Override
  public Optional<String> authority() {
    return found.authority().map(ServerIdentity::pem);
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

  /** The gate is among its containers. */
  @Override
  public boolean stands() {
    int whole = found.services().size() + (found.outside().isEmpty() ? 0 : 1);
    try {
      return !destroyed
          && objects.containers(request.id()).stream()
                  .filter(container -> STANDING.contains(container.getState()))
                  .count()
              == whole;
    } catch (LabException e) {
      return false;
    }
  }

  @Override
  public boolean ready() {
    if (destroyed) {
      return false;
    }
    try {
      for (String container : found.services().values()) {
        if (!readiness.running(container)) {
          return false;
        }
      }
    } catch (LabException e) {
      return false;
    }
    return targets().stream().allMatch(readiness::answers);
  }

  @Override
  public boolean ranOn() {
    return found.ranOn();
  }

  @Override
  public Faults faults() {
    return this;
  }

  @Override
  public synchronized void stop(String service) throws LabException {
    String container = require(service);
    engine.run(
        "stop service " + service,
        docker -> {
          try (var command = docker.stopContainerCmd(container)) {
            command.withTimeout(STOP_SECONDS).exec();
          } catch (NotModifiedException e) {
            // It is stopped already.
          }
        });
  }

  @Override
  public synchronized void start(String service) throws LabException {
    String container = require(service);
    Containers.start(engine, service, container);
    long deadline = System.nanoTime() + readyWithin.toNanos();
    for (Target target : targets()) {
      if (target.service().equals(service)) {
        readiness.await(target, deadline);
      }
    }
  }

  private String require(String service) throws LabException {
    if (destroyed) {
      throw new LabException("lab " + id() + " has been destroyed");
    }
    String container = found.services().get(service);
    if (container == null) {
      throw new LabException(
          "no service '%s' in this lab; there are %s"
              .formatted(service, new TreeSet<>(found.services().keySet())));
    }
    return container;
  }

  @Override
  public Optional<Workspace> workspace() {
    return workspace;
  }

  @Override
  public synchronized void destroy() {
    if (removed) {
      return;
    }
    destroyed = true;
    try {
      objects.remove(id());
      removed = true;
    } catch (LabException e) {
      throw new UncheckedIOException(new IOException(e.getMessage(), e));
    } finally {
      whenDestroyed.run();
    }
  }
}
