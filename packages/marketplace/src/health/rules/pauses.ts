import { omitUndefined } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { CallVerdict } from '@loggia/protocol/console'
import type { BreakerFact } from '../schema.ts'

/** A time in which the breaker of a channel was open; without `to` it is still. */
export type Pause = {
  readonly from: Instant
  readonly to?: Instant
  readonly failures: number
  readonly verdict: CallVerdict
}

type Parked = Extract<BreakerFact, { kind: 'parked' }>
type Recovered = Extract<BreakerFact, { kind: 'recovered' }>

const endsPause = ({ since }: Recovered, parked: Parked): boolean =>
  parked.since === undefined ? parked.at >= since : parked.since === since

/**
 * The pauses between facts of one seller, oldest fact first. Several channels may be paused at once. Given newest
 * first, those that touch `since` or later.
 */
export function matchPauses(facts: readonly BreakerFact[], since: Instant): Pause[] {
  const ends = new Map<Parked, Instant | undefined>()
  for (const fact of facts) {
    if (fact.kind === 'parked') ends.set(fact, undefined)
    else {
      const paused = [...ends].find(([parked, to]) => to === undefined && endsPause(fact, parked))
      if (paused) ends.set(paused[0], fact.at)
    }
  }
  return [...ends]
    .filter(([, to]) => to === undefined || to >= since)
    .map(([{ at, since: from = at, failures, verdict }, to]) =>
      omitUndefined({ from, to, failures, verdict }),
    )
    .toReversed()
}
