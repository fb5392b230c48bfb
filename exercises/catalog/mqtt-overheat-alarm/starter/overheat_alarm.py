"""Prints the readings of the motor. Making it raise and clear the alarm is up to you."""

import json
import sys
import uuid

import paho.mqtt.client as mqtt

# Take these from your brief.
READINGS = ""
ALARM = ""
HIGH = 0
HYSTERESIS = 0


def on_reading(client, reading):
    """Called for every reading, one after the other."""
    print(reading["seq"], reading["value"], reading["quality"], flush=True)
    # What is to be done here?


def on_connect(client, userdata, flags, reason, properties=None):
    print("Connected:", reason, flush=True)
    client.subscribe(READINGS, qos=1)


def on_message(client, userdata, message):
    on_reading(client, json.loads(message.payload))


def main():
    if not READINGS:
        sys.exit("Put the values of your brief into the constants first.")
    with open("lab.properties", encoding="utf-8") as lines:
        lab = dict(line.strip().split("=", 1) for line in lines if "=" in line)
    name = "alarm-" + uuid.uuid4().hex[:8]
    if hasattr(mqtt, "CallbackAPIVersion"):  # paho-mqtt 2
        client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id=name)
    else:  # paho-mqtt 1
        client = mqtt.Client(client_id=name)
    client.username_pw_set(lab["user"], lab["password"])
    if "ca" in lab:  # the broker speaks TLS
        client.tls_set(ca_certs=lab["ca"])
    client.on_connect = on_connect
    client.on_message = on_message
    client.reconnect_delay_set(min_delay=1, max_delay=5)
    client.connect_async(lab["host"], int(lab["port"]))
    client.loop_forever(retry_first_connection=True)


if __name__ == "__main__":
    main()
