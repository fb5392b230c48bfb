package io.fieldbench.lab.docker;

import io.fieldbench.lab.BrokerProbe;
import io.fieldbench.lab.Credentials;
import io.fieldbench.lab.LabRequest;
import io.fieldbench.lab.LabSpec.BrokerClient;
import io.fieldbench.lab.LabSpec.Service;
import io.fieldbench.lab.ReservedClientIds;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Who may do what, as the image {@code fieldbench/mosquitto} is told (docker/README.md). */
final class BrokerAccounts {
  static final Pattern IMAGE = Pattern.compile("(.*/)?mosquitto(:[^/]*)?");

  /** The environment variable that holds them. */
  static final String VARIABLE = "ACCOUNTS";

  private BrokerAccounts() {}

  /** The accounts of a broker, and one without rights for {@link BrokerProbe}. */
  static String of(LabRequest request, Service broker) {
    var text = new StringBuilder();
    new TreeMap<>(ReservedClientIds.OWNERS)
        .forEach((prefix, owner) -> line(text, "reserve", prefix + " " + owner));
    client(
        text,
        new BrokerClient(BrokerProbe.CLIENT, List.of(), List.of(), List.of()),
        probe(request));
    for (BrokerClient client : broker.clients()) {
      Credentials credentials = request.credentials().get(client.name());
      if (credentials == null) {
        throw new IllegalArgumentException("no credentials for the client " + client.name());
      }
      client(text, client, credentials);
    }
    return text.toString();
  }

  /** The runtime's own account; the same in every process that knows the request. */
  static Credentials probe(LabRequest request) {
    return new Credentials(BrokerProbe.CLIENT, Fingerprint.probePassword(request));
  }

  private static void client(StringBuilder text, BrokerClient client, Credentials credentials) {
    line(text, "client", client.name());
    line(text, "username", credentials.username());
    line(text, "password", Fingerprint.sha256(credentials.password()));
    client.publish().forEach(filter -> line(text, "publish", filter));
    client.denyPublish().forEach(filter -> line(text, "deny-publish", filter));
    client.subscribe().forEach(filter -> line(text, "subscribe", filter));
  }

  private static void line(StringBuilder text, String key, String value) {
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a control character in the " + key + " of a client");
    }
    text.append(key).append(' ').append(value).append('\n');
  }
}
