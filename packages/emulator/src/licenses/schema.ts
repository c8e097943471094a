import type {
  LicenseApplicationState,
  LicenseState,
  LicenseWay,
} from '@loggia/protocol/console/licenses/kinds'
import type { LicenseProtocol } from '@loggia/protocol/protocols'

/** The products that are sold with a license. Each is named by the protocol that its seller's server is called in. */
export const licenseProductKeys = [
  'license-code',
  'license-online',
  'license-v1',
] as const satisfies readonly LicenseProtocol[]
export type LicenseProductKey = (typeof licenseProductKeys)[number]

/** The server that is called for products with a license. */
export type LicenseServer = {
  /** Its address, without a query: all three protocols are sent to it. */
  readonly url: string
  /** The access key of License 1.0 and of online activation. Default: `emulatorKey`. */
  readonly key?: string | undefined
  /** The access key of the calls about authorisation codes. Default: `emulatorKey`. */
  readonly codeKey?: string | undefined
}

/**
 * What is done with the license of a service: its buyer shows it (`open`), which collects a code the first time, or
 * applies for the license of a device (`apply`); the software activates the code or queries it, as by the open APIs.
 */
export const licenseActs = ['open', 'apply', 'activate', 'query'] as const
export type LicenseAct = (typeof licenseActs)[number]

export type Licensing = {
  /** The id of a service. Default: the service that was bought last. */
  readonly service?: string | undefined
  readonly act: LicenseAct
  /** The device that `apply` is for: its fingerprint or identification code. Default: a made-up one. */
  readonly device?: string | undefined
}

/** The license of a service. */
export type EmulatorLicense = {
  readonly way: LicenseWay
  readonly state: LicenseState
  readonly quantity: number
  /** The text of a license, or the code. Only in the result of `open`. */
  readonly text?: string
  readonly devices: readonly {
    readonly device: string
    readonly state: LicenseApplicationState
    /** Only in the result of `open`, and if it is not a file. */
    readonly text?: string
  }[]
  /** The answer of the open API to `activate` or `query`: its code, and what is told about the authorisation code. */
  readonly answer?: { readonly code: string; readonly status?: string; readonly expireTime?: string }
}
