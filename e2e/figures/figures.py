"""Recomputes the figures that buyers see from an operator's export, and compares them.

    python3 figures.py export.ndjson

The export is that of GET /api/operator/export: a JSON object with table and row per line. The rules are those of
docs/guides/figures.md; nothing here comes from the marketplace's own code. Prints what it computed as JSON. Exits with 1
if the export has other figures, or if a buyer that belongs to a seller was not noted.
"""

import json
import sys
import unicodedata
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

WINDOW_DAYS = 90
LEAST_BUYERS = 5
MOST_ORDERS = 3
PUNCTUATION = set(" .,-_()'\"&/·、。")


def read_tables(lines):
    tables = defaultdict(list)
    for line in lines:
        if line.strip():
            entry = json.loads(line)
            tables[entry["table"]].append(entry["row"])
    return tables


def moment(text):
    return None if text is None else datetime.fromisoformat(text.replace("Z", "+00:00"))


def milliseconds(span):
    return span // timedelta(milliseconds=1)


def bare(name):
    return "".join(c for c in unicodedata.normalize("NFKC", name) if c not in PUNCTUATION).lower()


def members_of(tables, side):
    people = defaultdict(set)
    for row in tables["membership"]:
        if row[side] is not None:
            people[row[side]].add(row["member_id"])
    return people


def find_own_buyers(tables):
    """Pairs of a seller and a buyer that have a person, a registration number or a name in common."""
    of_buyer, of_seller = members_of(tables, "buyer_id"), members_of(tables, "seller_id")
    pairs = set()
    for seller in tables["seller"]:
        for buyer in tables["buyer"]:
            number = seller["registration_number"]
            if (
                of_seller[seller["id"]] & of_buyer[buyer["id"]]
                or (number and number.upper() == (buyer["registration_number"] or "").upper())
                or any(bare(seller[name]) == bare(buyer[name]) for name in ("name_zh", "name_en"))
            ):
                pairs.add((seller["id"], buyer["id"]))
    return pairs


def list_purchases(tables, at, since):
    """Purchases of the window that cost something and are activated or failed, with the connected buyers' left out."""
    orders = {row["id"]: row for row in tables["order"]}
    deliveries = {row["order_line_id"]: row for row in tables["delivery"]}
    refunded = {row["order_line_id"] for row in tables["refund"] if row["paid_at"] and moment(row["paid_at"]) < at}
    connected = {(row["seller_id"], row["buyer_id"]) for row in tables["connected_buyer"] if noted_by(row, at)}
    for line in tables["order_line"]:
        order, delivery = orders[line["order_id"]], deliveries.get(line["id"])
        paid = moment(order["paid_at"])
        if order["kind"] != "new" or paid is None or not since <= paid < at or delivery is None:
            continue
        if int(line["amount_minor"]) <= 0 or (line["seller_id"], order["buyer_id"]) in connected:
            continue
        accepted, failed = moment(delivery["accepted_at"]), moment(delivery["failed_at"])
        is_open = accepted is not None and accepted < at
        if not is_open and not (failed is not None and failed < at):
            continue
        opened = (moment(delivery["delivered_at"]) or accepted) if is_open else None
        yield {
            "subjects": (line["product_id"], line["seller_id"], "market"),
            "buyer": order["buyer_id"],
            "newest": (paid, line["id"]),
            "took": None if opened is None else milliseconds(opened - paid),
            "refunded": line["id"] in refunded,
        }


def noted_by(row, at):
    return moment(row["noted_at"]) <= at


def list_traded(tables, at, since):
    buyers = {
        row["id"]: row["buyer_id"]
        for row in tables["order"]
        if row["kind"] == "new" and row["paid_at"] and since <= moment(row["paid_at"]) < at
    }
    return {(row["seller_id"], buyers[row["order_id"]]) for row in tables["order_line"] if row["order_id"] in buyers}


def nearest_rank(values, tenths):
    return sorted(values)[-(-len(values) * tenths // 10) - 1] if values else None


def compute(purchases):
    of_subject = defaultdict(lambda: defaultdict(list))
    for purchase in purchases:
        for subject in purchase["subjects"]:
            of_subject[subject][purchase["buyer"]].append(purchase)
    figures = {}
    for subject, buyers in of_subject.items():
        if len(buyers) < LEAST_BUYERS:
            continue
        counted = []
        for own in buyers.values():
            counted += sorted(own, key=lambda purchase: purchase["newest"], reverse=True)[:MOST_ORDERS]
        took = [purchase["took"] for purchase in counted if purchase["took"] is not None]
        figures[subject] = {
            "orders": len(counted),
            "buyers": len(buyers),
            "opened": len(took),
            "refunded": sum(1 for one in counted if one["took"] is not None and one["refunded"]),
            "p50_ms": nearest_rank(took, 5),
            "p90_ms": nearest_rank(took, 9),
        }
    return figures


def read_exported(tables):
    names = ("orders", "buyers", "opened", "refunded", "p50_ms", "p90_ms")
    return {
        row["subject"]: {name: None if row[name] is None else int(row[name]) for name in names}
        for row in tables["public_figure"]
    }


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else "-"
    zone = ZoneInfo(sys.argv[2]) if len(sys.argv) > 2 else ZoneInfo("Asia/Shanghai")
    with sys.stdin if path == "-" else open(path, encoding="utf-8") as lines:
        tables = read_tables(lines)
    times = {moment(row["computed_at"]) for row in tables["public_figure"]}
    if len(times) != 1:
        print("The export has no figures, or figures of several times.", file=sys.stderr)
        return 1
    (at,) = times
    since = (at.astimezone(zone) - timedelta(days=WINDOW_DAYS)).astimezone(timezone.utc)
    computed, exported = compute(list_purchases(tables, at, since)), read_exported(tables)
    noted = {(row["seller_id"], row["buyer_id"]) for row in tables["connected_buyer"]}
    missed = sorted((find_own_buyers(tables) & list_traded(tables, at, since)) - noted)
    print(json.dumps({"at": at.isoformat(), "figures": computed, "missed": missed}, indent=2, sort_keys=True))
    for subject in sorted(computed.keys() | exported.keys()):
        if computed.get(subject) != exported.get(subject):
            print(f"{subject}: {computed.get(subject)} is exported as {exported.get(subject)}", file=sys.stderr)
    return 0 if computed == exported and not missed else 1


if __name__ == "__main__":
    sys.exit(main())
