package io.fieldbench.lab.docker;

import io.fieldbench.lab.LabSpec;
import io.fieldbench.lab.LabSpec.Service;
import io.fieldbench.lab.docker.Subnets.Subnet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which port of the gate leads to which service. It follows from the spec alone.
 *
 * @param endpoint its name
 * @param gate the port that the gate listens on, unencrypted
 * @param service the name of the service
 * @param inside the port of the service
 */
record Route(String endpoint, int gate, String service, int inside) {
  /**
   * Services and the gate share a subnet of 16 addresses: its ends and Docker's own are not theirs.
   */
  static final int MOST_SERVICES = 12;

  private static final int FIRST_PORT = 10_000;
  private static final int TO_GUARDED = 1_000;
  private static final int FIRST_ADDRESS = 2;

  static List<Route> of(LabSpec spec) {
    var routes = new ArrayList<Route>();
    spec.services().stream()
        .sorted(Comparator.comparing(Service::name))
        .forEach(service ->
            service
                .ports()
                .forEach((endpoint, inside) ->
                    routes.add(new Route(endpoint, 0, service.name(), inside))));
    routes.sort(Comparator.comparing(Route::endpoint));
    for (int i = 0; i < routes.size(); i++) {
      Route route = routes.get(i);
      routes.set(i, new Route(route.endpoint(), FIRST_PORT + i, route.service(), route.inside()));
    }
    return List.copyOf(routes);
  }

  /** The port that the gate listens on under TLS, where it does. */
  int guarded() {
    return gate + TO_GUARDED;
  }

  /** A service's address; it keeps it over a stop, so that the gate finds it again. */
  static String address(LabSpec spec, String service, Subnet subnet) {
    List<String> names = spec.services().stream().map(Service::name).sorted().toList();
    return subnet.address(FIRST_ADDRESS + names.indexOf(service));
  }

  static String gateAddress(Subnet subnet) {
    return subnet.address(subnet.size() - 2);
  }
}
