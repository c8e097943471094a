import { decodeExtendParams } from '@loggia/protocol/saas/v1'
import { toParameters } from '../purchase.ts'
import type { Buyer, Charging, Purchase } from '../purchase.ts'

// What SaaS V1.0 and License 1.0 write in the same way (saas-v1 §6, license §1.1).

const chargings: Readonly<Record<number, Charging>> = {
  0: 'payPerUse',
  1: 'period',
  3: 'oneTime',
  5: 'package',
}

/** How the product is charged; undefined if the request does not say it. */
export const toCharging = (mode: number | undefined): Charging | undefined =>
  mode === undefined ? undefined : chargings[mode]

/** What the buyer filled in. */
export const readParameters = (params: string | undefined): Purchase['parameters'] =>
  toParameters(decodeExtendParams(params ?? '') ?? [])

/** The buyer, without members that are empty. */
export const toBuyer = (told: { readonly [Name in keyof Buyer]: Buyer[Name] | undefined }): Buyer =>
  Object.fromEntries(Object.entries(told).filter(([, value]) => Boolean(value)))
