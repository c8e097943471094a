import { compareByName, joinPairs, dropRepeated } from './saas-v1-pairs.ts'
import type { SaasV1Pair } from './saas-v1-pairs.ts'
import type { QueryParameter } from './query.ts'

/**
 * What went wrong when a token fits after all once one thing is done otherwise:
 * `values_still_encoded` the values were signed as they stand in the query, escapes and all; `plus_read_as_blank` a plus
 * sign was sent unescaped, which a receiver reads as a blank; `unsorted`, `sorted_descending`, `sorted_ignoring_case` the
 * order; `last_of_repeated` the last value of a repeated name was signed; `empty_left_out` parameters without a value were
 * not signed; `time_stamp_left_out` neither was `timeStamp`; `key_without_time_stamp` the key was the access key alone.
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

/** A plus sign on the wire taken for what it is; an escape beside it is still decoded. */
const withPlus = (parameter: QueryParameter): SaasV1Pair =>
  parameter.raw.includes('+') ? { name: parameter.name, value: plusKept(parameter) } : parameter

// Blanks that came as %20 stay blanks, so the decoded value is walked beside its raw text.
function plusKept({ raw, value }: QueryParameter): string {
  const blanks = raw.match(/\+|%20/g) ?? []
  let at = 0
  return value.replaceAll(' ', () => (blanks[at++] === '+' ? '+' : ' '))
}

/** The one mistake with which the token fits, or undefined. It says what to mend and never lets a request in. */
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
