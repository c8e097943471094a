"""A seller's server for the joint kit, V2.0 and V1.0, of nothing but Python's standard library (3.9 or later)."""

import base64
import hashlib
import hmac
import json
import os
import re
import sqlite3
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from rsa_secrets import decrypt, read_private_key

ACCESS_KEY = os.environ.get("ACCESS_KEY", "")
KEY_FILE = os.environ.get("PRIVATE_KEY_FILE", "")
if not ACCESS_KEY or not KEY_FILE:
    raise SystemExit("Set ACCESS_KEY to the key of the joint kit, and PRIVATE_KEY_FILE to a file with your private key.")
with open(KEY_FILE, encoding="ascii") as file:
    PRIVATE_KEY = read_private_key(file.read())
MOST_BYTES = 4 * 1024 * 1024  # a call has up to 500 people

# --- What the marketplace has told. One connection for all threads, one request at a time in it.

store = sqlite3.connect(os.environ.get("STORE", "directory.db"), check_same_thread=False, isolation_level=None)
store.executescript(
    """
    create table if not exists things (
      instance_id text, tenant_id text, kind text, app_id text, name text, facts text not null,
      primary key (instance_id, tenant_id, kind, app_id, name)
    );
    create table if not exists nonces (nonce text primary key, until integer not null);
    """
)
one_at_a_time = threading.Lock()


class Refused(Exception):
    """Ends a request with a result code and a message."""

    def __init__(self, code, message):
        super().__init__(message)
        self.reply = {"resultCode": code, "resultMsg": message}


def put(asked, kind, app_id, name, facts):
    """What is there is replaced: a repeat creates nothing new."""
    store.execute(
        "insert into things values (?, ?, ?, ?, ?, ?)"
        " on conflict (instance_id, tenant_id, kind, app_id, name) do update set facts = excluded.facts",
        (asked["instanceId"], asked["tenantId"], kind, app_id, name, json.dumps(facts)),
    )


def drop(asked, **where):
    """What is not there is gone already, which is no error. Nobody looks for the instance: it may be released."""
    names = {"instance_id": asked["instanceId"], "tenant_id": asked["tenantId"], **where}
    store.execute(f"delete from things where {' and '.join(f'{n} = ?' for n in names)}", list(names.values()))


# --- The five interfaces.

DELETE, ADD, CHANGE, WITHDRAW = 0, 1, 2, 3


def tenant_sync(asked):
    if asked["flag"] == DELETE:
        drop(asked)  # with everything that belongs to the organisation
    else:
        put(asked, "tenant", "", "", {name: asked[name] for name in ("tenantCode", "name", "domainName")})


def application_sync(asked):
    if asked["flag"] == DELETE:
        return drop(asked, app_id=asked["appId"])
    secret = decrypt(PRIVATE_KEY, asked["clientSecret"])
    if secret is None:
        raise Refused("000101", "clientSecret cannot be decrypted.")
    # The login of this organisation needs both. A real seller encrypts the secret before it stores it.
    put(asked, "app", asked["appId"], "", {"clientId": asked["clientId"], "clientSecret": secret})


def auth_sync(asked):
    for user in asked["userList"]:
        if asked["flag"] in (DELETE, WITHDRAW):
            drop(asked, kind="user", app_id=asked["appId"], name=user["userName"])
        else:
            put(asked, "user", asked["appId"], user["userName"], user)


def single_org_sync(asked):
    if asked["flag"] == DELETE:
        drop(asked, kind="department", name=asked["orgCode"])
    else:
        put_department(asked, asked)


def all_org_sync(asked):
    """No document says that departments are gone that the list does not have: they are deleted one by one."""
    for department in asked["orgInfoList"]:
        put_department(asked, department)


def put_department(asked, department):
    facts = {"name": department["orgName"], "parent": department.get("parentCode") or ""}
    put(asked, "department", "", department["orgCode"], facts)


# --- What each interface demands. The generations differ in lists, in two names and in where people have some members.


def text(most):
    return lambda value: isinstance(value, str) and 0 < len(value) <= most


def flag(*values):
    return lambda value: type(value) is int and value in values


def user(value):
    named = isinstance(value, dict) and text(64)(value.get("userName")) and text(64)(value.get("name"))
    return named and value.get("role") in ("user", "admin") and value.get("enable") in ("true", "false")


def department(value):
    return isinstance(value, dict) and text(64)(value.get("orgCode")) and text(128)(value.get("orgName"))


def each(is_right, most):
    return lambda value: isinstance(value, list) and len(value) <= most and all(map(is_right, value))


INTERFACES = {
    "tenantSync": (
        tenant_sync,
        {"tenantCode": text(64), "name": text(255), "domainName": text(255), "flag": flag(DELETE, ADD, CHANGE)},
    ),
    "applicationSync": (
        application_sync,
        {"appId": text(64), "clientId": text(64), "clientSecret": text(4096), "flag": flag(DELETE, ADD, CHANGE)},
    ),
    "authSync": (
        auth_sync,
        {"appId": text(64), "userList": each(user, 500), "flag": flag(DELETE, ADD, CHANGE, WITHDRAW)},
    ),
    "singleOrgSync": (
        single_org_sync,
        {"orgCode": text(64), "orgName": text(128), "flag": flag(DELETE, ADD, CHANGE)},
    ),
    "allOrgSync": (all_org_sync, {"orgInfoList": each(department, 100_000)}),
}


