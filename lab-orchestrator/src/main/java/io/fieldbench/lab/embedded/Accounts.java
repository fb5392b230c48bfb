package io.fieldbench.lab.embedded;

import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import io.fieldbench.lab.BrokerProbe;
import io.fieldbench.lab.Credentials;
import io.fieldbench.lab.LabSpec.BrokerClient;
import io.fieldbench.lab.ReservedClientIds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may connect to one broker, and who is behind a connection. */
final class Accounts {
  private static final String ATTRIBUTE = "fieldbench.username";

  private final Map<String, ClientAccount> byUsername = new HashMap<>();

  Accounts(List<BrokerClient> clients, Map<String, Credentials> credentials, Credentials probe) {
    add(probe, new ClientAccount(BrokerProbe.CLIENT, probe.password(), Rights.NONE));
    for (BrokerClient client : clients) {
      Credentials own = credentials.get(client.name());
      if (own == null) {
        throw new IllegalArgumentException("no credentials for the client " + client.name());
      }
      add(own, new ClientAccount(client.name(), own.password(), new Rights(client)));
    }
  }

  private void add(Credentials credentials, ClientAccount account) {
    if (byUsername.putIfAbsent(credentials.username(), account) != null) {
      throw new IllegalArgumentException(
          "two clients have the user name " + credentials.username());
    }
  }

  Optional<ClientAccount> find(String username) {
    return Optional.ofNullable(byUsername.get(username));
  }

  /**
   * Whether the account may use this client identifier. The ones of Fieldbench's own programs are
   * theirs alone; else a trainee could throw the kit out by connecting under its identifier.
   */
  static boolean mayUse(ClientAccount account, String clientId) {
    return ReservedClientIds.OWNERS.entrySet().stream()
        .filter(reserved -> clientId.startsWith(reserved.getKey()))
        .allMatch(reserved -> account.name().equals(reserved.getValue()));
  }

  /** Whether it is a client of Fieldbench's own programs, which flood no one. */
  static boolean isOurs(String name) {
    return ReservedClientIds.OWNERS.containsValue(name);
  }

  void bind(ConnectionInformation connection, String username) {
    connection.getConnectionAttributeStore().putAsString(ATTRIBUTE, username);
  }

  Optional<ClientAccount> behind(ConnectionInformation connection) {
    return connection.getConnectionAttributeStore().getAsString(ATTRIBUTE).flatMap(this::find);
  }

  /** Counts an ended connection out, once. */
  void release(ConnectionInformation connection) {
    Optional<ClientAccount> account = behind(connection);
    connection.getConnectionAttributeStore().remove(ATTRIBUTE);
    account.ifPresent(ClientAccount::leave);
  }
}
