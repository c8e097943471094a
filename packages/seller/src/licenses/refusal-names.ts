import type { LicenseErrorCode, UploadErrorCode } from '@loggia/protocol/license/open-apis'

type Failure = '92020000' | '92020001' | 'CBC.0000' | 'CBC.0999' | '91381036'

/** What each result code means that refuses a request (license §2.2). Failures of the marketplace are errors. */
export const licenseRefusals = {
  '92020002': 'invalid',
  '92020003': 'wrongState',
  '92020004': 'notCollected',
  '92020005': 'unknown',
  '92020011': 'notActivated',
  '92020020': 'codesRefused',
  '95000001': 'invalid',
  '95000002': 'invalid',
  '95000003': 'invalid',
  '95000004': 'invalid',
} as const satisfies Readonly<Record<Exclude<LicenseErrorCode, Failure>, string>>

/**
 * Why the marketplace refused a request about authorisation codes:
 * - `invalid`: the request is not valid.
 * - `wrongState`: the state of the code does not allow it, for example because it was activated before.
 * - `notCollected`: the buyer has not collected the code yet.
 * - `unknown`: this seller has no such code.
 * - `notActivated`: the code was not activated yet.
 * - `codesRefused`: at least one code of the list is not valid; nothing was done with the others.
 */
export type LicenseRefusalName = (typeof licenseRefusals)[keyof typeof licenseRefusals]

/** The same for uploads (license §3.6). */
export const uploadRefusals = {
  'CBC.0101': 'invalid',
  'CBC.0150': 'forbidden',
  '91380150': 'forbidden',
  '91381033': 'resourceInvalid',
  '91381034': 'applicationUnknown',
  '91381035': 'quotaUsedUp',
  '91381037': 'contentRefused',
  '91381038': 'denied',
} as const satisfies Readonly<Record<Exclude<UploadErrorCode, Failure>, string>>

/**
 * Why the marketplace refused an upload:
 * - `invalid`: the request is not valid.
 * - `forbidden`: this seller may not upload for this event.
 * - `resourceInvalid`: what the license belongs to is not valid any more.
 * - `applicationUnknown`: there is no such application that waits for a license.
 * - `quotaUsedUp`: the order has no licenses left.
 * - `contentRefused`: the license does not have the right form.
 * - `denied`: the application was denied.
 */
export type UploadRefusalName = (typeof uploadRefusals)[keyof typeof uploadRefusals]
