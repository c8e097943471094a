import type { Fault } from './faults.ts'

/** The parts of a product that are counted while it is a draft, with the fields of each. */
const parts: readonly RegExp[] = [
  /^(type|category)\b/,
  /^tags\b/,
  /^name\b/,
  /^summary\b/,
  /^description\b/,
  /^(logo|pictures|video|documents|dataLocation|support)\b/,
  /^(quantity|attributes)\b/,
  /^specifications(\.\d+\.(name|features)\b|$)/,
  /^(currency$|specifications\.\d+\.(?!name\b|features\b))/,
  /^supervision\b/,
  /^(buyerData|buyerParameters|certificates|agreement|hidden|afterSale)\b/,
]

/** How far a draft has come: the parts without a fault, of all parts. */
export type Progress = { readonly done: number; readonly of: number }

export const countProgress = (faults: readonly Pick<Fault, 'field'>[]): Progress => ({
  done: parts.filter((part) => !faults.some(({ field }) => part.test(field))).length,
  of: parts.length,
})
