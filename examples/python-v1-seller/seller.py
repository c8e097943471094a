"""A seller's server for SaaS access protocol V1.0, of nothing but Python's standard library (3.9 or later)."""

import base64
import hashlib
import hmac
import json
import os
import re
import secrets
import sqlite3
import threading
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, quote, urlsplit

from aes_fields import open_field, seal_field

ACCESS_KEY = os.environ.get("ACCESS_KEY", "")
KEY_BITS = int(os.environ.get("KEY_BITS", "256"))  # the size that was chosen when the product was published
ENCRYPT_TYPES = {256: "1", 128: "2"}
if not ACCESS_KEY or KEY_BITS not in ENCRYPT_TYPES:
    raise SystemExit("Set ACCESS_KEY to the key of the marketplace, and KEY_BITS to 128 or 256 (the default).")

# --- What was sold. One connection for all threads, one request at a time in it: a repeat waits for the first.

store = sqlite3.connect(os.environ.get("STORE", "seller.db"), check_same_thread=False, isolation_level=None)
store.row_factory = sqlite3.Row
store.executescript(
    """
    create table if not exists instances (
      instance_id text primary key,
      bought text not null unique,
      user_name text not null,
      password text not null,
      state text not null default 'open',
      expire_time text
    );
    create table if not exists upgrades (order_id text primary key, instance_id text not null);
    """
)
one_at_a_time = threading.Lock()


class Refused(Exception):
    """Ends a request with a result code and a message."""

    def __init__(self, code, message):
        super().__init__(message)
        self.reply = {"resultCode": code, "resultMsg": message}


def succeeded(**members):
    return {"resultCode": "000000", "resultMsg": "success.", **members}


# --- The activities.


def new_instance(asked):
    """Asked again when our answer was lost, and each time a buyer looks at the details: the same instance answers.

    The order tells repeats apart, never businessId, which is new in each call. An order of pay-per-use may hold several
    products, each with an instance of its own.
    """
    bought = [asked["orderId"]] + ([asked["productId"]] if asked.get("chargingMode") == "0" else [])
    key = json.dumps(bought)
    # What this key does not open counts as not sent.
    email = open_field(ACCESS_KEY, KEY_BITS, asked.get("email", ""))
    user_name = email if email and len(email.encode()) < 80 else "admin"
    store.execute(
        "insert into instances (instance_id, bought, user_name, password, expire_time) values (?, ?, ?, ?, ?)"
        " on conflict (bought) do nothing",
        (asked["businessId"], key, user_name, secrets.token_urlsafe(9), asked.get("expireTime")),
    )
    instance = store.execute("select * from instances where bought = ?", (key,)).fetchone()
    return succeeded(
        encryptType=ENCRYPT_TYPES[KEY_BITS], instanceId=instance["instance_id"], appInfo=app_info(instance)
    )


def app_info(instance):
    url = "https://app.example.com/" + quote(instance["instance_id"], safe="")
    return {
        "frontEndUrl": url,
        "adminUrl": url + "/admin",
        "userName": seal_field(ACCESS_KEY, KEY_BITS, instance["user_name"]),
        "password": seal_field(ACCESS_KEY, KEY_BITS, instance["password"]),
        "memo": "首次登录后请修改初始密码。",
    }


def find(asked, instance_id):
    instance = store.execute("select * from instances where instance_id = ?", (instance_id,)).fetchone()
    if instance is None and asked.get("testFlag") == "1":  # the debugging console invents instances
        return {"instance_id": instance_id, "user_name": "admin", "password": "for-tests", "state": "open"}
    return instance


def living(asked):
    instance = find(asked, asked["instanceId"])
    if instance is None or instance["state"] == "released":
        raise Refused("000003", "This instance does not exist here.")
    return instance


def change(asked, **values):
    instance = living(asked)
    for column, value in values.items():
        store.execute(f"update instances set {column} = ? where instance_id = ?", (value, instance["instance_id"]))
    return succeeded()


def refresh_instance(asked):
    """A renewal, a trial that becomes formal, or a renewal taken back: the new end is what counts, and it wakes."""
    return change(asked, expire_time=asked["expireTime"], state="open")


def expire_instance(asked):
    """Nobody may use it now; its data stay until the release."""
    return change(asked, state="frozen")


def release_instance(asked):
    """A release that comes again has nothing left to do, and succeeds."""
    instance = find(asked, asked["instanceId"])
    return succeeded() if instance and instance["state"] == "released" else change(asked, state="released")


def upgrade(asked):
    """The same order comes again when our answer was lost: it upgrades once."""
    instance = living(asked)
    row = (asked["orderId"], instance["instance_id"])
    if store.execute("insert into upgrades values (?, ?) on conflict do nothing", row).rowcount:
        pass  # Here the instance gets its new specification: skuCode, amount, diskSize, bandWidth.
    return succeeded()


def instance_status(asked):
    return change(asked, state="frozen" if asked["instanceStatus"] == "FREEZE" else "open")


def query_instance(asked):
    found = [find(asked, one) for one in asked["instanceId"].split(",")]
    known = [instance for instance in found if instance and instance["state"] != "released"]
    if not known:
        raise Refused("000003", "None of these instances exists here.")
    info = [{"instanceId": one["instance_id"], "appInfo": app_info(one), "usageInfo": [usage(one)]} for one in known]
    return succeeded(encryptType=ENCRYPT_TYPES[KEY_BITS], info=info)


