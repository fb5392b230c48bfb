package io.fieldbench.lab.embedded;

import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.packets.general.UserProperty;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;

/** One client name of a broker: its password, its rights, and what it uses at present. */
final class ClientAccount {
  private final String name;
  private final byte[] password;
  private final Rights rights;
  private final boolean ours;
  private final RetainedBudget retained = new RetainedBudget();
  private final SendBudget sent = new SendBudget(System::nanoTime);
  private final Map<String, Subscriptions> lastingSessions = new HashMap<>();
  private int connections;

  ClientAccount(String name, String password, Rights rights) {
    this.name = name;
    this.password = password.getBytes(StandardCharsets.UTF_8);
    this.rights = rights;
    this.ours = Accounts.isOurs(name);
  }

  String name() {
    return name;
  }

  Rights rights() {
    return rights;
  }

  /** Takes the same time wherever the given password differs. */
  boolean hasPassword(byte[] given) {
    return MessageDigest.isEqual(password, given);
  }

  /**
   * Counts a connection in, unless the account has as many, or as many lasting sessions, as it may.
   */
  synchronized boolean enter(String clientId, boolean lasting) {
    boolean room =
        lastingSessions.containsKey(clientId) || lastingSessions.size() < Bounds.SESSIONS;
    if (connections >= Bounds.CONNECTIONS_PER_CLIENT || lasting && !room) {
      return false;
    }
    if (lasting) {
      lastingSessions.computeIfAbsent(clientId, id -> new Subscriptions());
    }
    connections++;
    return true;
  }

  synchronized void leave() {
    connections--;
  }

  /** What the session subscribes to, over all its connections where it outlives one. */
  synchronized Subscriptions subscriptions(String clientId, Subscriptions ofConnection) {
    return lastingSessions.getOrDefault(clientId, ofConnection);
  }

  /** The answer to a message: SUCCESS, NOT_AUTHORIZED or QUOTA_EXCEEDED. */
  AckReasonCode judge(PublishPacket message) {
    return answer(message, retained::admit);
  }

  /** The answer to a last will, when it is left with the broker. */
  AckReasonCode judgeWill(PublishPacket will) {
    return answer(will, retained::reserve);
  }

  private AckReasonCode answer(PublishPacket message, BiPredicate<String, Integer> admitRetained) {
    if (!rights.mayPublish(message.getTopic())) {
      return AckReasonCode.NOT_AUTHORIZED;
    }
    int size = size(message);
    boolean clears = message.getPayload().map(ByteBuffer::remaining).orElse(0) == 0;
    boolean fits =
        (ours || message.getQos() == Qos.AT_MOST_ONCE || sent.take(size))
            && (!message.getRetain() || admitRetained.test(message.getTopic(), clears ? 0 : size));
    return fits ? AckReasonCode.SUCCESS : AckReasonCode.QUOTA_EXCEEDED;
  }

  /** Bytes of all that a message carries, properties included. */
  private static int size(PublishPacket message) {
    int size =
        message.getTopic().length() + message.getPayload().map(ByteBuffer::remaining).orElse(0);
    size += message.getCorrelationData().map(ByteBuffer::remaining).orElse(0);
    size += message.getResponseTopic().map(String::length).orElse(0);
    size += message.getContentType().map(String::length).orElse(0);
    for (UserProperty property : message.getUserProperties().asList()) {
      size += property.getName().length() + property.getValue().length();
    }
    return size;
  }
}
