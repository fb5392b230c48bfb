package io.fieldbench.lab.docker;

import io.fieldbench.lab.Lab;
import io.fieldbench.lab.LabAddress;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabId;
import io.fieldbench.lab.LabRequest;
import io.fieldbench.lab.LabRuntime;
import io.fieldbench.lab.LabSpec;
import io.fieldbench.lab.LabSpec.Service;
import io.fieldbench.lab.Sandbox;
import io.fieldbench.lab.docker.DockerLab.Found;
import io.fieldbench.lab.docker.Subnets.Subnet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Labs of containers on a Docker Engine. Labs go on when the runtime is closed. */
public final class DockerRuntime implements LabRuntime {
  private static final int LAB_PREFIX = 28;
  private static final int CONTROL_PREFIX = 20;

  private final Options options;
  private final Engine engine;
  private final LabObjects objects;
  private final LabBuilder builder;
  private final DockerSandbox sandbox;
  private final Set<LabId> held = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param address of the host that the labs' endpoints listen on
   * @param installation tells the labs of several portals on one Engine apart; lower-case letters,
   *     digits and dashes, at most 30
   * @param labs addresses for labs, 16 each
   * @param controls addresses for the installations' control networks, 4096 each
   * @param readyWithin how long a lab may take to get ready after its containers were started
   * @param engine address of the Engine, as {@code unix:///var/run/docker.sock}; empty for what the
   *     environment says ({@code DOCKER_HOST})
   */
  public record Options(
      LabAddress address,
      String installation,
      String labs,
      String controls,
      Duration readyWithin,
      String engine) {
    public Options {
      if (!installation.matches("[a-z0-9][a-z0-9-]{0,29}")) {
        throw new IllegalArgumentException("'" + installation + "' is no name of an installation");
      }
    }

    /** With pools that are seldom used otherwise, 30 s, and the Engine of the environment. */
    public static Options of(LabAddress address, String installation) {
      return new Options(
          address, installation, "10.231.0.0/16", "10.230.0.0/16", Duration.ofSeconds(30), "");
    }

    /** For this machine alone. */
    public static Options of(String loopback, String installation) {
      return of(LabAddress.loopback(loopback), installation);
    }
  }

  /**
   * Connects with the first call.
   *
   * @throws IllegalArgumentException when a pool is none
   */
  public DockerRuntime(Options options) {
    this.options = options;
    this.engine = new Engine(options.engine());
    this.objects = new LabObjects(engine, options.installation());
    this.sandbox = new DockerSandbox(engine, options.installation());
    this.builder =
        new LabBuilder(
            engine,
            options.installation(),
            options.address(),
            new LabNetworks(
                engine,
                options.installation(),
                new Subnets(Subnet.parse(options.labs()), LAB_PREFIX),
                new Subnets(Subnet.parse(options.controls()), CONTROL_PREFIX)),
            objects);
  }

  @Override
  public String name() {
    return "docker";
  }

  /**
   * The Engine's name and version, as "Docker Engine 20.10.24".
   *
   * @throws LabException when it does not answer
   */
  public String version() throws LabException {
    engine.ping();
    return "Docker Engine "
        + engine.call("say its version", docker -> docker.versionCmd().exec().getVersion());
  }

  @Override
  public List<String> unsupported(LabSpec spec) {
    var reasons = new ArrayList<String>();
    if (spec.services().size() > Route.MOST_SERVICES) {
      reasons.add("a lab has at most %d services".formatted(Route.MOST_SERVICES));
    }
    for (Service service : spec.services()) {
      if (!service.clients().isEmpty()
          && !BrokerAccounts.IMAGE.matcher(service.image()).matches()) {
        reasons.add(
            "service %s: clients can be declared of fieldbench/mosquitto alone, not of '%s'"
                .formatted(service.name(), service.image()));
      }
      try {
        Hardening.of(service.name(), service.limits(), Map.of());
      } catch (LabException e) {
        reasons.add(String.valueOf(e.getMessage()));
      }
    }
    try {
      engine.ping();
    } catch (LabException e) {
      reasons.add(String.valueOf(e.getMessage()));
      return List.copyOf(reasons);
    }
    var images = new LabImages(engine);
    var names = new TreeSet<>(spec.services().stream().map(Service::image).toList());
    names.add(Containers.GATE_IMAGE);
    Optional<String> desk =
        spec.workspace().flatMap(w -> spec.service(w.service())).map(Service::image);
    for (String image : names) {
      try {
        int user = images.user(image).id();
        if (desk.equals(Optional.of(image)) && user != DockerWorkspace.USER) {
          reasons.add(
              "the image %s is no workspace: its user is %d, not %d"
                  .formatted(image, user, DockerWorkspace.USER));
        }
      } catch (LabException e) {
        reasons.add(String.valueOf(e.getMessage()));
      }
    }
    return List.copyOf(reasons);
  }

  @Override
  public Lab start(LabRequest request) throws LabException {
    LabId id = request.id();
    if (closed) {
      throw new LabException("the runtime is closed");
    }
    if (!held.add(id)) {
      throw new LabException("lab " + id + " is running already");
    }
    boolean built = false;
    try {
      List<String> reasons = unsupported(request.spec());
      if (!reasons.isEmpty()) {
        throw new LabException("Docker cannot build this lab: " + String.join("; ", reasons));
      }
      Lab lab = takeOverOrBuild(request);
      built = true;
      return lab;
    } finally {
      if (!built) {
        held.remove(id);
      }
    }
  }

  private Lab takeOverOrBuild(LabRequest request) throws LabException {
    LabId id = request.id();
    var remains = Remains.of(objects.containers(id));
    var asked = new HashMap<>(remains.outside());
    asked.putAll(request.ports());
    if (remains.isWhole(request, asked, options.address())) {
      try {
        var authority = options.address().outside().map(o -> o.authority().certificate());
        return ready(request, new Found(remains.services(), asked, authority, true));
      } catch (LabException e) {
        // What does not answer is as good as gone.
      }
    }
    try {
      objects.remove(id);
      return ready(request, builder.build(request, asked));
    } catch (LabException | RuntimeException e) {
      try {
        objects.remove(id);
      } catch (LabException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  private Lab ready(LabRequest request, Found found) throws LabException {
    var lab =
        new DockerLab(
            engine,
            objects,
            request,
            found,
            options.address(),
            options.readyWithin(),
            () -> held.remove(request.id()));
    lab.awaitReady();
    return lab;
  }

  @Override
  public Optional<Sandbox> sandbox() {
    return Optional.of(sandbox);
  }

  @Override
  public void reconcile(Supplier<Set<LabId>> known) throws LabException {
    Set<LabId> orphans = new HashSet<>(objects.labs());
    orphans.removeAll(known.get());
    orphans.removeAll(held);
    for (LabId orphan : orphans) {
      objects.remove(orphan);
    }
    sandbox.removeExpired();
  }

  @Override
  public void close() {
    closed = true;
    engine.close();
  }
}
