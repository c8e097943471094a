"""Verifies every test vector beside it. It shares nothing with Loggia and needs only Python 3.9 or later: python3 check.py [folder]"""
import base64, hashlib, hmac, json, pathlib, re, sys
from urllib.parse import quote, quote_plus, unquote_plus

folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)


def mac(key, data):
    return hmac.new(key.encode(), data.encode() if isinstance(data, str) else data, hashlib.sha256)


def b64(key, data):
    return base64.b64encode(mac(key, data).digest()).decode()


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def no(code):
    return {"ok": False, "reason": {"code": code}}


# AES, since the standard library has none: a block is sixteen bytes, column by column.
def times(a, b):
    product = 0
    while b:
        product, a, b = product ^ (a if b & 1 else 0), (a << 1) ^ (0x11B if a & 0x80 else 0), b >> 1
    return product


def substitute(byte):
    mixed = inverse = next((x for x in range(256) if times(byte, x) == 1), 0)
    for by in range(1, 5):
        mixed ^= (inverse << by | inverse >> (8 - by)) & 255
    return mixed ^ 0x63


BOX = [substitute(byte) for byte in range(256)]
UNBOX = [BOX.index(byte) for byte in range(256)]


def round_keys(key):
    words, size, constant = [list(key[i:i + 4]) for i in range(0, len(key), 4)], len(key) // 4, 1
    for i in range(size, 4 * (size + 7)):
        word = words[-1]
        if i % size == 0:
            word = [BOX[b] for b in word[1:] + word[:1]]
            word[0], constant = word[0] ^ constant, times(constant, 2)
        elif size > 6 and i % size == 4:
            word = [BOX[b] for b in word]
        words.append([a ^ b for a, b in zip(words[-size], word)])
    return [sum(words[i:i + 4], []) for i in range(0, len(words), 4)]


def mix(block, factors):
    return [
        times(block[c], factors[0]) ^ times(block[c - c % 4 + (c + 1) % 4], factors[1])
        ^ times(block[c - c % 4 + (c + 2) % 4], factors[2]) ^ times(block[c - c % 4 + (c + 3) % 4], factors[3])
        for c in range(16)
    ]


def xor(a, b):
    return [x ^ y for x, y in zip(a, b)]


def encrypt_block(keys, block):
    block = xor(block, keys[0])
    for n, key in enumerate(keys[1:], 1):
        block = [BOX[block[(i + 4 * (i % 4)) % 16]] for i in range(16)]
        block = xor(block if n == len(keys) - 1 else mix(block, (2, 3, 1, 1)), key)
    return block


def decrypt_block(keys, block):
    for n, key in enumerate(reversed(keys[1:])):
        block = xor(block, key)
        block = block if n == 0 else mix(block, (14, 11, 13, 9))
        block = [UNBOX[block[(i - 4 * (i % 4)) % 16]] for i in range(16)]
    return xor(block, keys[0])


def seal(key, iv, plaintext):
    data, keys, last, sealed = plaintext.encode(), round_keys(key), list(iv.encode()), b""
    data += bytes([16 - len(data) % 16]) * (16 - len(data) % 16)
    for i in range(0, len(data), 16):
        last = encrypt_block(keys, xor(data[i:i + 16], last))
        sealed += bytes(last)
    return iv + base64.b64encode(sealed).decode()


def unseal(key, value):
    try:
        data, last, plain = base64.b64decode(value[16:], validate=True), value[:16].encode("ascii"), b""
        for i in range(0, len(data), 16):
            plain, last = plain + bytes(xor(decrypt_block(round_keys(key), data[i:i + 16]), last)), data[i:i + 16]
        pad = plain[-1]
        return plain[:-pad].decode() if len(data) % 16 == 0 and plain.endswith(bytes([pad]) * pad) and 0 < pad < 17 else None
    except (ValueError, IndexError):
        return None


def prng(seed, steps=4):
    """Java's SecureRandom("SHA1PRNG"), seeded once: bytes are added up with their signs."""
    state, states, outputs = hashlib.sha1(seed.encode()).digest(), [], []
    for _ in range(steps):
        states, outputs, carry, after = states + [state.hex()], outputs + [hashlib.sha1(state).digest()], 1, []
        for a, b in zip(state, outputs[-1]):
            total = (a ^ 128) - 128 + (b ^ 128) - 128 + carry
            after, carry = after + [total & 255], total >> 8
        state = bytes(after)
    return states, outputs