def read_list(value):
    """V1 sends lists as JSON text."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


def with_name(value):
    """The name of a department is orgName, and name in the lists of V1."""
    return {"orgName": value.get("name"), **value} if isinstance(value, dict) else value


def with_extension(value):
    """An example of V1 has some members of a person in an object."""
    extension = value.get("extension") if isinstance(value, dict) else None
    return {**extension, **value} if isinstance(extension, dict) else value


def normalised(body):
    asked = {"instanceId": "", **{name: value for name, value in body.items() if value is not None}}
    if "userList" in asked:
        users = read_list(asked["userList"])
        asked["userList"] = [with_extension(one) for one in users] if isinstance(users, list) else users
    if "orgInfo" in asked or "orgInfoList" in asked:
        found = read_list(asked.get("orgInfoList", asked.get("orgInfo")))
        asked["orgInfoList"] = [with_name(one) for one in found] if isinstance(found, list) else found
    return asked


def answer(path, headers, body):
    found = re.search(r"/produceAPI/(v2/)?([A-Za-z]+)$", path)
    if not found or found[2] not in INTERFACES:
        raise Refused("000002", "There is no such interface here.")
    # Verified before anything is read or decrypted.
    members = prove_v2(headers, body) if found[1] else prove_v1(headers, body)
    run, needs = INTERFACES[found[2]]
    asked = normalised(members)
    for name, is_right in {"tenantId": text(64), **needs}.items():
        if not is_right(asked.get(name)):
            raise Refused("000002", f"The member {name} is missing or not valid.")
    store.execute("begin immediate")
    try:
        run(asked)
        store.execute("commit")
    except BaseException:
        store.execute("rollback")
        raise
    return {"resultCode": "000000", "resultMsg": "success."}


# --- The proofs.


def read_object(body):
    try:
        value = json.loads(body.decode())
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def by_code_unit(name):
    return name.encode("utf-16-be")


def prove_v2(headers, body):
    """hex(HMAC-SHA256(key, key + nonce + timestamp + body)), over the bytes or over the sorted top level without nulls."""
    sign, stamp, nonce = (headers.get(name, "") for name in ("x-sign", "x-timestamp", "x-nonce"))
    if not sign:
        raise Refused("000001", "The header x-sign is missing.")
    if not nonce or not re.fullmatch(r"[0-9]{13}", stamp) or abs(int(stamp) - time.time() * 1000) > 60_000:
        raise Refused("000002", "The header x-timestamp or x-nonce is missing, or the timestamp is not of now.")
    members, forms = read_object(body), [body]
    if members is not None:
        names = sorted((name for name in members if members[name] is not None), key=by_code_unit)
        forms.append(compact({name: members[name] for name in names}).encode("utf-8", "surrogatepass"))
    head = (ACCESS_KEY + nonce + stamp).encode()
    fits = [
        hmac.compare_digest(hmac.new(ACCESS_KEY.encode(), head + form, hashlib.sha256).hexdigest(), sign.lower())
        for form in forms
    ]
    if not any(fits):
        raise Refused("000001", "The header x-sign is wrong.")
    now = int(time.time())
    store.execute("delete from nonces where until < ?", (now,))
    if not store.execute("insert into nonces values (?, ?) on conflict do nothing", (nonce, now + 180)).rowcount:
        raise Refused("000002", "The nonce was used before.")
    if members is None:
        raise Refused("000002", "The body is no JSON object in UTF-8.")
    return members


def prove_v1(headers, body):
    """base64(HMAC-SHA256(key + timeStamp, pairs)), over all members that are not blank."""
    members = read_object(body)
    if members is None:
        raise Refused("000002", "The body is no JSON object in UTF-8.")
    pairs = {n: v if isinstance(v, str) else compact(v) for n, v in members.items() if v is not None}
    signed = "&".join(f"{n}={pairs[n]}" for n in sorted(pairs, key=by_code_unit) if pairs[n].strip())
    stamp = pairs.get("timeStamp", "")
    token = headers.get("authToken", "")
    expected = hmac_sha256(ACCESS_KEY + stamp, signed.encode())
    if not stamp or not hmac.compare_digest(token.encode(), expected.encode()):
        raise Refused("000001", "The authToken is missing or wrong.")
    return members


def hmac_sha256(key, data):
    return base64.b64encode(hmac.new(key.encode(), data, hashlib.sha256).digest()).decode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # header and body leave together

    def do_POST(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(min(length, MOST_BYTES))
        try:
            if length > MOST_BYTES:
                self.close_connection = True
                raise Refused("000002", "The body is too long.")
            with one_at_a_time:
                reply = answer(urlsplit(self.path).path, self.headers, body)
        except Refused as refused:
            reply = refused.reply
        except Exception as error:  # whatever breaks, the marketplace gets an answer that it can read
            self.log_error("%r", error)
            reply = {"resultCode": "000005", "resultMsg": "Something broke here."}
        # Signed are the bytes that are sent, as V1 demands. json.dumps writes non-ASCII characters as \uXXXX.
        written = json.dumps(reply).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(written)))
        self.send_header("Body-Sign", f'sign_type="HMAC-SHA256", signature="{hmac_sha256(ACCESS_KEY, written)}"')
        self.end_headers()
        self.wfile.write(written)

    def log_request(self, *_):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8093"))), Handler)
    print(f"Listening on port {server.server_port}", flush=True)
    server.serve_forever()
