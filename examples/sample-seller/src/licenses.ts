import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { toIso } from '@loggia/kernel'
import { createSeller } from '@loggia/seller'
import type { ApplyAsked, Seller, SellerProblem } from '@loggia/seller'
import { createSqliteStore } from '@loggia/seller/sqlite'
import type { SellerConfig } from './config.ts'

type LicenseOptions = {
  readonly config: SellerConfig
  readonly dataFolder: string
  readonly nowMs: () => number
  readonly onProblem: (problem: SellerProblem) => void
}

/** Issues licenses for devices at `/<slug>/license`, and uploads them; only with an API key of the marketplace. */
export function openLicenses({ config, dataFolder, nowMs, onProblem }: LicenseOptions): Seller | undefined {
  if (!config.market) return undefined
  return createSeller({
    accessKey: config.accessKey,
    orders: config.market,
    licenseApi: config.market,
    store: createSqliteStore(join(dataFolder, `${config.slug}-licenses.db`), { now: nowMs }),
    now: nowMs,
    onProblem,
    licenseOnline: { apply: (asked) => writeLicense(config.accessKey, asked) },
  })
}

/** The license of a device: what it is for, and a proof that only this seller can make. */
export function writeLicense(
  accessKey: string,
  {
    fingerprint = '',
    effectiveAtMs,
    expiresAtMs,
  }: Pick<ApplyAsked, 'fingerprint' | 'effectiveAtMs' | 'expiresAtMs'>,
): string {
  const lines = [
    `device: ${fingerprint}`,
    `from: ${toIso(effectiveAtMs)}`,
    ...(expiresAtMs === undefined ? [] : [`until: ${toIso(expiresAtMs)}`]),
  ]
  const proof = createHmac('sha256', accessKey)
    .update(`license\n${lines.join('\n')}`)
    .digest('base64url')
  return [...lines, `proof: ${proof}`].join('\n')
}
