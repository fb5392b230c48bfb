package io.fieldbench.lab.embedded;

import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Lets in who knows an account's password, under an identifier that the account may use. */
record Gatekeeper(Accounts accounts) implements SimpleAuthenticator {
  @Override
  public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
    ConnectPacket connect = input.getConnectPacket();
    String username = connect.getUserName().orElse("");
    byte[] password = connect.getPassword().map(Gatekeeper::bytes).orElse(new byte[0]);
    Optional<ClientAccount> account =
        accounts.find(username).filter(found -> found.hasPassword(password));
    // The identifier that the broker assigned stands here, the packet's own may be empty.
    String clientId = input.getClientInformation().getClientId();
    if (account.isEmpty()) {
      output.failAuthentication(ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD);
    } else if (!Accounts.mayUse(account.get(), clientId)) {
      output.failAuthentication(
          ConnackReasonCode.CLIENT_IDENTIFIER_NOT_VALID, "this client identifier is reserved");
    } else if (!account.get().enter(clientId, connect.getSessionExpiryInterval() > 0)) {
      output.failAuthentication(
          ConnackReasonCode.QUOTA_EXCEEDED, "too many connections or sessions of this user");
    } else {
      accounts.bind(input.getConnectionInformation(), username);
      output.authenticateSuccessfully();
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
