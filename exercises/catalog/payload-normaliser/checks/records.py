"""Prints hidden records, drawn anew for every check; the judge draws the same ones again.

What must become of a record is known here before its raw payload is made, so that it need not be
computed from that.
"""

import json
import random
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from fractions import Fraction

LIMITS = {"a": (-20, 120), "b": (0, 1000), "c": (-5000, 5000), "kit": (-40, 150)}
TAGS = {
    "a": ("coolant-temperature", "Cel"),
    "b": ("line-pressure", "kPa"),
    "c": ("spindle-power", "W"),
    "kit": ("motor-temperature", "Cel"),
}
QUALITIES = ["GOOD", "UNCERTAIN", "BAD"]
NOTES = ["Kühlmittelzulauf", "冷却液入口", "entrée du liquide", "χωρίς σφάλμα", "№ 5 — вход"]
SITE_TIME = {"+": 1, "-": -1}


@dataclass
class Out:
    """What must be published."""

    topic: str
    value: Fraction
    unit: str
    quality: str
    ts: str
    seq: int


@dataclass
class Record:
    """One line of input; `case` says who looks at what became of it."""

    case: str
    topic: str
    received: str
    payload: str
    out: Out | None

    def line(self):
        return json.dumps(
            {"topic": self.topic, "received": self.received, "payload": self.payload},
            ensure_ascii=False,
        )


def rounded(value):
    """To two decimals, ties away from zero."""
    cents = (abs(value) * 100 + Fraction(1, 2)).__floor__()
    return Fraction(cents if value >= 0 else -cents, 100)


def written(number, comma=False, points=False):
    """A fraction with a finite decimal expansion, exactly and without trailing zeros."""
    digits = 0
    while (number * 10**digits).denominator != 1:
        digits += 1
    all_digits = f"{abs(int(number * 10**digits)):0{digits + 1}d}"
    whole, rest = (all_digits[:-digits], all_digits[-digits:]) if digits else (all_digits, "")
    if points:
        whole = f"{int(whole):,}".replace(",", ".")
    mark = ("," if comma else ".") if rest else ""
    return ("-" if number < 0 else "") + whole + mark + rest


class Maker:
    """Makes records of the cell's devices. Sequence numbers are unique, unless asked otherwise."""

    def __init__(self, values, draw):
        self.values = values
        self.random = random.Random(draw)
        self.seq = self.random.randint(100, 5000)
        self.path = "/".join(values[name] for name in ("site", "area", "line", "cell"))
        sign, hours, minutes = values["offset"][0], values["offset"][1:3], values["offset"][4:6]
        self.offset = SITE_TIME[sign] * timedelta(hours=int(hours), minutes=int(minutes))

    def next(self):
        self.seq += self.random.randint(1, 9)
        return self.seq

    def time(self, **at):
        """Some time in whole seconds in UTC."""
        month, day_of_month = self.random.randint(1, 12), self.random.randint(1, 28)
        day = datetime(2026, month, day_of_month, tzinfo=timezone.utc)
        drawn = {"hour": self.random.randint(0, 23), "minute": self.random.randint(0, 59)}
        return day + timedelta(
            hours=at.get("hour", drawn["hour"]),
            minutes=at.get("minute", drawn["minute"]),
            seconds=self.random.randint(0, 59),
        )

    @staticmethod
    def stamp(time):
        return time.strftime("%Y-%m-%dT%H:%M:%S.") + f"{time.microsecond // 1000:03d}Z"

    def record(self, case, device, value, said="GOOD", time=0, seq=None, **more):
        """
        value: in the unit of the tag, before rounding
        said: the device's own word for the quality
        time: None where the device says none, 0 for any
        """
        time = self.time() if time == 0 else time
        seq = self.next() if seq is None else seq
        received = self.time() + timedelta(milliseconds=self.random.randint(1, 999))
        low, high = LIMITS[device]
        value = Fraction(value)
        quality = max(
            said,
            "UNCERTAIN" if time is None else "GOOD",
            "GOOD" if low <= rounded(value) <= high else "BAD",
            key=QUALITIES.index,
        )
        tag, unit = TAGS[device]
        out = Out(
            f"{self.path}/{tag}",
            rounded(value),
            unit,
            quality,
            self.stamp(received if time is None else time),
            seq,
        )
        payload = getattr(self, device)(value, said, time, seq, **more)
        return Record(case, self.raw(device), self.stamp(received), payload, out)

    def dropped(self, case, topic, payload):
        """A record of which nothing must become."""
        return Record(case, topic, self.stamp(self.time()), payload, None)

    def raw(self, device):
        return f"raw/{self.values['cell']}/{device}"

    # The devices' own forms.

    def a(self, value, said, time, seq, null_time=False, note=None):
        members = [
            (self.values["aValue"], written(value * Fraction(9, 5) + 32)),
            (self.values["aSeq"], str(seq)),
        ]
        if time is not None:
            seconds = Fraction(int(time.timestamp() * 1000), 1000)
            members.append((self.values["aTime"], written(seconds)))
        elif null_time:
            members.append((self.values["aTime"], "null"))
        if note:
            members.append(("note", json.dumps(note, ensure_ascii=False)))
        self.random.shuffle(members)
        return "{" + ", ".join(f'"{name}": {value}' for name, value in members) + "}"

    def b(self, value, said, time, seq, word=None, points=True):
        words = {"GOOD": self.values["goodWord"], "UNCERTAIN": self.values["doubtWord"]}
        word = words.get(said, "Störung") if word is None else word
        local = "" if time is None else (time + self.offset).strftime("%d.%m.%Y %H:%M:%S")
        return f"{seq};{written(value * 10, True, points)};{word};{local}"

    def c(self, value, said, time, seq, status=None):
        status = {"GOOD": 0, "UNCERTAIN": 1, "BAD": 2}[said] if status is None else status
        seconds = 0 if time is None else int(time.timestamp())
        counts = value * 200 + int(self.values["zero"])
        assert counts.denominator == 1, value
        big = counts.numerator.to_bytes(4, "big", signed=True)
        ordered = bytes(big["ABCD".index(letter)] for letter in self.values["byteOrder"])
        text = f"{status:04X}{seq:04X}{seconds:08X}{ordered.hex()}"
        return text.upper() if self.random.random() < 0.7 else text.lower()

    def kit(self, value, said, time, seq):
        return json.dumps(
            {
                "value": float(value),
                "unit": "°C",
                "quality": said,
                "time": self.stamp(time),
                "seq": seq,
            },
            ensure_ascii=False,
        )


