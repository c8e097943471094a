import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { toIso } from '@loggia/kernel'
import { createLicenseApi, createSeller, refuse } from '@loggia/seller'
import type { LicenseApi, LicenseApiOptions, Purchase, Seller } from '@loggia/seller'
import { createSqliteStore } from '@loggia/seller/sqlite'
import { openSigner } from './signer.ts'

export type LicenseSellerOptions = {
  /** The key of the basic interfaces: License 1.0 and online activation. */
  readonly accessKey: string
  /** The key of the interfaces for authorisation codes. */
  readonly licenseCodeKey: string
  /** Where orders are queried, codes are activated and licenses are uploaded. */
  readonly market: LicenseApiOptions
  readonly dataFolder: string
  readonly now: () => number
  /** Called with one line for each event, without keys, codes or licenses. */
  readonly log: (line: string) => void
}
export type LicenseSeller = { readonly seller: Seller; readonly licenses: LicenseApi }

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)

/** A seller of licenses in all three protocols, at one address. */
export function createLicenseSeller(options: LicenseSellerOptions): LicenseSeller {
  const { accessKey, licenseCodeKey, market, dataFolder, now, log } = options
  const signer = openSigner(join(dataFolder, 'license-key.pem'))
  const licenses = createLicenseApi({ now, ...market })

  const makeLicense = (machine: string, { orderId, quantity = 1 }: Purchase, untilMs?: number): string =>
    signer.sign({
      machine: digestOf(machine),
      orderId,
      quantity,
      until: untilMs === undefined ? null : toIso(untilMs),
    })

  const seller = createSeller({
    accessKey,
    licenseCodeKey,
    orders: market,
    licenseApi: licenses,
    store: createSqliteStore(join(dataFolder, 'seller.db'), { now }),
    now,
    onProblem: ({ code, message }) => log(`${code}: ${message}`),
    // License 1.0: the answer to the purchase has the license.
    licenseV1: {
      issue({ identificationCode, purchase }) {
        if (identificationCode === undefined) return refuse('invalid', 'The identification code is missing.')
        log(`${purchase.orderId}: issued a license`)
        return makeLicense(identificationCode, purchase, purchase.expiresAtMs)
      },
    },
    // License 2.0: the marketplace makes the codes. The software queries them each day, so nothing has to be done here.
    licenseCode: {
      freeze: () => log('a code was frozen'),
      unfreeze: () => log('a code was unfrozen'),
      release: () => log('a code has ended'),
    },
    // Online activation: the package uploads what `apply` returns.
    licenseOnline: {
      apply({ fingerprint, instance, eventId, expiresAtMs }) {
        if (fingerprint === undefined) return refuse('fingerprintMissing')
        log(`${instance.orderId}: made the license of ${eventId}`)
        const license = makeLicense(fingerprint, instance.purchase, expiresAtMs)
        return { fileName: `${eventId}.lic`, content: Buffer.from(license) }
      },
    },
  })
  return { seller, licenses }
}
