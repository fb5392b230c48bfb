package io.fieldbench.lab.docker;

import io.fieldbench.lab.FreePorts;
import io.fieldbench.lab.LabAddress;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabRequest;
import io.fieldbench.lab.LabSpec.Service;
import io.fieldbench.lab.ServerIdentity;
import io.fieldbench.lab.docker.DockerLab.Found;
import io.fieldbench.lab.docker.LabNetworks.Made;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Builds a lab that is not there; what it leaves on a failure is for its caller to remove. */
record LabBuilder(
    Engine engine,
    String installation,
    LabAddress address,
    LabNetworks networks,
    LabObjects objects) {
  private static final int PORT_TRIES = 10;

  /**
   * @param asked port of the host by endpoint; where none is named it chooses one, free on all of
   *     the lab's addresses
   */
  Found build(LabRequest request, Map<String, Integer> asked) throws LabException {
    var ports = new FreePorts(address.all());
    ServerIdentity identity =
        address.outside().isPresent() ? address.outside().get().identity() : null;
    List<Route> routes = Route.of(request.spec());
    requireFree(ports, routes, asked);
    Made network = networks.lab(request);
    var containers = new Containers(engine, installation, request, network, new LabImages(engine));
    var ids = new ConcurrentHashMap<String, String>();
    var outside = new ConcurrentHashMap<String, Integer>();
    var work = new ArrayList<Together.Call>();
    for (Service service : request.spec().services()) {
      work.add(() -> {
        String id = containers.service(service);
        ids.put(service.name(), id);
        Containers.start(engine, service.name(), id);
      });
    }
    if (!routes.isEmpty()) {
      work.add(() -> outside.putAll(gate(containers, identity, routes, asked, ports)));
    }
    Together.run(work);
    return new Found(
        Map.copyOf(ids),
        Map.copyOf(outside),
        Optional.ofNullable(identity).map(ServerIdentity::authority),
        false);
  }

  /**
   * Another process may take a port that was free a moment ago, or the control network while no
   * gate was on it.
   */
  private Map<String, Integer> gate(
      Containers containers,
      @Nullable ServerIdentity identity,
      List<Route> routes,
      Map<String, Integer> asked,
      FreePorts ports)
      throws LabException {
    for (int i = 1; ; i++) {
      var outside = new HashMap<String, Integer>();
      for (Route route : routes) {
        Integer port = asked.get(route.endpoint());
        outside.put(route.endpoint(), port != null ? port : ports.free());
      }
      String control = networks.control();
      String gate = containers.gate(control, address, identity, outside);
      try {
        Containers.start(engine, "gate", gate);
        return outside;
      } catch (LabException e) {
        if (!isTakenPort(e) && !isGone(e)) {
          throw e;
        }
        requireFree(ports, routes, asked);
        if (i == PORT_TRIES) {
          throw e;
        }
        objects.removeContainer(gate);
        Pause.millis(100);
      }
    }
  }

  private static void requireFree(FreePorts ports, List<Route> routes, Map<String, Integer> asked)
      throws LabException {
    for (Route route : routes) {
      Integer port = asked.get(route.endpoint());
      if (port != null) {
        ports.requireFree("the lab's endpoint " + route.endpoint(), port);
      }
    }
  }

  /** The Engine calls a network by its name, whatever the container was made with. */
  static boolean isGone(LabException e) {
    return String.valueOf(e.getMessage())
        .matches("(?s).*network " + LabNetworks.CONTROL + "\\S+ not found.*");
  }

  private static boolean isTakenPort(LabException e) {
    String text = String.valueOf(e.getMessage());
    return text.contains("port is already allocated") || text.contains("address already in use");
  }
}