def between(draw, low, high, step):
    """A number of the range in steps, as a fraction."""
    step = Fraction(step)
    return low + step * draw.randint(0, int((high - low) / step))


def groups(make):
    """Groups of records; the records of a group stay together."""
    r = make.random
    celsius = Fraction(5, 9)
    # Plain conversion, nothing odd: no ties, inside the range.
    for note in NOTES:
        f = between(r, 10, 240, "1/10")
        yield [make.record("a", "a", (f - 32) * celsius, note=note)]
    yield [make.record("a", "a", (between(r, 0, 20, 1) - 32) * celsius)]
    for _ in range(3):
        yield [make.record("b", "b", between(r, 110, 990, "1/100"))]
        yield [make.record("b", "b", between(r, 10, 90, "1/100"), points=False)]
        yield [make.record("kit", "kit", between(r, -30, 140, "1/100"))]
    for _ in range(4):
        yield [make.record("c", "c", between(r, 1, 4800, "1/100"))]
        yield [make.record("c", "c", -between(r, 1, 4800, "1/100"))]
    for said in QUALITIES:
        yield [make.record("b", "b", between(r, 110, 990, "1/100"), said)]
        yield [make.record("c", "c", between(r, 1, 4800, "1/100"), said)]
    yield [make.record("b", "b", 300, "BAD", word="")]
    yield [make.record("b", "b", 300, "BAD", word=make.values["goodWord"] + "?")]
    yield [make.record("c", "c", 300, "BAD", status=0x8000)]
    yield [make.record("c", "c", 5000)]
    yield [make.record("c", "c", Fraction(-500001, 100))]

    # Ties and their neighbours.
    for _ in range(4):
        yield [make.record("rounding", "a", -between(r, 1, 17, "1/100") - Fraction(1, 200))]
        yield [make.record("rounding", "a", between(r, 2, 100, "1/100") + Fraction(1, 200))]
        yield [make.record("rounding", "b", between(r, 20, 900, "1/100") + Fraction(1, 200))]
        yield [make.record("rounding", "b", between(r, 20, 900, "1/100") + Fraction(4, 1000))]

    # The range, and the worse of that and what the device says of itself.
    for said in QUALITIES:
        yield [make.record("quality", "kit", between(r, -30, 140, "1/100"), said)]
    for device in ("a", "b", "kit"):
        low, high = LIMITS[device]
        beyond = Fraction(1, 100)
        if device != "b":
            yield [make.record("quality", device, low - beyond)]
        yield [make.record("quality", device, high + beyond)]
        yield [make.record("quality", device, low)]
        yield [make.record("quality", device, high)]
    yield [make.record("quality", "a", 120 + Fraction(4, 1000))]
    yield [make.record("quality", "a", 120 + Fraction(6, 1000))]
    yield [make.record("quality", "b", 1100, "UNCERTAIN")]
    yield [make.record("quality", "kit", 160, "UNCERTAIN")]

    # Times as the devices write them, on both sides of midnight.
    for millis in (0, 1, 250, 987):
        yield [make.record("time", "a", 40, time=make.time() + timedelta(milliseconds=millis))]
    for hour, minute in ((0, 5), (12, 30), (23, 50)):
        yield [make.record("time", "b", 300, time=make.time(hour=hour, minute=minute))]
        yield [make.record("time", "c", 300, time=make.time(hour=hour, minute=minute))]
    yield [make.record("time", "kit", 40, time=make.time() + timedelta(milliseconds=7))]

    # No time: that of the arrival, and less trust.
    yield [make.record("no-time", "a", 40, time=None)]
    yield [make.record("no-time", "a", 40, time=None, null_time=True)]
    yield [make.record("no-time", "b", 300, time=None)]
    yield [make.record("no-time", "b", 300, "BAD", time=None)]
    yield [make.record("time", "c", 300, time=None)]

    # A repetition, with another device's record in between; a device that counts anew; a malformed
    # record, which leaves no trace.
    for device, value in (("a", 40), ("b", 300), ("c", 300), ("kit", 40)):
        first = make.record("repeats", device, value)
        other = make.record("repeats", "b" if device == "a" else "a", 50)
        yield [first, other, again(make, first)]
        old = make.record("repeats", device, value)
        new = make.record("repeats", device, value, seq=r.randint(1, 90))
        once_more = make.record("repeats", device, value, seq=old.out.seq)
        yield [old, new, once_more]
    seq = make.next()
    yield [
        make.dropped("malformed", make.raw("b"), f"{seq};;{make.values['goodWord']};"),
        make.record("repeats", "b", 300, seq=seq),
    ]
    # Equal numbers of two devices are no repetition.
    seq = make.next()
    yield [make.record("repeats", "a", 40, seq=seq), make.record("repeats", "c", 300, seq=seq)]

    for device, payloads in malformed(make).items():
        for payload in payloads:
            good = make.record("goes-on", device, 40)
            yield [make.dropped("malformed", make.raw(device), payload), good]
    stranger = "cell-77" if make.values["cell"] != "cell-77" else "cell-78"
    strange = [f"raw/{stranger}/a", "raw/a", make.raw("a") + "/x", make.raw("d")]
    for topic in strange:
        yield [make.dropped("unknown", topic, make.record("", "a", 40).payload)]


