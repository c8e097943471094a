import { compareByName, joinPairs, dropRepeated } from './saas-v1-pairs.ts'
import type { SaasV1Pair } from './saas-v1-pairs.ts'
import type { QueryParameter } from './query.ts'

/**
 * A mistake that explains a token:
 * - `values_still_encoded`: the values were signed as they are in the query, with escapes;
 * - `plus_read_as_blank`: a plus sign was sent unescaped, which a receiver reads as a blank;
 * - `unsorted`, `sorted_descending`, `sorted_ignoring_case`: the order of the parameters;
 * - `last_of_repeated`: the last value of a repeated name was signed;
 * - `empty_left_out`: parameters without a value were not signed;
 * - `time_stamp_left_out`: `timeStamp` was not signed;
 * - `key_without_time_stamp`: the key was the access key alone.
 */
export type SaasV1Mistake =
  | 'values_still_encoded'
  | 'plus_read_as_blank'
  | 'unsorted'
  | 'sorted_descending'
  | 'sorted_ignoring_case'
  | 'last_of_repeated'
  | 'empty_left_out'
  | 'time_stamp_left_out'
  | 'key_without_time_stamp'

/** Whether the token fits this text, with the usual key or with the access key alone. */
export type TokenFits = (pairs: string, keyed?: 'without_time_stamp') => boolean

const lowerName = ({ name, value }: SaasV1Pair): SaasV1Pair => ({ name: name.toLowerCase(), value })
const byLoweredName = (a: SaasV1Pair, b: SaasV1Pair): number => compareByName(lowerName(a), lowerName(b))
const writeSorted = (pairs: readonly SaasV1Pair[]): string => joinPairs(pairs.toSorted(compareByName))

/** The parameter with plus signs of the wire kept as plus signs; other escapes are still decoded. */
const withPlus = (parameter: QueryParameter): SaasV1Pair =>
  parameter.raw.includes('+') ? { name: parameter.name, value: plusKept(parameter) } : parameter

// Blanks that were sent as %20 stay blanks, so the decoded value is matched with its raw text.
function plusKept({ raw, value }: QueryParameter): string {
  const blanks = raw.match(/\+|%20/g) ?? []
  let at = 0
  return value.replaceAll(' ', () => (blanks[at++] === '+' ? '+' : ' '))
}

/** The one mistake that explains the token, or undefined. It is advice only and never lets a request in. */
export function findSaasV1Mistake(
  parameters: readonly QueryParameter[],
  fits: TokenFits,
): SaasV1Mistake | undefined {
  const once = dropRepeated(parameters)
  const lastOnce = dropRepeated(parameters.toReversed())
  const texts: Record<Exclude<SaasV1Mistake, 'key_without_time_stamp'>, string> = {
    values_still_encoded: writeSorted(once.map(({ name, raw }) => ({ name, value: raw }))),
    plus_read_as_blank: writeSorted(once.map(withPlus)),
    unsorted: joinPairs(once),
    sorted_descending: joinPairs(once.toSorted(compareByName).toReversed()),
    sorted_ignoring_case: joinPairs(once.toSorted(byLoweredName)),
    last_of_repeated: writeSorted(lastOnce),
    empty_left_out: writeSorted(once.filter(({ value }) => value !== '')),
    time_stamp_left_out: writeSorted(once.filter(({ name }) => name !== 'timeStamp')),
  }
  for (const [mistake, text] of Object.entries(texts)) if (fits(text)) return mistake as keyof typeof texts
  return fits(writeSorted(once), 'without_time_stamp') ? 'key_without_time_stamp' : undefined
}
