package io.fieldbench.lab.embedded;

import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;
import com.hivemq.extension.sdk.api.interceptor.publish.PublishInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.packets.connect.WillPublishPacket;
import com.hivemq.extension.sdk.api.packets.general.MqttVersion;
import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import com.hivemq.extension.sdk.api.packets.subscribe.SubackReasonCode;

/**
 * Holds one connection to its account's rights.
 *
 * <p>HiveMQ breaks a connection whose message an authorizer denies. So a denied message is stopped
 * before, as an intercepted one: on MQTT 5 the sender reads the reason in the acknowledgement, on
 * MQTT 3.1.1, which has none, the message is acknowledged and dropped (as Mosquitto does). The
 * authorizer remains as the second door, and as the only one for last wills.
 */
final class TopicGuard
    implements PublishInboundInterceptor, PublishAuthorizer, SubscriptionAuthorizer {
  private final Accounts accounts;
  private final Subscriptions ofConnection = new Subscriptions();

  TopicGuard(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public void onInboundPublish(PublishInboundInput input, PublishInboundOutput output) {
    AckReasonCode answer =
        accounts
            .behind(input.getConnectionInformation())
            .map(account -> account.judge(input.getPublishPacket()))
            .orElse(AckReasonCode.NOT_AUTHORIZED);
    if (answer == AckReasonCode.SUCCESS) {
      var packet = output.getPublishPacket();
      long life = packet.getMessageExpiryInterval().orElse(Long.MAX_VALUE);
      if (packet.getQos() != Qos.AT_MOST_ONCE && !packet.getRetain()) {
        packet.setMessageExpiryInterval(Math.min(life, Bounds.SESSION_EXPIRY_SECONDS));
      }
      return;
    }
    if (input.getConnectionInformation().getMqttVersion() == MqttVersion.V_5) {
      output.preventPublishDelivery(answer);
    } else {
      output.preventPublishDelivery();
    }
  }

  @Override
  public void authorizePublish(PublishAuthorizerInput input, PublishAuthorizerOutput output) {
    PublishPacket message = input.getPublishPacket();
    AckReasonCode answer =
        accounts
            .behind(input.getConnectionInformation())
            .map(account ->
                message instanceof WillPublishPacket
                    ? account.judgeWill(message)
                    // The interceptor has judged and counted it.
                    : account.rights().mayPublish(message.getTopic())
                        ? AckReasonCode.SUCCESS
                        : AckReasonCode.NOT_AUTHORIZED)
            .orElse(AckReasonCode.NOT_AUTHORIZED);
    if (answer == AckReasonCode.SUCCESS) {
      output.authorizeSuccessfully();
    } else {
      output.failAuthorization(answer);
    }
  }

  @Override
  public void authorizeSubscribe(
      SubscriptionAuthorizerInput input, SubscriptionAuthorizerOutput output) {
    String filter = input.getSubscription().getTopicFilter();
    ClientAccount account =
        accounts
            .behind(input.getConnectionInformation())
            .filter(found -> found.rights().maySubscribe(filter))
            .orElse(null);
    String clientId = input.getClientInformation().getClientId();
    if (account == null) {
      output.failAuthorization(SubackReasonCode.NOT_AUTHORIZED);
    } else if (!account.subscriptions(clientId, ofConnection).admit(filter)) {
      output.failAuthorization(SubackReasonCode.QUOTA_EXCEEDED);
    } else {
      output.authorizeSuccessfully();
    }
  }
}
