import { omitUndefined } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { CallVerdict } from '@loggia/protocol/console'
import type { BreakerFact } from '../schema.ts'

/** A time in which the breaker was open; without `to` it is still. */
export type Pause = {
  readonly from: Instant
  readonly to?: Instant
  readonly failures: number
  readonly verdict: CallVerdict
}

/** The pauses between facts of one seller, oldest fact first; given newest first, those that touch `since` or later. */
export function matchPauses(facts: readonly BreakerFact[], since: Instant): Pause[] {
  const pauses: Pause[] = []
  let open: Extract<BreakerFact, { kind: 'parked' }> | undefined
  const close = (to?: Instant): void => {
    if (open && (to === undefined || to >= since))
      pauses.push(omitUndefined({ from: open.at, to, failures: open.failures, verdict: open.verdict }))
    open = undefined
  }
  for (const fact of facts) {
    close(fact.at)
    if (fact.kind === 'parked') open = fact
  }
  close()
  return pauses.toReversed()
}
