"""Judges what a program printed for the hidden records: prints one result for each case."""

import json
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

from records import parameters, records

# What each case looks at.
FIELDS = {
    "a": ["value", "unit"],
    "b": ["value", "unit", "quality"],
    "c": ["value", "unit", "quality"],
    "kit": ["value", "unit"],
    "rounding": ["value"],
    "quality": ["quality"],
    "time": ["ts"],
    "no-time": ["ts", "quality"],
    "goes-on": [],
}
LONGEST = 110


def answers():
    """Payloads by topic and seq, and the lines that are no answer."""
    found, strays = defaultdict(list), []
    with open("output", encoding="utf-8", errors="replace", newline="\n") as lines:
        for line in lines:
            if not line.strip():
                continue
            try:
                answer = json.loads(line, parse_float=Decimal, parse_constant=reject)
                payload = answer["payload"]
                seq = payload["seq"]
                if type(seq) is not int or not isinstance(answer["topic"], str):
                    raise ValueError("seq")
                found[answer["topic"], seq].append(payload)
            except (ValueError, KeyError, TypeError, RecursionError, ArithmeticError):
                strays.append(line.strip())
    return found, strays


def reject(constant):
    raise ValueError(constant)


def same(wanted, seen):
    if isinstance(wanted, Fraction):
        return type(seen) in (int, Decimal) and Decimal(seen) == decimal(wanted)
    return isinstance(seen, str) and seen == wanted


def decimal(fraction):
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


def shown(value):
    if isinstance(value, Fraction):
        return str(decimal(value))
    return str(value) if type(value) in (int, Decimal) else written(value)


def written(value):
    """Whatever a program may have put there."""
    try:
        return json.dumps(value, ensure_ascii=False, default=str)
    except RecursionError:
        return "[[…]]"


def short(text):
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def both(en, zh):
    return {"en": en, "zh": zh}


def result(case, passed, expected, seen):
    return {"id": case, "passed": passed, "expected": expected, "seen": seen}


def good(case, count):
    return result(
        case,
        True,
        both(f"{case}: {count} records as the brief says", f"{case}：{count} 条记录均符合任务书"),
        both(f"{case}: {count} of {count}", f"{case}：{count} 条全部符合"),
    )


def wrong(case, record, expected, seen):
    about = f"{record.topic.rsplit('/', 1)[-1]} {short(record.payload)}"
    return result(
        case,
        False,
        both(f"{expected['en']} for {about}", f"{about} 应得到 {expected['zh']}"),
        seen,
    )


def judge(case, all_records, found):
    """Each record of the case must have an answer with the right fields."""
    mine = [record for record in all_records if record.case == case]
    for record in mine:
        out = record.out
        fields = FIELDS[case]
        wanted = ", ".join(f"{name} = {shown(getattr(out, name))}" for name in fields)
        wanted = wanted or f"seq = {out.seq}"
        given = found.get((out.topic, out.seq))
        if not given:
            nothing = both(
                f"nothing with seq {out.seq} on {out.topic}",
                f"{out.topic} 上没有 seq 为 {out.seq} 的记录",
            )
            return wrong(case, record, both(wanted, wanted), nothing)
        if any(not same(getattr(out, name), given[0].get(name)) for name in fields):
            seen = short(", ".join(f"{name} = {shown(given[0].get(name))}" for name in fields))
            return wrong(case, record, both(wanted, wanted), both(seen, seen))
    return good(case, len(mine))


def repeats(all_records, found):
    """As many answers as the records want, no more and no fewer."""
    mine = [record for record in all_records if record.case == "repeats"]
    counts = expected_counts(mine)
    for record in mine:
        if record.out is None:
            continue
        key = record.out.topic, record.out.seq
        count, seen = counts[key], len(found.get(key, []))
        if count != seen:
            return wrong(
                "repeats",
                record,
                both(f"{count} × seq {key[1]}", f"{count} 条 seq 为 {key[1]} 的记录"),
                both(f"{seen} × seq {key[1]}", f"有 {seen} 条 seq 为 {key[1]} 的记录"),
            )
    return good("repeats", len(mine))


def nothing_else(all_records, found, strays):
    """No answer that no record wants."""
    counts = expected_counts(all_records)
    repeated = expected_counts([r for r in all_records if r.case == "repeats"])
    extra = [
        f"{topic} {written(payloads[-1])}"
        for (topic, seq), payloads in found.items()
        if len(payloads) > counts.get((topic, seq), 0) and (topic, seq) not in repeated
    ]
    dropped = sum(1 for record in all_records if record.out is None)
    if not extra and not strays:
        return good("nothing-else", dropped)
    first = short((extra + strays)[0])
    return result(
        "nothing-else",
        False,
        both(
            "nothing for malformed records and unknown topics",
            "对格式错误的记录和未知主题不输出任何内容",
        ),
        both(
            f"{len(extra + strays)} lines too many, as {first}",
            f"多出 {len(extra + strays)} 行，例如 {first}",
        ),
    )


def expected_counts(some_records):
    counts = defaultdict(int)
    for record in some_records:
        if record.out is not None:
            counts[record.out.topic, record.out.seq] += 1
    return counts


def main():
    all_records = records(parameters())
    found, strays = answers()
    results = [judge(case, all_records, found) for case in FIELDS]
    results.append(repeats(all_records, found))
    results.append(nothing_else(all_records, found, strays))
    print(json.dumps(results))  # in ASCII, since an answer may hold half a surrogate pair


if __name__ == "__main__":
    main()
