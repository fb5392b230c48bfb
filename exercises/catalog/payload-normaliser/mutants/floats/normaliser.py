"""A first version that looks right: floating point throughout, and one try for everything."""

import json
import sys
import time
from datetime import datetime, timedelta, timezone

import paho.mqtt.client as mqtt

BASE = "${site}/${area}/${line}/${cell}/"
SIGN = -1 if "${offset}".startswith("-") else 1
HOURS, MINUTES = "${offset}"[1:].split(":")
AHEAD = SIGN * timedelta(hours=int(HOURS), minutes=int(MINUTES))
TAGS = {
    "raw/${cell}/a": ("coolant-temperature", "Cel", -20, 120),
    "raw/${cell}/b": ("line-pressure", "kPa", 0, 1000),
    "raw/${cell}/c": ("spindle-power", "W", -5000, 5000),
    "raw/${cell}/kit": ("motor-temperature", "Cel", -40, 150),
}
WORST = {"GOOD": 0, "UNCERTAIN": 1, "BAD": 2}
last_seq = {}


def iso(seconds):
    time_of = datetime.fromtimestamp(seconds, timezone.utc)
    return time_of.isoformat(timespec="milliseconds")[:23] + "Z"


def decode(topic, text):
    if topic.endswith("/a"):
        record = json.loads(text)
        at = record.get("${aTime}")
        value = (record["${aValue}"] - 32) * 5 / 9
        return value, "GOOD", at if at is None else iso(at), record["${aSeq}"] + 0
    if topic.endswith("/b"):
        seq, pressure, word, at = text.split(";")
        value = float(pressure.replace(".", "").replace(",", ".")) / 10
        quality = {"${goodWord}": "GOOD", "${doubtWord}": "UNCERTAIN"}.get(word, "BAD")
        if at:
            local = datetime.strptime(at, "%d.%m.%Y %H:%M:%S").replace(tzinfo=timezone.utc)
            at = iso((local - AHEAD).timestamp())
        return value, quality, at or None, int(seq)
    if topic.endswith("/c"):
        data = bytes.fromhex(text)
        if len(data) != 12:
            raise ValueError(text)
        counts = bytes(data[8 + "${byteOrder}".index(letter)] for letter in "ABCD")
        value = (int.from_bytes(counts, "big", signed=True) - ${zero}) * 0.005
        status = int.from_bytes(data[0:2], "big")
        seconds = int.from_bytes(data[4:8], "big")
        quality = ["GOOD", "UNCERTAIN", "BAD"][min(status, 2)]
        return value, quality, iso(seconds) if seconds else None, int.from_bytes(data[2:4], "big")
    record = json.loads(text)
    return record["value"], record["quality"], record["time"], record["seq"]


def handle(topic, text, received):
    if topic not in TAGS:
        return None
    try:
        value, quality, ts, seq = decode(topic, text)
    except Exception:
        return None
    if last_seq.get(topic) == seq:
        return None
    last_seq[topic] = seq
    tag, unit, low, high = TAGS[topic]
    value = round(value, 2)
    if value < low or value > high:
        quality = "BAD"
    if ts is None:
        ts = received
        quality = max(quality, "UNCERTAIN", key=WORST.get)
    record = {"value": value, "unit": unit, "quality": quality, "ts": ts, "seq": seq}
    return {"topic": BASE + tag, "payload": record}


def on_connect(client, userdata, flags, reason, properties=None):
    print("Connected", flush=True)
    for topic in TAGS:
        client.subscribe(topic, qos=1)


def on_message(client, userdata, message):
    text = message.payload.decode("utf-8", "replace")
    answer = handle(message.topic, text, iso(time.time()))
    if answer:
        client.publish(answer["topic"], json.dumps(answer["payload"]), qos=1)


if sys.argv[1:] == ["--stdin"]:
    for line in sys.stdin:
        raw = json.loads(line)
        answer = handle(raw["topic"], raw["payload"], raw["received"])
        if answer:
            print(json.dumps(answer))
else:
    lab = dict(line.strip().split("=", 1) for line in open("lab.properties") if "=" in line)
    client = mqtt.Client()
    client.username_pw_set(lab["user"], lab["password"])
    client.on_connect = on_connect
    client.on_message = on_message
    client.connect(lab["host"], int(lab["port"]))
    client.loop_forever()