def again(make, record):
    """The same payload once more, which must lead to nothing."""
    return make.dropped("repeats", record.topic, record.payload)


def malformed(make):
    v, word = make.values, make.values["goodWord"]
    value, time, seq = v["aValue"], v["aTime"], v["aSeq"]
    n = make.next
    return {
        "a": [
            "",
            "sensor warming up",
            f'{{"{value}": 71.6, "{seq}": {n()}, "{time}": 17',
            f'[{{"{value}": 71.6, "{seq}": {n()}}}]',
            f'{{"{seq}": {n()}, "{time}": 1767254400}}',
            f'{{"{value}": "71.6", "{seq}": {n()}, "{time}": 1767254400}}',
            f'{{"{value}": null, "{seq}": {n()}, "{time}": 1767254400}}',
            f'{{"{value}": 71.6, "{time}": 1767254400}}',
            f'{{"{value}": 71.6, "{seq}": "{n()}", "{time}": 1767254400}}',
            f'{{"{value}": 71.6, "{seq}": {n()}, "{time}": "yesterday"}}',
        ],
        "b": [
            "",
            f"{n()};300,5;{word}",
            f"{n()};300,5;{word};05.03.2026 10:20:30;x",
            f"{n()};high;{word};05.03.2026 10:20:30",
            f"x;300,5;{word};05.03.2026 10:20:30",
            f"{n()};300,5;{word};2026-03-05T10:20:30Z",
        ],
        "c": [
            "",
            f"0000{n():04X}69A9566000000",
            f"0000{n():04X}69A9566000000190AB",
            f"0000{n():04X}69A956600000019G",
            f"0x00{n():04X}69A9566000000190",
        ],
        "kit": ["offline", '{"value": 40.5, "unit": "°C", "quality": "GOOD"}'],
    }


def records(parameters):
    """Every record in the order of the input; the same for the same parameters."""
    make = Maker(parameters["values"], parameters["draw"])
    drawn = list(groups(make))
    make.random.shuffle(drawn)
    drawn.append([make.record("goes-on", "a", 40)])
    return [record for group in drawn for record in group]


def parameters():
    with open("parameters.json", encoding="utf-8") as file:
        return json.load(file)


if __name__ == "__main__":
    for each in records(parameters()):
        print(each.line())
