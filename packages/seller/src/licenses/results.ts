import type { LicenseRefusalName } from './refusal-names.ts'

/** A refusal by the marketplace. */
export type LicenseApiRefusal<Name extends string = LicenseRefusalName> = {
  readonly ok: false
  readonly code: Name
  /** The marketplace's result code, such as `92020003`. */
  readonly marketCode: string
  /** The marketplace's own sentence. */
  readonly message: string
}

/** What the marketplace answered: what was asked for, or why it refused. */
export type LicenseApiResult<Given extends object, Name extends string = LicenseRefusalName> =
  | ({ readonly ok: true } & Given)
  | LicenseApiRefusal<Name>

/** The state of an authorisation code: in use, expired or frozen, or ended for good. */
export type LicenseCodeStatus = 'alive' | 'expired' | 'released'

/** What an authorisation code allows. Members that the marketplace did not tell are absent. */
export type LicenseCodeInfo = {
  readonly code: string
  readonly status: LicenseCodeStatus
  /** In UTC milliseconds. */
  readonly activatedAtMs?: number
  /** The end of the term, in UTC milliseconds: an estimate, which a renewal changes. */
  readonly expiresAtMs?: number
  readonly productId?: string
  readonly orderId?: string
  /** The chosen quantity, such as devices or seats. */
  readonly quantity?: number
}
