"""Prints raw records. Turning them into the plant's form is up to you."""

import json
import sys
import uuid
from datetime import datetime, timezone

import paho.mqtt.client as mqtt

# Take these from your brief.
RAW = ""
CELL = ""


def normalise(topic, payload, received):
    """
    Called for every record, one after the other.

    Returns the topic and the normalised record, or None where nothing is to be published.
    """
    print(topic, payload, file=sys.stderr, flush=True)
    # What is to be done here?
    return None


def from_stdin():
    for line in sys.stdin.buffer:
        record = json.loads(line)
        received = datetime.fromisoformat(record["received"].replace("Z", "+00:00"))
        result = normalise(record["topic"], record["payload"], received)
        if result:
            print(json.dumps({"topic": result[0], "payload": result[1]}))


def on_connect(client, userdata, flags, reason, properties=None):
    print("Connected:", reason, flush=True)
    client.subscribe(RAW + "+", qos=1)


def on_message(client, userdata, message):
    payload = message.payload.decode("utf-8", errors="replace")
    result = normalise(message.topic, payload, datetime.now(timezone.utc))
    if result:
        client.publish(result[0], json.dumps(result[1]), qos=1)


def live():
    with open("lab.properties", encoding="utf-8") as lines:
        lab = dict(line.strip().split("=", 1) for line in lines if "=" in line)
    name = "normaliser-" + uuid.uuid4().hex[:8]
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
    if not RAW:
        sys.exit("Put the values of your brief into the constants first.")
    if "--stdin" in sys.argv[1:]:
        from_stdin()
    else:
        live()
