import { createHash, createPublicKey, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/**
 * A self-signed X.509 certificate, which for SAML is only the form in which a key is published. Everything in it is
 * made of the key and the name, so it is the same on every node and at every start, and it never runs out (RFC 5280
 * §4.1.2.5).
 */
export function createCertificate(privateKey: KeyObject, name: string): Buffer {
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  const subject = sequence(encode(tags.set, sequence(commonName, encode(tags.utf8String, Buffer.from(name)))))
  const validity = sequence(
    encode(tags.utcTime, Buffer.from('000101000000Z')),
    encode(tags.generalizedTime, Buffer.from('99991231235959Z')),
  )
  const serial = encode(tags.integer, drawSerial(publicKey))
  const body = sequence(serial, rsaWithSha256, subject, validity, subject, publicKey)
  const signature = encode(tags.bitString, Buffer.from([0]), sign('sha256', body, privateKey))
  return sequence(body, rsaWithSha256, signature)
}

const tags = {
  integer: 0x02,
  bitString: 0x03,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

/** X.690 §8.1: tag, length, content. */
function encode(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
const sequence = (...parts: readonly Buffer[]): Buffer => encode(tags.sequence, ...parts)

/** 2.5.4.3 */
const commonName = Buffer.from('0603550403', 'hex')
/** 1.2.840.113549.1.1.11 with NULL */
const rsaWithSha256 = sequence(Buffer.from('06092a864886f70d01010b0500', 'hex'))

/** Positive, and not more bytes than it needs. */
function drawSerial(publicKey: Buffer): Buffer {
  const serial = createHash('sha256').update(publicKey).digest().subarray(0, 16)
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  return serial
}
