"""Overheat alarm that acts when the temperature crosses a limit."""
import json
import time
import uuid
from decimal import Decimal

import paho.mqtt.client as mqtt

TEMPERATURE_TOPIC = "${temperatureTopic}"
ALARM_TOPIC = "${alarmTopic}"
HIGH = float(Decimal("${high}"))
HYSTERESIS = float(Decimal("${hysteresis}"))
CLEAR = float(Decimal("${clear}"))


def read_properties(name):
    result = {}
    with open(name, encoding="utf-8") as f:
        for line in f:
            line = line.strip()
            if line and not line.startswith("#") and "=" in line:
                key, value = line.split("=", 1)
                result[key.strip()] = value.strip()
    return result


raised = False
previous = None


def send(client, state, reading):
    text = json.dumps({"state": state, "value": reading["value"], "seq": reading["seq"]})
    client.publish(ALARM_TOPIC, text, qos=1, retain=True)
    print(text, flush=True)


def handle(client, reading):
    # WRONG: looks for the edge between two readings, and the older of the two may be a BAD one
    # (it is remembered although it must change nothing); the edge is then lost.
    global raised, previous
    value = reading["value"]
    before, previous = previous, value
    if reading["quality"] != "GOOD":
        return
    if before is None:
        before = value - 1 if not raised else value + 1   # the very first reading
    if not raised and before < HIGH <= value:
        raised = True
        send(client, "RAISED", reading)
    elif raised and before > CLEAR >= value:
        raised = False
        send(client, "CLEARED", reading)



def on_connect(client, userdata, flags, *rest):
    print("connected", flush=True)
    client.subscribe(TEMPERATURE_TOPIC, qos=1)


def on_message(client, userdata, message):
    try:
        reading = json.loads(message.payload)
        handle(client, reading)
    except Exception as e:
        print("skipped:", repr(e), flush=True)


def new_client():
    client_id = "alarm-" + uuid.uuid4().hex[:16]
    if hasattr(mqtt, "CallbackAPIVersion"):
        return mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id=client_id)
    return mqtt.Client(client_id=client_id)


def main():
    p = read_properties("lab.properties")
    client = new_client()
    client.username_pw_set(p["user"], p["password"])
    client.on_connect = on_connect
    client.on_message = on_message
    client.reconnect_delay_set(1, 5)
    while True:
        try:
            client.connect(p["host"], int(p["port"]), keepalive=15)
            break
        except OSError as e:
            print("cannot connect:", e, flush=True)
            time.sleep(2)
    client.loop_forever()


if __name__ == "__main__":
    main()
