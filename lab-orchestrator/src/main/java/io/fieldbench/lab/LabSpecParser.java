package io.fieldbench.lab;

import io.fieldbench.lab.LabSpec.BrokerClient;
import io.fieldbench.lab.LabSpec.Limits;
import io.fieldbench.lab.LabSpec.Service;
import io.fieldbench.lab.LabSpec.WorkspaceSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the services of a parsed lab file. */
final class LabSpecParser {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");
  private static final String NAME_RULE =
      "a lower-case letter, then at most 30 lower-case letters, digits and dashes";
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Set<String> SERVICE =
      Set.of("image", "command", "environment", "ports", "tmpfs", "deploy", "x-fieldbench");
  private static final Pattern FOLDER = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
  private static final Pattern TMPFS =
      Pattern.compile("(?<path>" + FOLDER + "):size=(?<size>[0-9A-Za-z]+)");

  private final Set<String> endpoints = new HashSet<>();

  LabSpec parse(SpecNode root) {
    root.mapping(Set.of("services", "x-fieldbench"));
    var services = new ArrayList<Service>();
    root.required("services", "write at least one service")
        .ifPresent(node -> {
          node.entries(NAME, NAME_RULE)
              .forEach((name, service) -> services.add(service(name, service)));
          if (services.isEmpty()) {
            node.problem("must hold at least one service");
          }
        });
    Optional<WorkspaceSpec> workspace =
        root.child("x-fieldbench")
            .filter(extension -> extension.mapping(Set.of("workspace")))
            .flatMap(extension -> extension.child("workspace"))
            .filter(node -> node.mapping(Set.of("service", "folder")))
            .flatMap(node -> workspace(node, services));
    return new LabSpec(services, workspace);
  }

  private static Optional<WorkspaceSpec> workspace(SpecNode node, List<Service> services) {
    Optional<String> folder = node.required("folder", "as /home/trainee").flatMap(SpecNode::text);
    if (folder.isPresent() && !FOLDER.matcher(folder.get()).matches()) {
      node.problem("'%s' is no absolute path; as /home/trainee".formatted(folder.get()));
    }
    Optional<String> service =
        node.required("service", "the service that the trainee works in").flatMap(SpecNode::text);
    List<String> names = services.stream().map(Service::name).toList();
    if (service.isPresent() && !names.contains(service.get())) {
      node.problem("no service '%s'; there are %s".formatted(service.get(), names));
    }
    return service.flatMap(name -> folder.map(path -> new WorkspaceSpec(name, path)));
  }

  private Service service(String name, SpecNode node) {
    if (!node.mapping(SERVICE)) {
      return new Service(name, "", Map.of(), new Limits(0, 0, 0), Map.of(), List.of());
    }
    return new Service(
        name,
        node.required("image", "as fieldbench/mosquitto:1").flatMap(this::image).orElse(""),
        node.child("environment").map(this::environment).orElse(Map.of()),
        limits(node),
        ports(node),
        node.child("x-fieldbench")
            .flatMap(x -> x.child("clients"))
            .map(this::clients)
            .orElse(List.of()),
        node.child("command").map(command -> list(command, SpecNode::text)).orElse(List.of()),
        node.child("tmpfs").map(LabSpecParser::tmpfs).orElse(Map.of()));
  }

  private static Map<String, Long> tmpfs(SpecNode node) {
    var folders = new LinkedHashMap<String, Long>();
    for (SpecNode element : node.elements()) {
      String text = element.text().orElse("");
      Matcher matcher = TMPFS.matcher(text);
      Optional<Long> size =
          matcher.matches() ? Quantities.memory(matcher.group("size")) : Optional.empty();
      if (size.isEmpty()) {
        element.problem("'%s' must be a path and a size, as /data:size=16M".formatted(text));
      } else if (folders.put(matcher.group("path"), size.get()) != null) {
        element.problem("'%s' stands here twice".formatted(matcher.group("path")));
      }
    }
    return folders;
  }

  private Optional<String> image(SpecNode node) {
    Optional<String> image = node.text();
    if (image.filter(text -> text.isBlank() || text.matches(".*\\s.*")).isPresent()) {
      node.problem("must be the name of an image, as fieldbench/mosquitto:1");
    }
    return image;
  }

