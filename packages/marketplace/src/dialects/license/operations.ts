import type { Id, Instant } from '@loggia/kernel'
import type { Outcome, Sending } from '../schema.ts'
import type { LineNumbers, OrderFacts } from '../saas/operations.ts'

/**
 * An operation on a license of a buyer. Numbers and codes are the published ones, `purchase` is the line that it was
 * bought with. The seller's id of the license, an authorisation code and a fingerprint are in {@link LicenseFacts}.
 */
export type LicenseOperation =
  /** License 1.0: the answer contains the license. */
  | {
      readonly kind: 'issue_license'
      readonly licenseId: Id<'lic'>
      readonly orderNumber: string
      readonly lineNumber: string
    }
  /** Online activation: the seller's instance, of which licenses are then applied for. */
  | {
      readonly kind: 'create_activation'
      readonly licenseId: Id<'lic'>
      readonly orderNumber: string
      readonly lineNumber: string
    }
  /** Online activation: a license for one device, which the seller uploads under `eventId`. */
  | {
      readonly kind: 'apply_license'
      readonly licenseId: Id<'lic'>
      readonly applicationId: Id<'lap'>
      readonly eventId: string
      readonly effectiveAt: Instant
      readonly expiresAt?: Instant
    }
  | {
      readonly kind: 'refresh_license'
      readonly licenseId: Id<'lic'>
      readonly scene: 'renewal' | 'renewal_cancelled'
      readonly orderNumber: string
      readonly lineNumber: string
      readonly productCode?: string
      readonly expiresAt: Instant
      readonly purchase?: LineNumbers
    }
  | {
      readonly kind: 'set_license_status'
      readonly licenseId: Id<'lic'>
      readonly status: 'frozen' | 'active'
    }
  | {
      readonly kind: 'release_license'
      readonly licenseId: Id<'lic'>
      /** The refund that caused the release. */
      readonly orderNumber?: string
      readonly lineNumber?: string
      readonly purchase?: LineNumbers
    }

/** What was bought, and what names the license at the seller. It is looked up when a request is built, never stored. */
export type LicenseFacts = Omit<OrderFacts, 'isTrial'> & {
  /** The seller's id of the license or instance; the code itself for authorisation codes. */
  readonly reference?: string
  /** The code of the buyer's machine. */
  readonly identificationCode?: string
  /** The fingerprint of the device that a license is applied for. */
  readonly fingerprint?: string
}

/** The data of an accepted answer: the seller's id, and the license of License 1.0, which is a secret. */
export type LicenseAnswer = { readonly reference?: string; readonly license?: string }

export type LicenseOutcome = Outcome<LicenseAnswer>
export type LicenseSending<Operation extends LicenseOperation = LicenseOperation> = Sending<
  Operation,
  LicenseFacts
>

/** The facts of a request; throws if the family's owner gave none. */
export function requireFacts({ facts, operation }: LicenseSending): LicenseFacts {
  if (!facts) throw new Error(`The request of ${operation.kind} has no facts`)
  return facts
}

/** What names the license at the seller; without it the owner of the operation must not send it. */
export function requireReference(sending: LicenseSending): string {
  const { reference } = requireFacts(sending)
  if (reference === undefined)
    throw new Error(`The seller has no name for the license of ${sending.operation.kind}`)
  return reference
}

/**
 * A release supersedes everything, and a status change older ones. A refresh carries the absolute end, so it supersedes
 * older refreshes; an application for a device supersedes older ones for the same.
 */
export const isSuperseding = (newer: LicenseOperation, older: LicenseOperation): boolean =>
  newer.kind === 'release_license' ||
  (isReplaceable(newer) && newer.kind === older.kind && getDevice(newer) === getDevice(older))

const getDevice = (of: LicenseOperation): Id<'lap'> | undefined =>
  of.kind === 'apply_license' ? of.applicationId : undefined

const isReplaceable = ({ kind }: LicenseOperation): boolean =>
  kind === 'apply_license' || kind === 'refresh_license' || kind === 'set_license_status'

/** Whether the operation may supersede anything. */
export const mayReplaceLicense = (newer: LicenseOperation): boolean =>
  newer.kind === 'release_license' || isReplaceable(newer)

/** The reasons of a refresh in the words of all protocols that have them. */
export const refreshScenes = { renewal: 'RENEWAL', renewal_cancelled: 'UNSUBSCRIBE_RENEWAL_PERIOD' } as const
/** The states in the words of all protocols that have them. */
export const statusWords = { frozen: 'FREEZE', active: 'UNFREEZE' } as const
