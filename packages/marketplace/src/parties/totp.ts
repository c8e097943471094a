import { createHmac, timingSafeEqual } from 'node:crypto'
import type { WallInstant } from '@loggia/kernel'

const stepMs = 30_000
const digits = 6
/** As RFC 4226 §4 recommends: as long as the hash. */
const secretBytes = 20
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 §6, without padding. The length has to be a multiple of five bytes. */
export function encodeBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('')
}

function decodeBase32(text: string): Buffer {
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
}

export const createTotpSecret = (randomBytes: (length: number) => Uint8Array): string =>
  encodeBase32(randomBytes(secretBytes))

/** For authenticator apps: the content of the QR code. */
export function formatTotpUri(
  secret: string,
  { account, issuer }: { account: string; issuer: string },
): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`
}

/** The code of a time step (RFC 6238 §4.2, truncated as in RFC 4226 §5.3). */
export function computeTotp(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', decodeBase32(secret)).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 0xf
  const number = digest.readUInt32BE(offset) & 0x7fff_ffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/** The step that a code is of: the present one or a neighbour, since clocks differ; undefined if it is of none. */
export function findTotpStep(secret: string, code: string, now: WallInstant): number | undefined {
  const typed = Buffer.from(code.replace(/\s/g, ''))
  const present = Math.floor(now / stepMs)
  return [present, present - 1, present + 1].find((step) => {
    const right = Buffer.from(computeTotp(secret, step))
    return typed.length === right.length && timingSafeEqual(typed, right)
  })
}