  private Map<String, String> environment(SpecNode node) {
    var environment = new LinkedHashMap<String, String>();
    node.entries(VARIABLE, "letters, digits and underscores")
        .forEach((name, value) -> value.text().ifPresent(text -> environment.put(name, text)));
    return environment;
  }

  private static Limits limits(SpecNode service) {
    Optional<SpecNode> limits =
        service
            .required("deploy", "a service needs deploy.resources.limits: memory, cpus and pids")
            .filter(deploy -> deploy.mapping(Set.of("resources")))
            .flatMap(deploy -> deploy.required("resources", "it holds the limits"))
            .filter(resources -> resources.mapping(Set.of("limits")))
            .flatMap(resources -> resources.required("limits", "it holds memory, cpus and pids"))
            .filter(node -> node.mapping(Set.of("memory", "cpus", "pids")));
    return new Limits(
        limit(limits, "memory", Quantities::memory, "an amount as 64M").orElse(0L),
        limit(limits, "cpus", Quantities::cpus, "a number above 0, as \"0.50\"").orElse(0.0),
        limit(limits, "pids", Quantities::count, "a whole number above 0, as 64").orElse(0));
  }

  private static <T> Optional<T> limit(
      Optional<SpecNode> limits, String key, Function<String, Optional<T>> reader, String form) {
    return limits
        .flatMap(node -> node.required(key, "write " + form))
        .flatMap(node -> quantity(node, reader, form));
  }

  private static <T> Optional<T> quantity(
      SpecNode node, Function<String, Optional<T>> reader, String form) {
    Optional<String> text = node.text();
    Optional<T> quantity = text.flatMap(reader);
    if (text.isPresent() && quantity.isEmpty()) {
      node.problem("'%s' must be %s".formatted(text.get(), form));
    }
    return quantity;
  }

  private Map<String, Integer> ports(SpecNode service) {
    Optional<SpecNode> extension =
        service.child("x-fieldbench").filter(node -> node.mapping(Set.of("endpoint", "clients")));
    Optional<SpecNode> node = service.child("ports");
    if (node.isEmpty()) {
      extension
          .flatMap(x -> x.child("endpoint"))
          .ifPresent(x -> x.problem("names an endpoint, but the service has no ports"));
      return Map.of();
    }
    List<Integer> ports =
        list(
            node.get(),
            port -> quantity(port, Quantities::port, "the port inside alone, as \"1883\""));
    if (ports.size() > 1) {
      node.get().problem("must name one port; more are not supported yet");
    }
    Optional<SpecNode> endpoint = extension.flatMap(x -> x.child("endpoint"));
    if (endpoint.isEmpty()) {
      service.problem("has ports, so it needs x-fieldbench.endpoint, the name of the endpoint");
    }
    Optional<String> name = endpoint.flatMap(this::endpoint);
    return name.isPresent() && !ports.isEmpty() ? Map.of(name.get(), ports.getFirst()) : Map.of();
  }

  private Optional<String> endpoint(SpecNode node) {
    Optional<String> name = node.text();
    if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
      node.problem("'%s' is no name here; %s".formatted(name.get(), NAME_RULE));
    }
    if (name.isPresent() && !endpoints.add(name.get())) {
      node.problem("'%s' names the endpoint of another service too".formatted(name.get()));
    }
    return name;
  }

  private List<BrokerClient> clients(SpecNode node) {
    var clients = new ArrayList<BrokerClient>();
    node.entries(NAME, NAME_RULE)
        .forEach((name, client) -> {
          client.mapping(Set.of("publish", "deny-publish", "subscribe"));
          clients.add(
              new BrokerClient(
                  name,
                  filters(client, "publish"),
                  filters(client, "deny-publish"),
                  filters(client, "subscribe")));
        });
    return clients;
  }

  private static List<String> filters(SpecNode client, String key) {
    return client.child(key).map(node -> list(node, SpecNode::filter)).orElse(List.of());
  }

  private static <T> List<T> list(SpecNode node, Function<SpecNode, Optional<T>> element) {
    return node.elements().stream().map(element).flatMap(Optional::stream).toList();
  }
}
