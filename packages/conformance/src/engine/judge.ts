import type { Workbench } from './bench.ts'
import { CannotJudge, LeftOpen } from './check.ts'
import type { Check, Fault, Look } from './check.ts'
import { goneSentence } from './death.ts'
import type { Exchange } from './exchange.ts'
import { describeAnswer } from './exchange.ts'
import { writeSentence } from './judging.ts'

export type Outcome = 'pass' | 'fail' | 'warn' | 'skip'

/** The result of one check. `why` is there unless it passed. */
export type Judged = {
  readonly check: Check
  readonly outcome: Outcome
  readonly why: string | undefined
  readonly exchanges: readonly Exchange[]
  /** It was skipped although it is required, so it is not known whether the server does it. */
  readonly leftOpen?: true
}

/** The result of a required check that could not be judged. */
export const leaveOpen = (check: Check, why: string, exchanges: readonly Exchange[] = []): Judged => ({
  check,
  outcome: 'skip',
  why,
  exchanges,
  leftOpen: true,
})

/** Judges one check. A check with an exchange that had no reply never passes. */
export async function judge(check: Check, bench: Workbench): Promise<Judged> {
  const seen = new Set<Exchange>()
  const own = bench.lookFor((exchanges) => exchanges.forEach((one) => seen.add(one)))
  const look: Look = async (from) => {
    const result = await own(from)
    // A step may return the exchange of another step; it then counts as seen, too.
    for (const one of [result].flat()) if (isExchange(one)) seen.add(one)
    return result
  }
  try {
    const fault = await check.judge(look, bench.made)
    const exchanges = [...seen]
    if (fault !== undefined)
      return { check, outcome: check.level === 'must' ? 'fail' : 'warn', ...tellOf(fault, exchanges) }
    const silent = silentOf(check, exchanges)
    return silent
      ? leaveOpen(
          check,
          writeSentence(silent, `was answered ${describeAnswer(silent)}, so it shows nothing`),
          [silent],
        )
      : { check, outcome: 'pass', why: undefined, exchanges }
  } catch (error) {
    if (!(error instanceof CannotJudge)) throw error
    const exchanges = [...seen]
    if (error instanceof LeftOpen) return leaveOpen(check, error.message, exchanges)
    return { check, outcome: 'skip', why: error.message, exchanges }
  }
}

const isExchange = (value: unknown): value is Exchange =>
  typeof value === 'object' && value !== null && 'meant' in value && 'request' in value

/** The exchange without a reply that prevents a pass. A check about all replies of a run judges those that came. */
function silentOf({ last }: Check, exchanges: readonly Exchange[]): Exchange | undefined {
  const silent = exchanges.find(({ reply }) => !reply)
  return last && exchanges.some(({ reply }) => reply) ? undefined : silent
}

const tellOf = (fault: Fault, seen: readonly Exchange[]): Pick<Judged, 'why' | 'exchanges'> =>
  typeof fault === 'string' ? { why: fault, exchanges: seen } : fault

/** If the server died, missing replies are not counted as faults of the checks that waited for them. */
export const forgiveSilence = (judged: Judged): Judged =>
  judged.outcome !== 'pass' && judged.exchanges.some(({ noReply }) => noReply)
    ? leaveOpen(judged.check, goneSentence, judged.exchanges)
    : judged
