"""Overheat alarm with hysteresis. Needs paho-mqtt 1.6 or 2.x."""
import json
import threading
import time
import uuid
from decimal import Decimal

import paho.mqtt.client as mqtt

TEMPERATURE_TOPIC = "${temperatureTopic}"
ALARM_TOPIC = "${alarmTopic}"
HIGH = "${high}"
HYSTERESIS = "${hysteresis}"  # K, for information: CLEAR = HIGH - HYSTERESIS
CLEAR = "${clear}"

HIGH_LIMIT = Decimal(HIGH)
CLEAR_LIMIT = Decimal(CLEAR)


def log(text):
    print(time.strftime("%H:%M:%S"), text, flush=True)


def read_properties(path):
    result = {}
    with open(path, encoding="utf-8-sig") as lines:
        for line in lines:
            line = line.strip()
            if line and line[0] not in "#!" and "=" in line:
                name, value = line.split("=", 1)
                result[name.strip()] = value.strip()
    return result


def refuse_constant(name):
    raise ValueError("not JSON: " + name)


class Alarm:
    def __init__(self):
        self.raised = False

    def judge(self, payload):
        """The message to publish for this reading, or None."""
        reading = json.loads(payload.decode("utf-8"), parse_float=Decimal,
                             parse_int=Decimal, parse_constant=refuse_constant)
        if not isinstance(reading, dict) or reading.get("quality") != "GOOD":
            return None
        value, seq = reading.get("value"), reading.get("seq")
        if not isinstance(value, Decimal) or not isinstance(seq, Decimal):
            return None
        if not self.raised and value >= HIGH_LIMIT:
            self.raised = True
        elif self.raised and value <= CLEAR_LIMIT:
            self.raised = False
        else:
            return None
        # a Decimal keeps every digit it was read with, so nothing is rounded
        return '{"state":"%s","value":%s,"seq":%s}' % (
            "RAISED" if self.raised else "CLEARED", value, seq)


ALARM = Alarm()


def on_connect(client, userdata, flags, rc, properties=None):
    if rc == 0:
        log("connected")
        client.subscribe(TEMPERATURE_TOPIC, qos=1)
    else:
        log("connection refused: %s" % rc)


def on_subscribe(client, userdata, mid, codes, properties=None):
    if any(getattr(code, "value", code) >= 128 for code in codes):
        log("subscription refused, trying again")
        timer = threading.Timer(2, client.subscribe, (TEMPERATURE_TOPIC, 1))
        timer.daemon = True
        timer.start()
    else:
        log("subscribed")


def on_disconnect(client, userdata, *details):
    log("disconnected")


def on_message(client, userdata, message):
    try:
        text = ALARM.judge(message.payload)
        if text is not None:
            # without a link, paho keeps the message and sends it after reconnecting
            client.publish(ALARM_TOPIC, text, qos=1, retain=True)
            log(text)
    except Exception as e:  # an unreadable message must not end the program
        log("ignored a message: %r" % e)


def main():
    lab = read_properties("lab.properties")
    client_id = "oh" + uuid.uuid4().hex[:16]
    if hasattr(mqtt, "CallbackAPIVersion"):
        client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id=client_id)
    else:
        client = mqtt.Client(client_id=client_id)
    client.username_pw_set(lab["user"], lab["password"])
    client.on_connect = on_connect
    client.on_subscribe = on_subscribe
    client.on_disconnect = on_disconnect
    client.on_message = on_message
    client.reconnect_delay_set(min_delay=1, max_delay=5)
    client.connect_async(lab["host"], int(lab["port"]), keepalive=10)
    while True:
        try:
            client.loop_forever(retry_first_connection=True)
        except Exception as e:
            log("network: %r" % e)
        time.sleep(1)


if __name__ == "__main__":
    main()
