// Without zod: pages use these lists, and load no schemas.
import type { SupervisionFlow } from '../supervision/kinds.ts'

/** How a license reaches its buyer: as an authorisation code, by a call to the seller's server, or by hand. */
export const licenseWays = ['code', 'online', 'offline'] as const
export type LicenseWay = (typeof licenseWays)[number]

const wayOfFlow: Readonly<Partial<Record<SupervisionFlow, LicenseWay>>> = {
  license_code: 'code',
  license_code_collected: 'code',
  license_online: 'online',
  license_offline: 'offline',
}
/** The way follows from the flow that the seller chose; undefined for flows of other product types. */
export const findLicenseWay = (flow: SupervisionFlow | undefined): LicenseWay | undefined =>
  flow && wayOfFlow[flow]

/** *waiting*: not handed over yet. *collected*: the buyer has opened it. *active*: a code that software has activated. */
export const licenseStates = ['waiting', 'issued', 'collected', 'active', 'ended'] as const
export type LicenseState = (typeof licenseStates)[number]

/** A license for one device: the seller was asked, has delivered it, has refused, or the license is over. */
export const licenseApplicationStates = ['asked', 'delivered', 'refused', 'ended'] as const
export type LicenseApplicationState = (typeof licenseApplicationStates)[number]

/** What the reader of a license may do now. */
export const licenseActs = ['open', 'collect', 'apply', 'deliver'] as const
export type LicenseAct = (typeof licenseActs)[number]

/** Most test codes of a product. */
export const mostTestLicenses = 10
/** Most characters of a license that is a text, and of a fingerprint (license §3.4). */
export const mostLicenseText = 10_000
export const mostFingerprint = 1024
/** Most bytes of an identification code in JSON, so that requests of all protocols can carry it (license §1.1, §3.4). */
export const mostIdentification = 1024

/** The purchase parameter whose value is the identification code of the buyer's machine. */
export const identificationParameter = 'identificationCode'
