"""Raises and clears the overheat alarm of a motor, with hysteresis."""

import json
import uuid

import paho.mqtt.client as mqtt

READINGS = "${temperatureTopic}"
ALARM = "${alarmTopic}"
HIGH = ${high}
HYSTERESIS = ${hysteresis}

raised = False


def on_reading(client, reading):
    """Called for every reading, one after the other."""
    global raised
    if reading["quality"] != "GOOD":
        return
    before = raised
    if reading["value"] >= HIGH:
        raised = True
    elif reading["value"] <= HIGH - HYSTERESIS:
        raised = False
    if raised != before:
        alarm = {
            "state": "RAISED" if raised else "CLEARED",
            "value": reading["value"],
            "seq": reading["seq"],
        }
        client.publish(ALARM, json.dumps(alarm), qos=1, retain=True)


def on_connect(client, userdata, flags, reason, properties=None):
    print("Connected:", reason, flush=True)
    client.subscribe(READINGS, qos=1)


def on_message(client, userdata, message):
    on_reading(client, json.loads(message.payload))


def main():
    with open("lab.properties", encoding="utf-8") as lines:
        lab = dict(line.strip().split("=", 1) for line in lines if "=" in line)
    name = "alarm-" + uuid.uuid4().hex[:8]
    if hasattr(mqtt, "CallbackAPIVersion"):  # paho-mqtt 2
        client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id=name)
    else:  # paho-mqtt 1
        client = mqtt.Client(client_id=name)
    client.username_pw_set(lab["user"], lab["password"])
    client.on_connect = on_connect
    client.on_message = on_message
    client.reconnect_delay_set(min_delay=1, max_delay=5)
    client.connect_async(lab["host"], int(lab["port"]))
    client.loop_forever(retry_first_connection=True)


if __name__ == "__main__":
    main()
