import type { Row } from './books.ts'

/** Fees for terms of 28 and of 30 days, at ¥10 a seat. */
export const fees: Readonly<Record<string, Row>> = {
  L3: { days: 18, newPart: '19.28571429', oldPart: '12.85714286', oldPartIs: 'price' },
  L8: { days: 20, newPart: '13.33333333', oldPart: '6.66666667', oldPartIs: 'price' },
}
/** The ends of the terms that were changed. */
export const ends: Readonly<Record<string, string>> = { L3: '02-28', L8: '06-30' }
