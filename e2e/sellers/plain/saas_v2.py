"""A seller's server for SaaS V2.0 in Python, written from docs/spec/saas-v2.md."""

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
SCENES = {"TRIAL_TO_FORMAL", "RENEWAL", "UNSUBSCRIBE_RENEWAL_PERIOD", "RENEWAL_CHANGE"}

lock = threading.Lock()
instances = {}  # by instanceId
id_of_line = {}  # instanceId by (orderId, orderLineId)
nonces = {}  # nonce -> when it may be forgotten


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
    if not hmac.compare_digest(expected, query.get("signature", "").lower()):
        raise Refusal("000001", "signature does not fit")
    for old in [old for old, until in nonces.items() if until < now]:
        del nonces[old]
    if nonce in nonces:
        raise Refusal("000002", "nonce was used before")
    nonces[nonce] = int(timestamp) + 120_000


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
        instances[id_of_line[line]] = {"frozen": False, "released": False, "upgrades": set()}
    return {"instanceId": id_of_line[line]}


def query_instance(request):
    need(request, "instanceId")
    ids = request["instanceId"].split(",")
    if len(ids) > 100:
        raise Refusal("000002", "more than 100 instances")
    for instance_id in ids:
        find(instance_id)
    return {"info": [{"instanceId": one, "appInfo": app_info(one)} for one in ids]}


def app_info(instance_id):
    return {
        "frontEndUrl": f"https://app.example.com/login?instance={instance_id}",
        "adminUrl": "https://app.example.com/admin",
        "userName": "admin",
        "password": "change-me-" + instance_id[:8],
        "memo": "请尽快修改初始密码。",
    }


def refresh_instance(request):
    need(request, "scene", "orderId", "orderLineId", "instanceId", "expireTime")
    if request["scene"] not in SCENES:
        raise Refusal("000002", "scene is unknown")
    if len(request["expireTime"]) not in (14, 17) or not request["expireTime"].isdigit():
        raise Refusal("000002", "expireTime is not a time")
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


def upgrade_instance(request):
    need(request, "instanceId", "orderId", "orderLineId")
    find(request["instanceId"])["upgrades"].add(request["orderId"])


def change_instance_check(request):
    need(request, "instanceId")
    find(request["instanceId"])
    product = request.get("productInfo")
    if isinstance(product, str):
        product = json.loads(product)
    if not isinstance(product, dict):
        raise Refusal("000002", "productInfo is missing")
    need(product, "productId", "skuCode", "productName")


ACTIVITIES = {
    "newInstance": new_instance,
    "queryInstance": query_instance,
    "refreshInstance": refresh_instance,
    "updateInstanceStatus": update_instance_status,
    "releaseInstance": release_instance,
    "upgradeInstance": upgrade_instance,
    "changeInstanceCheck": change_instance_check,
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
