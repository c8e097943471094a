import { isId } from '@loggia/kernel'
import type { Place } from '../schema.ts'

/** A part of a whole with four decimals; undefined of nothing. */
export const toShare = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : Math.round((part * 10_000) / whole) / 10_000

export const formatPlace = ({ place, sellerId }: Place): string => `${place}~${sellerId}`

/** Reads the cursor of the list of sellers; undefined if it is none. */
export function readPlace(cursor: string): Place | undefined {
  const [place = '', sellerId = '', ...more] = cursor.split('~')
  if (more.length > 0 || !/^\d{1,5}$/.test(place) || !isId(sellerId, 'sel')) return undefined
  return { place: Number(place), sellerId }
}