def usage(_instance):
    """What a pay-per-use instance has used so far; a real seller counts."""
    now = datetime.now(timezone.utc)
    return {"usageValue": 0.0, "statisticalTime": now.strftime("%Y%m%d%H%M%S") + f"{now.microsecond // 1000:03}"}


# --- What each activity demands. skuCode is left out of real debugging calls, and orderId of some expiries.


def text(most):
    return lambda value: 0 < len(value) <= most


def one_of(*values):
    return lambda value: value in values


def number(value):
    return re.fullmatch(r"\d{1,7}", value) is not None


def amount(value):
    return len(value) <= 20 and re.fullmatch(r"-?\d+(\.\d{1,3})?", value) is not None


def time(value):
    try:
        datetime.strptime(value[:14], "%Y%m%d%H%M%S")
        return re.fullmatch(r"\d{14}(\d{3})?", value) is not None
    except ValueError:
        return False


def instance_ids(value):
    return len(value.split(",")) <= 100 and all(text(64)(one) for one in value.split(","))


def extend_params(value):
    try:
        return isinstance(json.loads(base64.b64decode(value, validate=True)), list)
    except ValueError:
        return False


LIMITS = {
    **dict.fromkeys(["orderId", "businessId", "productId", "skuCode", "userId", "userName", "customerName"], text(64)),
    **dict.fromkeys(["amount", "diskSize", "bandWidth"], number),
    **dict.fromkeys(["testFlag", "trialFlag", "trialToFormal"], one_of("0", "1")),
    "customerId": text(100),
    "instanceId": text(64),
    "instanceStatus": one_of("FREEZE", "NORMAL"),
    "chargingMode": one_of("0", "1", "3", "5"),
    "expireTime": time,
    "periodType": one_of("year", "month", "day"),
    "periodNumber": lambda value: re.fullmatch(r"\d{1,2}", value) is not None,
    "orderAmount": amount,
    "saasExtendParams": lambda value: len(value) <= 2048 and extend_params(value),
}
ACTIVITIES = {
    "newInstance": (new_instance, ["customerId", "businessId", "orderId", "productId"]),
    "refreshInstance": (refresh_instance, ["orderId", "instanceId", "expireTime"]),
    "expireInstance": (expire_instance, ["instanceId"]),
    "releaseInstance": (release_instance, ["instanceId"]),
    "upgrade": (upgrade, ["instanceId", "orderId", "skuCode", "productId"]),
    "instanceStatus": (instance_status, ["instanceId", "instanceStatus"]),
    "queryInstance": (query_instance, ["instanceId"]),
}


def answer(query):
    try:
        # Decoded as a form is, so that either way of writing a blank is read; the first of several values counts.
        pairs = parse_qsl(query, keep_blank_values=True, errors="strict")
    except ValueError:
        raise Refused("000002", "The parameters are not UTF-8.") from None
    received = {}
    for name, value in pairs:
        received.setdefault(name, value)
    if not is_proven(received):
        raise Refused("000001", "The authToken is missing or wrong.")
    # A parameter without a value is one that was not sent.
    asked = {name: value for name, value in received.items() if value != ""}
    if asked.get("activity") not in ACTIVITIES:
        raise Refused("000002", "There is no such activity here.")
    run, mandatory = ACTIVITIES[asked["activity"]]
    limits = {**LIMITS, "instanceId": instance_ids} if run is query_instance else LIMITS
    for name in mandatory:
        if name not in asked:
            raise Refused("000002", f"The parameter {name} is missing.")
    for name, value in asked.items():
        if name in limits and not limits[name](value):
            raise Refused("000002", f"The parameter {name} is not valid.")
    return run(asked)


# --- Both proofs.


def hmac_sha256(key, data):
    return base64.b64encode(hmac.new(key.encode(), data, hashlib.sha256).digest()).decode()


def is_proven(received):
    """Over all parameters that came, known or not, sorted as Java does: by UTF-16 code units."""
    names = sorted(received.keys() - {"authToken"}, key=lambda name: name.encode("utf-16-be"))
    pairs = "&".join(f"{name}={received[name]}" for name in names)
    expected = hmac_sha256(ACCESS_KEY + received.get("timeStamp", ""), pairs.encode())
    given = received.get("authToken", "")
    return received.get("timeStamp", "") != "" and hmac.compare_digest(given.encode(), expected.encode())


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # header and body leave together

    def do_GET(self):
        try:
            with one_at_a_time:
                reply = answer(urlsplit(self.path).query)
        except Refused as refused:
            reply = refused.reply
        except Exception as error:  # whatever breaks, the marketplace gets an answer that it can read
            self.log_error("%r", error)
            reply = {"resultCode": "000005", "resultMsg": "Something broke here."}
        # Signed are the bytes that are sent, refusals too. json.dumps writes non-ASCII characters as \uXXXX.
        body = json.dumps(reply).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Body-Sign", f'sign_type="HMAC-SHA256", signature="{hmac_sha256(ACCESS_KEY, body)}"')
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, *_):
        pass  # the query holds what identifies a buyer


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8092"))), Handler)
    print(f"Listening on port {server.server_port}", flush=True)
    server.serve_forever()
