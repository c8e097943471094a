"""A seller's server for online activation in Python, written from docs/spec/license.md. It uploads no licenses."""

import hashlib
import hmac
import json
import os
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

ACCESS_KEY = os.environ["ACCESS_KEY"]
SCENES = {"TRIAL_TO_FORMAL", "RENEWAL", "UNSUBSCRIBE_RENEWAL_PERIOD"}

lock = threading.Lock()
instances = {}  # by instanceId
id_of_line = {}  # instanceId by (orderId, orderLineId)
applications = {}  # license by (eventId, deviceFingerprint)


class Refusal(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def hmac_hex(data):
    return hmac.new(ACCESS_KEY.encode(), data, hashlib.sha256).hexdigest()


def verify(query, body):
    """saas-v2 2.2"""
    timestamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
    now = int(time.time() * 1000)
    if len(timestamp) != 13 or not timestamp.isdigit() or abs(now - int(timestamp)) > 60_000:
        raise Refusal("000002", "timestamp is missing or too old")
    if not nonce:
        raise Refusal("000002", "nonce is missing")
    expected = hmac_hex((ACCESS_KEY + nonce + timestamp + hmac_hex(body)).encode())
    if not hmac.compare_digest(expected.encode(), query.get("signature", "").lower().encode()):
        raise Refusal("000001", "signature does not fit")


def need(fields, *names):
    for name in names:
        if not isinstance(fields.get(name), str) or not fields[name]:
            raise Refusal("000002", f"{name} is missing")


def find(instance_id):
    instance = instances.get(instance_id)
    if instance is None or instance["released"]:
        raise Refusal("000003", "no such instance")
    return instance


def new_instance(request):
    need(request, "orderId", "orderLineId", "businessId")
    line = (request["orderId"], request["orderLineId"])
    if line not in id_of_line:
        id_of_line[line] = str(uuid.uuid4())
        instances[id_of_line[line]] = {"frozen": False, "released": False}
    return {"instanceId": id_of_line[line]}


def get_license_async(request):
    need(request, "instanceId", "effectiveTime", "eventId")
    find(request["instanceId"])
    if not request.get("expireTime"):
        raise Refusal("000902", "expireTime is missing")
    if not request.get("deviceFingerprint"):
        raise Refusal("000903", "deviceFingerprint is missing")
    application = (request["eventId"], request["deviceFingerprint"])
    applications.setdefault(application, "LIC-" + uuid.uuid4().hex)
    return {"resultCode": "000004", "resultMsg": "the license is being made"}


def refresh_instance(request):
    need(request, "scene", "orderId", "orderLineId", "instanceId", "expireTime")
    if request["scene"] not in SCENES:
        raise Refusal("000002", "scene is unknown")
    find(request["instanceId"])["expires"] = request["expireTime"]


def update_instance_status(request):
    need(request, "instanceId", "status")
    if request["status"] not in ("FREEZE", "UNFREEZE"):
        raise Refusal("000002", "status is unknown")
    find(request["instanceId"])["frozen"] = request["status"] == "FREEZE"


def release_instance(request):
    need(request, "instanceId")
    if request["instanceId"] not in instances:
        raise Refusal("000003", "no such instance")
    instances[request["instanceId"]]["released"] = True


ACTIVITIES = {
    "newInstance": new_instance,
    "getLicenseAsync": get_license_async,
    "refreshInstance": refresh_instance,
    "updateInstanceStatus": update_instance_status,
    "releaseInstance": release_instance,
}


def answer(query, body):
    try:
        with lock:
            verify(query, body)
            request = json.loads(body)
            if request.get("activity") not in ACTIVITIES:
                raise Refusal("000002", "activity is unknown")
            members = ACTIVITIES[request["activity"]](request)
            return {"resultCode": "000000", "resultMsg": "success.", **(members or {})}
    except Refusal as refusal:
        return {"resultCode": refusal.code, "resultMsg": str(refusal)}
    except Exception as error:
        return {"resultCode": "000005", "resultMsg": str(error)[:255]}


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        query = dict(parse_qsl(urlsplit(self.path).query))
        reply = json.dumps(answer(query, body)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
