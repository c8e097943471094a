import type { Bench } from '../engine/bench.ts'
import { CannotJudge, defineStep } from '../engine/check.ts'
import type { Check, Judgement, Step } from '../engine/check.ts'
import type { Exchange } from '../engine/exchange.ts'
import { judgeAccepted, findFirstFault } from '../engine/judging.ts'

/** What is asked about each purchase that was accepted, in the order in which a service lives. */
export type FollowUp = 'refreshInstance' | 'queryInstance' | 'releaseInstance'

/** A purchase that was accepted, and the instance that it opened. */
export type Purchase = { readonly opening: Exchange; readonly instanceId: string }

/** A purchase that was accepted, and a request about its instance that has to be carried out. */
export type Followed = Purchase & { readonly exchange: Exchange }

/** How the purchases of a run are followed. */
export type Following = {
  readonly purchases: Step<readonly Purchase[]>
  readonly send: (bench: Bench, name: string, purchase: Purchase) => Promise<Exchange>
  /** A purchase of which this cannot be asked is left out. */
  readonly isFor?: (purchase: Purchase) => boolean
  /** What comes before it in the life of a service. */
  readonly after?: readonly Step<unknown>[]
}

/** The same request about each purchase that was accepted, side by side. */
export const followEach = (
  activity: FollowUp,
  { purchases, send, isFor = () => true, after = [] }: Following,
): Step<readonly Followed[]> =>
  defineStep(`a ${activity} of everything that was bought`, async (bench) => {
    await Promise.allSettled(after.map((one) => bench.look(one)))
    const some = (await bench.look(purchases)).filter(isFor)
    if (some.length === 0) throw new CannotJudge('Nothing of the kind could be bought.')
    return Promise.all(
      some.map(async (one) => ({
        ...one,
        exchange: await send(bench, `a ${activity} after ${one.opening.name}`, one),
      })),
    )
  })

/**
 * Each instance once, without those that other requests of the run are about: a seller that takes two purchases for one
 * gives the same instance for both, and is found by that.
 */
export function dropRepeated(purchases: readonly Purchase[], others: readonly string[]): readonly Purchase[] {
  const seen = new Set(others)
  return purchases.filter(({ instanceId }) => {
    const isNew = !seen.has(instanceId)
    seen.add(instanceId)
    return isNew
  })
}

/** A check that each was carried out. The purchase is shown with the request about it. */
export const followUpCheck = (
  sent: Step<readonly Followed[]>,
  check: Omit<Check, 'level' | 'group' | 'judge'>,
  judge: (one: Followed) => Judgement = ({ exchange }) => judgeAccepted(exchange, '000000'),
): Check => ({
  ...check,
  level: 'must',
  group: 'newInstance: what becomes of it',
  judge: async (look) =>
    findFirstFault(await look(sent), (one) => {
      const fault = judge(one)
      const why = typeof fault === 'string' ? fault : fault?.why
      return why === undefined ? undefined : { why, exchanges: [one.opening, one.exchange] }
    }),
})
