"""Turns what the cell's devices publish into the plant's form."""

import json
import re
import sys
import uuid
from datetime import datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal

import paho.mqtt.client as mqtt

RAW = "raw/${cell}/"
CELL = "${site}/${area}/${line}/${cell}/"
VALUE, TIME, SEQ = "${aValue}", "${aTime}", "${aSeq}"
GOOD_WORD, DOUBT_WORD = "${goodWord}", "${doubtWord}"
OFFSET = "${offset}"
BYTE_ORDER = "${byteOrder}"
ZERO = ${zero}

# Tag, unit, lowest and highest value of each device.
DEVICES = {
    "a": ("coolant-temperature", "Cel", -20, 120),
    "b": ("line-pressure", "kPa", 0, 1000),
    "c": ("spindle-power", "W", -5000, 5000),
    "kit": ("motor-temperature", "Cel", -40, 150),
}
QUALITIES = ["GOOD", "UNCERTAIN", "BAD"]
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


class Malformed(Exception):
    """The payload does not have its device's form."""


def number(value):
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise Malformed(value)
    return Decimal(value)


def whole(value):
    if isinstance(value, bool) or not isinstance(value, int):
        raise Malformed(value)
    return value


def after_1970(seconds):
    return EPOCH + timedelta(milliseconds=int(seconds * 1000))


def json_object(payload):
    try:
        members = json.loads(payload, parse_float=Decimal)
    except ValueError as e:
        raise Malformed(payload) from e
    if not isinstance(members, dict):
        raise Malformed(payload)
    return members


def read_a(payload):
    members = json_object(payload)
    seconds = members.get(TIME)
    time = None if seconds is None else after_1970(number(seconds))
    fahrenheit = number(members.get(VALUE))
    return (fahrenheit - 32) * 5 / 9, "GOOD", time, whole(members.get(SEQ))


def read_b(payload):
    fields = payload.split(";")
    if len(fields) != 4 or not re.fullmatch(r"\d+", fields[0]):
        raise Malformed(payload)
    pressure = fields[1].replace(".", "").replace(",", ".")
    if not re.fullmatch(r"-?\d+(\.\d+)?", pressure):
        raise Malformed(payload)
    time = None
    if fields[3]:
        try:
            local = datetime.strptime(fields[3] + OFFSET, "%d.%m.%Y %H:%M:%S%z")
        except ValueError as e:
            raise Malformed(payload) from e
        time = local.astimezone(timezone.utc)
    quality = {GOOD_WORD: "GOOD", DOUBT_WORD: "UNCERTAIN"}.get(fields[2], "BAD")
    return Decimal(pressure) / 10, quality, time, int(fields[0])


def read_c(payload):
    if not re.fullmatch(r"[0-9A-Fa-f]{24}", payload):
        raise Malformed(payload)
    status, seq, seconds = int(payload[:4], 16), int(payload[4:8], 16), int(payload[8:16], 16)
    sent = bytes.fromhex(payload[16:])
    big = bytes(sent[BYTE_ORDER.index(letter)] for letter in "ABCD")
    counts = int.from_bytes(big, "big", signed=True)
    quality = {0: "GOOD", 1: "UNCERTAIN"}.get(status, "BAD")
    time = None if seconds == 0 else after_1970(seconds)
    return Decimal(counts - ZERO) * Decimal("0.005"), quality, time, seq


def read_kit(payload):
    members = json_object(payload)
    quality = members.get("quality")
    if quality not in QUALITIES:
        raise Malformed(payload)
    try:
        time = datetime.fromisoformat(str(members.get("time")).replace("Z", "+00:00"))
    except ValueError as e:
        raise Malformed(payload) from e
    return number(members.get("value")), quality, time, whole(members.get("seq"))


READERS = {"a": read_a, "b": read_b, "c": read_c, "kit": read_kit}
last = {}


def normalise(topic, payload, received):
    """The topic and the normalised record, or None where nothing is to be published."""
    device = topic[len(RAW):] if topic.startswith(RAW) else ""
    if device not in READERS:
        return None
    try:
        value, quality, time, seq = READERS[device](payload)
    except Malformed:
        return None
    if last.get(device) == seq:
        return None
    last[device] = seq
    tag, unit, low, high = DEVICES[device]
    value = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if not low <= value <= high:
        quality = "BAD"
    if time is None:
        time = received
        quality = max(quality, "UNCERTAIN", key=QUALITIES.index)
    ts = time.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return CELL + tag, {"value": float(value), "unit": unit, "quality": quality, "ts": ts, "seq": seq}


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
    client.on_connect = on_connect
    client.on_message = on_message
    client.reconnect_delay_set(min_delay=1, max_delay=5)
    client.connect_async(lab["host"], int(lab["port"]))
    client.loop_forever(retry_first_connection=True)


if __name__ == "__main__":
    if "--stdin" in sys.argv[1:]:
        from_stdin()
    else:
        live()
