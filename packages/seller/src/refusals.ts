import type { SaasV2ResultCode } from '@loggia/protocol/saas/v2'

/** The result codes of a refusal by name (saas-v2 §5). Those from `noResource` on belong to {@link SaasHandlers.open}. */
export const refusalCodes = {
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

/** Why a request is not carried out, by name. */
export type RefusalName = keyof typeof refusalCodes

// Asked for by a mark and not by class: two copies of this package may be loaded, one of the adapter and one of the app.
const mark = Symbol.for('loggia.seller.refusal')

/** The result code of a refusal. Throws a TypeError on a name that is none: a store may have it from another version of this. */
export function toResultCode(name: RefusalName): (typeof refusalCodes)[RefusalName] {
  if (Object.hasOwn(refusalCodes, name)) return refusalCodes[name]
  throw new TypeError(`A refusal is named ${name}, which is none of ${Object.keys(refusalCodes).join(', ')}.`)
}

/** A refusal that a handler returns or throws; made by {@link refuse}. */
export class Refusal extends Error {
  readonly [mark] = true
  readonly code: RefusalName
  constructor(code: RefusalName, message: string) {
    super(message)
    this.name = 'Refusal'
    this.code = code
  }
}

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && mark in value

/**
 * Refuses what a handler was asked: return it or throw it. `message` goes to the marketplace and to the seller's own page of
 * calls there, cut to 255 characters: no secrets. Throws a TypeError on a name that is none.
 *
 * @example return refuse('soldOut', 'All seats of this edition are taken.')
 */
export function refuse(code: RefusalName, message?: string): Refusal {
  if (!Object.hasOwn(refusalCodes, code))
    throw new TypeError(`refuse(): ${String(code)} is none of ${Object.keys(refusalCodes).join(', ')}.`)
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
}
