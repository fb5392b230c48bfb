package io.fieldbench.portal.kit;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Hands the MQTT client's callbacks to its kit. */
record Listener(LabKit kit) implements MqttCallback {
  @Override
  public void connectComplete(boolean reconnect, String serverUri) {
    // The client's own thread must not wait for the subscriptions.
    Thread.ofVirtual().start(kit::connected);
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    kit.arrived(topic, message.getPayload());
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    kit.lost();
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {
    kit.lost();
  }

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
