package io.fieldbench.lab.embedded;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.client.parameter.ServerInformation;
import com.hivemq.extension.sdk.api.events.client.ClientLifecycleEventListener;
import com.hivemq.extension.sdk.api.events.client.parameters.AuthenticationSuccessfulInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ConnectionStartInput;
import com.hivemq.extension.sdk.api.events.client.parameters.DisconnectEventInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import org.jspecify.annotations.Nullable;

/**
 * Puts the accounts in front of one broker.
 *
 * <p>{@code Services} is one for the whole JVM and belongs to the broker that was started last: it
 * is used in {@link #extensionStart} only, under the lock of {@link Broker}.
 */
final class BrokerExtension implements ExtensionMain {
  private final Accounts accounts;
  private volatile @Nullable ServerInformation server;

  BrokerExtension(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
    server = Services.adminService().getServerInformation();
    var gatekeeper = new Gatekeeper(accounts);
    Services.securityRegistry().setAuthenticatorProvider(client -> gatekeeper);
    Services.securityRegistry().setAuthorizerProvider(client -> new TopicGuard(accounts));
    Services.initializerRegistry()
        .setClientInitializer(
            (client, context) -> context.addPublishInboundInterceptor(new TopicGuard(accounts)));
    Services.eventRegistry().setClientLifecycleEventListener(client -> new Departures(accounts));
  }

  @Override
  public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {}

  /**
   * The port that the broker listens on, as the system chose it.
   *
   * @throws IllegalStateException before the broker is started
   */
  int port() {
    ServerInformation started = server;
    if (started == null) {
      throw new IllegalStateException("the broker's extension was not started");
    }
    return started.getListener().iterator().next().getPort();
  }

  private record Departures(Accounts accounts) implements ClientLifecycleEventListener {
    @Override
    public void onMqttConnectionStart(ConnectionStartInput input) {}

    @Override
    public void onAuthenticationSuccessful(AuthenticationSuccessfulInput input) {}

    @Override
    public void onDisconnect(DisconnectEventInput input) {
      accounts.release(input.getConnectionInformation());
    }
  }
}
