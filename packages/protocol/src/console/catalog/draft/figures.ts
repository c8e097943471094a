import type { UnitPrice } from '@loggia/kernel'
import type { Currency } from './form.ts'

/** Normalises digits of Chinese input methods: `１，２０４．５０` is 1204.50. */
const plain = (typed: string): string => typed.normalize('NFKC').replace(/[\s,，]/g, '')

/** Reads a typed whole number of up to seven digits; undefined if it is not one. */
export function parseWhole(typed: string): number | undefined {
  const text = plain(typed)
  return /^\d{1,7}$/.test(text) ? Number(text) : undefined
}

/** Reads a typed price into the form of the API, `428.5`; undefined if it is not one. */
export function parsePriceText(typed: string): string | undefined {
  const text = plain(typed).replace(/^[¥$]/, '')
  return /^\d{1,10}(\.\d{1,8})?$/.test(text) ? text : undefined
}

/** The same as an exact value. */
export function parseUnitPrice(typed: string, currency: Currency): UnitPrice | undefined {
  const text = parsePriceText(typed)
  if (text === undefined) return undefined
  const [whole = '0', fraction = ''] = text.split('.')
  return { amountE8: BigInt(whole + fraction.padEnd(8, '0')), currency }
}