def random_bytes(seed):
    return b"".join(prng(seed)[1])[:64]


def aes_fields(file):
    for c in file["keys"]:
        got = random_bytes(c["accessKey"]).hex()
        yield "key of " + c["accessKey"], got.startswith(c["key256"]) and c.get("prng", got) == got
    trace = file["trace"]
    states, outputs = prng(trace["accessKey"], 2)
    yield "trace", states == trace["states"] and [o.hex() for o in outputs] == trace["outputs"]
    for c in file["notKeys"]:
        yield c["id"], random_bytes(c["accessKey"])[:32].hex() != c["key256"]
    for c in file["cases"]:
        key = random_bytes(c["accessKey"])[:c["bits"] // 8]
        yield c["id"], seal(key, c["iv"], c["plaintext"]) == c["value"] and unseal(key, c["value"]) == c["plaintext"]
    for c in file["unreadable"]:
        yield c["id"], unseal(random_bytes(c["accessKey"])[:c["bits"] // 8], c["value"]) is None


def escaped(text):
    return quote(text, safe="-_.~")


def plain(text):
    return re.sub(rb"%([0-9A-Fa-f]{2})", lambda m: bytes.fromhex(m[1].decode()), text.encode()).decode()


def ak_sk(file):
    for c in file["cases"]:
        path, _, query = c["target"].partition("?")
        segments = [escaped(plain(s)) for s in path.split("/") if s]
        pairs = sorted([plain(x) for x in (p + "=").split("=")[:2]] for p in query.split("&") if p)
        headers = {**c["headers"], "x-sdk-date": c["date"]}
        names = c["signedHeaders"].split(";")
        uri, text = "/" + "".join(s + "/" for s in segments), "&".join(escaped(n) + "=" + escaped(v) for n, v in pairs)
        payload = headers.get("x-sdk-content-sha256") or hashlib.sha256(c["body"].encode()).hexdigest()
        lines = "".join(f"{n}:{headers[n].strip()}\n" for n in sorted(names))
        digest = hashlib.sha256("\n".join([c["method"], uri, text, lines, c["signedHeaders"], payload]).encode()).hexdigest()
        signature = mac(c["secretKey"], f"SDK-HMAC-SHA256\n{c['date']}\n{digest}").hexdigest()
        made = {"canonicalUri": uri, "canonicalQuery": text, "canonicalHash": digest, "payloadHash": payload}
        fits = signature == c["signature"] and all(c.get(n, v) == v for n, v in made.items())
        # What an official signer does otherwise than the rule: the rule must not come to it.
        yield c["id"], not fits if "deviations" in c else fits


def body_sign(file):
    for c in file["cases"]:
        yield c["id"], b64(c["accessKey"], c["body"]) == c["signature"] and len(c["body"].encode()) == c["bytes"]


def judge_headers(c):
    text = ",".join(c["headers"])
    found = re.findall(r'sign_type[ \t]*=[ \t]*"([^"]*)"[ \t]*,[ \t]*signature[ \t]*=[ \t]*"([^"]*)"', text)
    if not text.strip() or not found:
        return no("header_malformed" if text.strip() else "header_missing")
    signatures = [signature for kind, signature in found if kind == "HMAC-SHA256"]
    if not signatures:
        return no("sign_type_unknown")
    return {"ok": True} if b64(c["accessKey"], c["body"]) in signatures else no("signature_differs")


def signature_v2(key, nonce, timestamp, body):
    body_hash = mac(key, body).hexdigest()
    return body_hash, mac(key, key + nonce + timestamp + body_hash).hexdigest().upper()


def signatures(file):
    for c in file["cases"]:
        key, nonce, stamp = c["accessKey"], c["nonce"], c["timestamp"]
        whole = c.get("canonicalRequest", key + nonce + stamp + c["bodyHash"]) == key + nonce + stamp + c["bodyHash"]
        yield c["id"], whole and signature_v2(key, nonce, stamp, c["body"]) == (c["bodyHash"], c["signature"])


def sorted_form(body):
    try:
        members = json.loads(body)
        return compact({n: members[n] for n in sorted(members) if members[n] is not None}) if isinstance(members, dict) else None
    except ValueError:
        return None


def judge_v2(c):
    query = c["query"] if isinstance(c["query"], dict) else dict((n, v) for n, v in parameters(c["query"]))
    signature, stamp, nonce = (query.get(n, "") for n in ("signature", "timestamp", "nonce"))
    if not (signature and stamp and nonce):
        return no("missing_parameter")
    if not re.fullmatch(r"[0-9]{13}", stamp):
        return no("timestamp_in_seconds" if re.fullmatch(r"[0-9]{10}", stamp) else "timestamp_malformed")
    if abs(int(stamp) - c["nowMs"]) > 60_000:
        return no("stale")
    if not re.fullmatch(r"[0-9A-Fa-f]{64}", signature):
        return no("signature_malformed")
    for over, form in (("raw", c["body"]), ("sorted", sorted_form(c["body"]))):
        if form is not None and signature_v2(c["accessKey"], nonce, stamp, form)[1] == signature.upper():
            return no("nonce_seen") if nonce in c.get("noncesSeen", []) else {"ok": True, "over": over}
    return no("signature_differs")


def judge_kit(c):
    signature, stamp, nonce = (c["headers"].get(n, "") for n in ("x-sign", "x-timestamp", "x-nonce"))
    if not (signature and stamp and nonce):
        return no("missing_parameter")
    if not re.fullmatch(r"[0-9]{13}", stamp):
        return no("timestamp_in_seconds" if re.fullmatch(r"[0-9]{10}", stamp) else "timestamp_malformed")
    if abs(int(stamp) - c["nowMs"]) > 60_000:
        return no("stale")
    if not re.fullmatch(r"[0-9A-Fa-f]{64}", signature):
        return no("signature_malformed")
    for over, form in (("raw", c["body"]), ("sorted", sorted_form(c["body"]))):
        if form is not None and kit_signature(c["accessKey"], nonce, stamp, form) == signature.lower():
            return no("nonce_seen") if nonce in c.get("noncesSeen", []) else {"ok": True, "over": over}
    return no("signature_differs")


def kit_signature(key, nonce, timestamp, body):
    return mac(key, key + nonce + timestamp + body).hexdigest()


def kit_signatures(file):
    for c in file["cases"]:
        made = kit_signature(c["accessKey"], c["nonce"], c["timestamp"], c["body"])
        yield c["id"], made == c["signature"] and len(c["body"].encode()) == c["bytes"]


# RSA-OAEP, since the standard library has none: the numbers of a key, a power, and the padding taken off.
def numbers(der):
    found, at = [], 0
    while at < len(der):
        kind, length, at = der[at], der[at + 1], at + 2
        if length > 127:
            size = length & 127
            length, at = int.from_bytes(der[at:at + size], "big"), at + size
        content, at = der[at:at + length], at + length
        found += numbers(content) if kind in (0x30, 0x04) else [int.from_bytes(content, "big")] if kind == 2 else []
    return found


def mask(seed, length, name):
    blocks = b"".join(hashlib.new(name, seed + i.to_bytes(4, "big")).digest() for i in range(length // 20 + 1))
    return blocks[:length]


def open_secret(key, sealed, hashes):
    # A PKCS#8 key holds a version, and then that of PKCS#1 with modulus, public and private exponent.
    modulus, _, exponent = numbers(base64.b64decode(key))[2:5]
    label, mgf = hashes.split("-")
    try:
        data, size = base64.b64decode(sealed, validate=True), (modulus.bit_length() + 7) // 8
    except ValueError:
        return None
    number = int.from_bytes(data, "big")
    if len(data) != size or number >= modulus:
        return None
    padded, width = pow(number, exponent, modulus).to_bytes(size, "big"), hashlib.new(label).digest_size
    seed = bytes(xor(padded[1:width + 1], mask(padded[width + 1:], width, mgf)))
    block = bytes(xor(padded[width + 1:], mask(seed, size - width - 1, mgf)))
    rest = block[width:].lstrip(b"\0")
    right = padded[0] == 0 and block[:width] == hashlib.new(label).digest() and rest[:1] == b"\1"
    return rest[1:].decode() if right else None


def client_secrets(file):
    every = ("sha256-sha256", "sha256-sha1", "sha1-sha1")
    for c in file["cases"]:
        yield c["id"], all(open_secret(file["privateKey"], c["sealed"], h) == (c["secret"] if h == c["hashes"] else None) for h in every)
    for c in file["unreadable"]:
        yield c["id"], all(open_secret(file["privateKey"], c["sealed"], h) is None for h in every)


def parameters(query):
    return [tuple(unquote_plus(x) for x in (p.split("=", 1) + [""])[:2]) for p in query.split("&") if p]


def pairs_text(members):
    first = {}
    for name, value in members:
        first.setdefault(name, value)
    return "&".join(f"{n}={first[n]}" for n in sorted(first) if n != "authToken")


def tokens(file):
    for c in file["cases"]:
        pairs = pairs_text(c["parameters"])
        yield c["id"], pairs == c["pairs"] and b64(c["accessKey"] + c["timeStamp"], pairs) == c["authToken"]


def judge_token(key, token, members):
    stamp = dict(reversed(members)).get("timeStamp", "")
    if not token or not stamp:
        return no("missing_parameter")
    if not re.fullmatch(r"[0-9]{17}", stamp) or stamp[4:6] == "02" and int(stamp[6:8]) > 29:
        return no("timestamp_malformed")
    if not re.fullmatch(r"[A-Za-z0-9+/]{43}=", token):
        return no("signature_malformed")
    return {"ok": True} if b64(key + stamp, pairs_text(members)) == token else no("signature_differs")


def judge_v1(c):
    members = parameters(c["query"])
    return judge_token(c["accessKey"], dict(reversed(members)).get("authToken", "").replace(" ", "+"), members)


def judge_v1_body(c):
    body = json.loads(c["body"])
    if not isinstance(body, dict):
        return no("body_malformed")
    members = [(n, v if isinstance(v, str) else compact(v)) for n, v in body.items() if v is not None]
    members = [(n, v) for n, v in members if v.strip()]
    if "pairs" in c and pairs_text(members) != c["pairs"]:
        return no("pairs differ")
    return judge_token(c["accessKey"], c.get("authToken"), members)


def judged(judge):
    def check(file):
        for c in file["cases"]:
            verdict, due = judge(c), c["expect"]
            yield c["id"], verdict == due or verdict["ok"] is due["ok"] is False and verdict["reason"]["code"] == due["reason"]["code"]
    return check


def read_params(text):
    try:
        params = json.loads(base64.b64decode(text, validate=True).decode())
        return params if isinstance(params, list) else None
    except ValueError:
        return None


def extend_params(file):
    for c in file["cases"]:
        made = base64.b64encode(c["json"].encode()).decode()
        yield c["id"], compact(c["params"]) == c["json"] and made == c["base64"] and escaped(made) == c["wire"] and read_params(made) == c["params"]
    for c in file["unreadable"]:
        yield c["id"], read_params(c["base64"]) is None


def encoders(file):
    for c in file["cases"]:
        forms = [c[n] for n in ("urlEncoder", "encodeURIComponent", "urlSearchParams", "ours")]
        java = quote_plus(c["character"], safe="*-_.").replace("~", "%7E")
        uri = quote(c["character"], safe="!'()*~-_.")
        yield c["id"], forms == [java, uri, java, escaped(c["character"])] and all(unquote_plus(f) == c["character"] for f in forms)


CHECKS = {
    "aes-fields": aes_fields, "ak-sk": ak_sk, "body-sign": body_sign, "body-sign-verification": judged(judge_headers),
    "encoders": encoders, "kit-client-secret": client_secrets, "kit-v1-body-sign": body_sign, "kit-v1-body-token": judged(judge_v1_body),
    "kit-v2-request-signature": kit_signatures, "kit-v2-request-verification": judged(judge_kit),
    "license-ak-sk": ak_sk, "license-request-signature": signatures, "license-request-verification": judged(judge_v2),
    "license-v1-auth-token": tokens, "license-v1-body-sign": body_sign, "order-notification-signature": signatures, "order-notification-verification": judged(judge_v2),
    "saas-v1-auth-token": tokens, "saas-v1-body-token": judged(judge_v1_body), "saas-v1-extend-params": extend_params,
    "saas-v1-request-verification": judged(judge_v1), "saas-v2-request-signature": signatures, "saas-v2-request-verification": judged(judge_v2),
}

passed, failed = 0, []
for path in sorted(folder.glob("*.json")):
    check = CHECKS.get(path.stem, lambda file: [("no check for this file", False)])
    for name, fine in check(json.loads(path.read_text(encoding="utf-8"))):
        passed, failed = passed + fine, failed if fine else failed + [f"{path.stem}  {name}"]
for line in failed:
    print("FAIL ", line)
print(f"{passed} passed, {len(failed)} failed")
sys.exit(1 if failed or not passed else 0)
