"""Account fields as SaaS access protocol V1.0 wants them: AES/CBC/PKCS5Padding behind sixteen characters of IV in clear.

Python's standard library has no AES, so here is all of it (FIPS 197), written to be read. A server with much to seal
takes a library for this part; the key derivation below is then still needed.
"""

import base64
import hashlib
import secrets
import string


def twice(a):
    """In the field of 256 elements, where an addition is an exclusive or."""
    return (a << 1) ^ (0x11B if a & 0x80 else 0)


# The powers of three are all elements but zero, so that products are sums of logarithms.
POWERS = [1]
while len(POWERS) < 255:
    POWERS.append(POWERS[-1] ^ twice(POWERS[-1]))
LOGS = {power: at for at, power in enumerate(POWERS)}


def times(a, b):
    return POWERS[(LOGS[a] + LOGS[b]) % 255] if a and b else 0


def substitute(a):
    inverse = POWERS[-LOGS[a] % 255] if a else 0
    mixed = inverse ^ 0x63
    for by in range(1, 5):
        mixed ^= ((inverse << by) | (inverse >> (8 - by))) & 0xFF
    return mixed


BOX = [substitute(a) for a in range(256)]
BOX_BACK = [BOX.index(a) for a in range(256)]
SHIFT = [(at * 5) % 16 for at in range(16)]
SHIFT_BACK = [SHIFT.index(at) for at in range(16)]
MIX, MIX_BACK = [2, 3, 1, 1], [14, 11, 13, 9]


def xor(left, right):
    return [a ^ b for a, b in zip(left, right)]


def mix(state, factors):
    def cell(column, row):
        a, b, c, d = (times(factors[(at - row) % 4], state[column + at]) for at in range(4))
        return a ^ b ^ c ^ d

    return [cell(column, row) for column in (0, 4, 8, 12) for row in range(4)]


def round_keys(key):
    words = [list(key[at : at + 4]) for at in range(0, len(key), 4)]
    size, constant = len(words), 1
    while len(words) < 4 * (size + 7):
        word = words[-1]
        if len(words) % size == 0:
            word = [BOX[a] for a in word[1:] + word[:1]]
            word[0] ^= constant
            constant = twice(constant)
        elif size > 6 and len(words) % size == 4:
            word = [BOX[a] for a in word]
        words.append(xor(words[-size], word))
    return [sum(words[at : at + 4], []) for at in range(0, len(words), 4)]


def encrypt_block(keys, block):
    state = xor(block, keys[0])
    for key in keys[1:]:
        state = [BOX[state[at]] for at in SHIFT]
        state = xor(state if key is keys[-1] else mix(state, MIX), key)
    return state


def decrypt_block(keys, block):
    state = xor(block, keys[-1])
    for key in keys[-2::-1]:
        state = xor([BOX_BACK[state[at]] for at in SHIFT_BACK], key)
        state = state if key is keys[0] else mix(state, MIX_BACK)
    return state


def field_key(access_key, bits):
    """The key that Java's KeyGenerator makes from SecureRandom("SHA1PRNG") seeded with the access key.

    Byte 0 is the least significant one and both terms are signed: with an unsigned addition 128 bits would still be
    right, and 256 bits wrong.
    """
    state = hashlib.sha1(access_key.encode()).digest()
    key = b""
    while len(key) < bits // 8:
        output = hashlib.sha1(state).digest()
        key += output
        following, carry = bytearray(), 1
        for a, b in zip(state, output):
            total = (a ^ 0x80) - 0x80 + (b ^ 0x80) - 0x80 + carry
            following.append(total & 0xFF)
            carry = total >> 8
        state = bytes(following)
    return key[: bits // 8]


def seal_field(access_key, bits, text):
    iv = "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(16))
    data = text.encode()
    data += bytes([16 - len(data) % 16]) * (16 - len(data) % 16)
    keys, last, sealed = round_keys(field_key(access_key, bits)), iv.encode(), b""
    for at in range(0, len(data), 16):
        last = bytes(encrypt_block(keys, xor(data[at : at + 16], last)))
        sealed += last
    return iv + base64.b64encode(sealed).decode()


def open_field(access_key, bits, value):
    """The text, or None for what this key does not open: such a field counts as not sent."""
    try:
        last, sealed = value[:16].encode("ascii"), base64.b64decode(value[16:], validate=True)
        keys, data = round_keys(field_key(access_key, bits)), b""
        for at in range(0, len(sealed), 16):
            block = sealed[at : at + 16]
            data += bytes(xor(decrypt_block(keys, block), last))
            last = block
        padding = data[-1]
        whole = len(sealed) % 16 == 0 and 1 <= padding <= 16 and data.endswith(bytes([padding]) * padding)
        return data[:-padding].decode() if whole else None
    except (ValueError, IndexError):
        return None
