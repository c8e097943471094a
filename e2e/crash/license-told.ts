import type { LicenseKind } from './license-offers.ts'

/** What buyers, sellers and software were told of the license of an order, by themselves. */
export type LicenseTold = {
  readonly orderNumber: string
  readonly kind: LicenseKind
  /** The device that the buyer named, if it was asked for one. */
  readonly fingerprint: string
  /** The texts that the buyer read, one for each opening. */
  readonly read: readonly string[]
  /** What the seller handed over by hand; of a code nothing. */
  readonly handed: readonly string[]
  /** How often the seller delivered it. */
  readonly handOvers: number
  /** What software was answered when it activated the code. */
  readonly activations: readonly string[]
  /** The applications that the buyer got for the device that has a license. */
  readonly applications: readonly string[]
  /** What another buyer was answered who wanted to see it. */
  readonly strangers: readonly string[]
  /** The codes of all refusals. */
  readonly refusals: readonly string[]
  /** How its delivery ended; absent if people left it. */
  readonly stage?: 'done' | 'ended'
  /** What the buyer was answered who opened it after the money went back. */
  readonly afterEnd?: string
}
/** A license that the seller uploaded for an application, and the code of the answer. */
export type LicenseUpload = { readonly eventId: string; readonly text: string; readonly answer: string }
export type LicensesTold = {
  readonly told: readonly LicenseTold[]
  readonly uploads: readonly LicenseUpload[]
}
/** Of a run without licenses. */
export const noLicenses: LicensesTold = { told: [], uploads: [] }
