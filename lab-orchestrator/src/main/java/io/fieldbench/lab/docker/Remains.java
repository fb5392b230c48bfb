package io.fieldbench.lab.docker;

import com.github.dockerjava.api.model.Container;
import io.fieldbench.lab.LabAddress;
import io.fieldbench.lab.LabRequest;
import io.fieldbench.lab.LabSpec.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What another process has left of a lab. */
record Remains(Map<String, Container> containers) {
  private static final Pattern PORT = Pattern.compile("(?<name>[^=]+)=(?<port>[1-9]\\d{0,4})");

  static Remains of(List<Container> containers) {
    return new Remains(
        containers.stream()
            .collect(
                Collectors.toMap(
                    container -> label(container, Labels.SERVICE),
                    container -> container,
                    (first, second) -> first)));
  }

  /** Container id by service. */
  Map<String, String> services() {
    var ids = new HashMap<String, String>();
    containers.forEach((service, container) -> ids.put(service, container.getId()));
    ids.remove(Labels.GATE);
    return ids;
  }

  /** The ports of the host that its gate has, by endpoint. */
  Map<String, Integer> outside() {
    var outside = new HashMap<String, Integer>();
    Optional.ofNullable(containers.get(Labels.GATE))
        .map(gate -> label(gate, Labels.PORTS).split(" "))
        .stream()
        .flatMap(Stream::of)
        .map(PORT::matcher)
        .filter(Matcher::matches)
        .forEach(port -> outside.put(port.group("name"), Integer.valueOf(port.group("port"))));
    return outside;
  }

  /**
   * Whether all of it runs and was built from this request.
   *
   * @param asked the ports at which it has to be
   * @param address where its gate has to listen
   */
  boolean isWhole(LabRequest request, Map<String, Integer> asked, LabAddress address) {
    List<String> services = request.spec().services().stream().map(Service::name).toList();
    boolean gated = !Route.of(request.spec()).isEmpty();
    String fingerprint = Fingerprint.of(request);
    return containers.keySet().containsAll(services)
        && containers.containsKey(Labels.GATE) == gated
        && containers.size() == services.size() + (gated ? 1 : 0)
        && outside().equals(asked)
        && (!gated || isAt(address))
        && containers.values().stream()
            .allMatch(container ->
                "running".equals(container.getState())
                    && label(container, Labels.FINGERPRINT).equals(fingerprint));
  }

  private boolean isAt(LabAddress address) {
    String wanted =
        address
            .outside()
            .map(outside -> Containers.outside(outside, outside.authority().certificate()))
            .orElse("");
    Container gate = containers.get(Labels.GATE);
    return gate != null && label(gate, Labels.OUTSIDE).equals(wanted);
  }

  private static String label(Container container, String name) {
    Map<String, String> labels = container.getLabels();
    return labels == null ? "" : labels.getOrDefault(name, "");
  }
}
