package io.fieldbench.lab.embedded;

import io.fieldbench.lab.Lab;
import io.fieldbench.lab.LabAddress;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabId;
import io.fieldbench.lab.LabRequest;
import io.fieldbench.lab.LabRuntime;
import io.fieldbench.lab.LabSpec;
import io.fieldbench.lab.LabSpec.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** Labs of one MQTT broker each, inside this JVM. */
public final class EmbeddedRuntime implements LabRuntime {
  private static final Pattern BROKER = Pattern.compile("(.*/)?mosquitto(:[^/]*)?");

  private final LabAddress address;
  private final Path folder;
  private final ConcurrentHashMap<LabId, EmbeddedLab> labs = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * @param address that the brokers listen on
   * @param folder for the labs' files, one folder each under the lab's id; no other runtime uses it
   */
  public EmbeddedRuntime(LabAddress address, Path folder) {
    this.address = address;
    this.folder = folder.toAbsolutePath();
  }

  /**
   * For this machine alone.
   *
   * @throws IllegalArgumentException when it is no loopback address
   */
  public EmbeddedRuntime(String loopback, Path folder) {
    this(LabAddress.loopback(loopback), folder);
  }

  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public List<String> unsupported(LabSpec spec) {
    var reasons = new ArrayList<String>();
    if (spec.services().size() != 1) {
      reasons.add(
          "it runs one service, a broker; the lab has "
              + spec.services().stream().map(Service::name).toList());
    }
    if (spec.workspace().isPresent()) {
      reasons.add("it needs a workspace, which only Docker has");
    }
    for (Service service : spec.services()) {
      if (!BROKER.matcher(service.image()).matches()) {
        reasons.add(
            "service %s: it has no '%s', only a broker in place of fieldbench/mosquitto"
                .formatted(service.name(), service.image()));
      }
      if (service.clients().isEmpty()) {
        reasons.add("service %s: no clients are declared".formatted(service.name()));
      }
      if (service.ports().size() != 1) {
        reasons.add("service %s: exactly one port is needed".formatted(service.name()));
      }
      if (!service.command().isEmpty() || !service.environment().isEmpty()) {
        reasons.add("service %s: command and environment have no effect".formatted(service.name()));
      }
    }
    return List.copyOf(reasons);
  }

  @Override
  public Lab start(LabRequest request) throws LabException {
    List<String> reasons = unsupported(request.spec());
    if (!reasons.isEmpty()) {
      throw new LabException(
          "the embedded runtime cannot build this lab: " + String.join("; ", reasons));
    }
    LabId id = request.id();
    var lab =
        new EmbeddedLab(
            request,
            request.spec().services().getFirst(),
            address,
            folder.resolve(id.value()),
            () -> labs.remove(id));
    if (labs.putIfAbsent(id, lab) != null) {
      throw new LabException("lab " + id + " is running already");
    }
    if (closed) {
      lab.destroy();
      throw new LabException("the runtime is closed");
    }
    lab.build();
    return lab;
  }

  @Override
  public void close() {
    closed = true;
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      labs.values().forEach(lab -> executor.submit(lab::destroy));
    }
  }
}
