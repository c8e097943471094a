import { timingSafeEqual } from 'node:crypto'
import { ScureBase32Plugin, generateSync, generateURI } from 'otplib'
import type { WallInstant } from '@loggia/kernel'

const stepMs = 30_000
/** As RFC 4226 §4 recommends: as long as the hash. */
const secretBytes = 20
const base32 = new ScureBase32Plugin()

/** RFC 4648 §6, without padding. */
export const encodeBase32 = (bytes: Uint8Array): string => base32.encode(bytes)

export const createTotpSecret = (randomBytes: (length: number) => Uint8Array): string =>
  encodeBase32(randomBytes(secretBytes))

/** For authenticator apps: the content of the QR code. A colon would end the issuer. */
export const formatTotpUri = (
  secret: string,
  { account, issuer }: { account: string; issuer: string },
): string => generateURI({ secret, label: account, issuer: issuer.replaceAll(':', ' ') })

/** The code of a time step (RFC 6238 §4.2), which is the counter of RFC 4226. */
export const computeTotp = (secret: string, step: number): string =>
  generateSync({ strategy: 'hotp', secret, counter: step })

/** The step that a code is of: the present one or a neighbour, since clocks differ; undefined if it is of none. */
export function findTotpStep(secret: string, code: string, now: WallInstant): number | undefined {
  const typed = Buffer.from(code.replace(/\s/g, ''))
  const present = Math.floor(now / stepMs)
  return [present, present - 1, present + 1].find((step) => {
    const right = Buffer.from(computeTotp(secret, step))
    return typed.length === right.length && timingSafeEqual(typed, right)
  })
}
