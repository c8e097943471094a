import type { KitResultCode } from '@loggia/protocol/kit'
import type { LicenseResultCode } from '@loggia/protocol/license/online'
import { isSaasV2ResultCode } from '@loggia/protocol/saas/v2'
import type { SaasV2ResultCode } from '@loggia/protocol/saas/v2'

/**
 * The result codes of refusals by name (saas-v2 §5, license C.9). Those from `noResource` on are meant for
 * {@link SaasHandlers.open}.
 */
const saasRefusalCodes = {
  invalid: '000002',
  unknownInstance: '000003',
  busy: '000004',
  failed: '000005',
  noResource: '000100',
  phoneTaken: '000101',
  emailTaken: '000102',
  alreadyBought: '000103',
  productFailed: '000104',
  alreadyEntitled: '000105',
  soldOut: '000106',
  domainTaken: '000107',
} as const satisfies Readonly<Record<string, Exclude<SaasV2ResultCode, '000000'>>>

/** The result codes that only the handlers for licenses may return; those but `unknownCode` only `apply`. */
const licenseRefusalCodes = {
  unknownCode: '000003',
  quotaUsedUp: '000900',
  outsideTerm: '000901',
  endMissing: '000902',
  fingerprintMissing: '000903',
} as const satisfies Readonly<Record<string, Exclude<LicenseResultCode, '000000'>>>

/** The result codes that only the handlers of the joint kit may return. */
const kitRefusalCodes = {
  secretUnreadable: '000101',
} as const satisfies Readonly<Record<string, Exclude<KitResultCode, '000000'>>>

export const refusalCodes = { ...saasRefusalCodes, ...licenseRefusalCodes, ...kitRefusalCodes } as const

/** The name of a refusal. */
export type RefusalName = keyof typeof refusalCodes
/** The names of the refusals that every handler may return. */
export type GeneralRefusalName = keyof typeof saasRefusalCodes

// Recognised by this mark and not by class: an adapter and the app may each load their own copy of this package.
const mark = Symbol.for('loggia.seller.refusal')

/**
 * The result code of a refusal. Throws a TypeError on an unknown name, which another version of this package may have
 * stored.
 */
export function toResultCode(name: RefusalName): (typeof refusalCodes)[RefusalName] {
  if (Object.hasOwn(refusalCodes, name)) return refusalCodes[name]
  throw new TypeError(
    `A refusal is named ${name}, which is not one of ${Object.keys(refusalCodes).join(', ')}.`,
  )
}

/** The same for SaaS and order notifications, whose tables do not have the codes of licenses. */
export function toSaasResultCode(name: RefusalName): Exclude<SaasV2ResultCode, '000000'> {
  const code = toResultCode(name)
  return isSaasV2ResultCode(code) ? code : saasRefusalCodes.invalid
}

/** A refusal, which a handler returns or throws. Create it with {@link refuse}. */
export class Refusal<Name extends RefusalName = GeneralRefusalName> extends Error {
  readonly [mark] = true
  readonly code: Name
  constructor(code: Name, message: string) {
    super(message)
    this.name = 'Refusal'
    this.code = code
  }
}

export const isRefusal = (value: unknown): value is Refusal<RefusalName> =>
  typeof value === 'object' && value !== null && mark in value

/**
 * Makes a refusal for a handler to return or throw. `message` is sent to the marketplace, which also shows it on the
 * seller's page of calls; it is cut to 255 characters. Put no secrets into it. Throws a TypeError on an unknown `code`.
 *
 * @example return refuse('soldOut', 'All seats of this edition are taken.')
 */
export function refuse<const Name extends RefusalName>(code: Name, message?: string): Refusal<Name> {
  if (!Object.hasOwn(refusalCodes, code))
    throw new TypeError(`refuse(): ${String(code)} is not one of ${Object.keys(refusalCodes).join(', ')}.`)
  return new Refusal(code, message ?? sentences[code])
}

const sentences: Readonly<Record<RefusalName, string>> = {
  invalid: 'The request cannot be carried out as it is.',
  unknownInstance: 'This instance does not exist here.',
  busy: 'This is being processed.',
  failed: 'An internal error happened.',
  noResource: 'No resource is available.',
  phoneTaken: 'The mobile number is empty or taken.',
  emailTaken: 'The email address is empty or taken.',
  alreadyBought: 'The product was bought before.',
  productFailed: 'An internal error of the product happened.',
  alreadyEntitled: 'The account has this benefit already.',
  soldOut: 'The product is sold out.',
  domainTaken: 'The email domain exists already.',
  unknownCode: 'This authorisation code does not exist here.',
  quotaUsedUp: 'The order has no licenses left.',
  outsideTerm: 'The license must begin within the term of the order.',
  endMissing: 'A license for a period needs an end.',
  fingerprintMissing: 'The fingerprint of the device is missing.',
  secretUnreadable: 'The secret of the app cannot be decrypted with the private key.',
}
