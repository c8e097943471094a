"""Decrypts the secrets of apps: RSA with OAEP padding, of nothing but Python's standard library."""

import base64
import hashlib
import hmac
import re

# The hashes of label and MGF1. No document names them; Java means the second pair by "OAEPWithSHA-256AndMGF1Padding".
HASHES = [("sha256", "sha256"), ("sha256", "sha1"), ("sha1", "sha1")]


def integers(der):
    """The integers of a DER structure, in their order."""
    found, at = [], 0
    while at < len(der):
        kind, length, at = der[at], der[at + 1], at + 2
        if length > 127:
            size = length & 127
            length, at = int.from_bytes(der[at:at + size], "big"), at + size
        content, at = der[at:at + length], at + length
        if kind in (0x30, 0x04):  # a sequence, or the octets in which PKCS#8 wraps a key
            found += integers(content)
        elif kind == 0x02:
            found.append(int.from_bytes(content, "big"))
    return found


def read_private_key(pem):
    """Modulus and private exponent of a key in PEM, PKCS#8 or PKCS#1, without a password."""
    der = base64.b64decode(re.sub(r"-----[^-]+-----|\s", "", pem))
    numbers = integers(der)
    # Both begin with a version; PKCS#8 wraps PKCS#1, and so has one more.
    modulus, _, exponent = numbers[2:5] if numbers[1] == 0 else numbers[1:4]
    if modulus.bit_length() < 3072:
        raise ValueError("The key must have at least 3,072 bits.")
    return modulus, exponent


def mask(seed, length, name):
    blocks = b"".join(hashlib.new(name, seed + i.to_bytes(4, "big")).digest() for i in range(length // 20 + 1))
    return blocks[:length]


def xor(a, b):
    return bytes(x ^ y for x, y in zip(a, b))


def unpad(padded, label, mgf):
    digest = hashlib.new(label).digest()
    seed, block = padded[1:1 + len(digest)], padded[1 + len(digest):]
    seed = xor(seed, mask(block, len(seed), mgf))
    block = xor(block, mask(seed, len(block), mgf))
    rest = block[len(digest):].lstrip(b"\0")
    right = hmac.compare_digest(block[:len(digest)], digest) & (padded[0] == 0) & (rest[:1] == b"\1")
    return rest[1:] if right else None


def decrypt(key, sealed):
    """The secret, or None if this key does not open it, whatever the reason."""
    modulus, exponent = key
    size = (modulus.bit_length() + 7) // 8
    try:
        data = base64.b64decode(sealed, validate=True)
    except ValueError:
        return None
    number = int.from_bytes(data, "big")
    if len(data) != size or number >= modulus:
        return None
    padded = pow(number, exponent, modulus).to_bytes(size, "big")
    for label, mgf in HASHES:
        opened = unpad(padded, label, mgf)
        if opened is not None:
            try:
                return opened.decode()
            except UnicodeDecodeError:
                return None
    return None
