import type { Bench } from '../engine/bench.ts'
import { CannotJudge, defineStep } from '../engine/check.ts'
import type { Check, Judgement, Step } from '../engine/check.ts'
import type { Exchange } from '../engine/exchange.ts'
import { judgeAccepted, findFirstFault } from '../engine/judging.ts'

/** An accepted purchase and its instance. */
export type Purchase = { readonly opening: Exchange; readonly instanceId: string }

/** An accepted purchase, and a request about its instance that must be carried out. */
export type Followed = Purchase & { readonly exchange: Exchange }

/** How the purchases of a run are followed up. */
export type Following = {
  readonly purchases: Step<readonly Purchase[]>
  readonly send: (bench: Bench, name: string, purchase: Purchase) => Promise<Exchange>
  /** Purchases for which this is false are left out. */
  readonly isFor?: (purchase: Purchase) => boolean
  /** Steps that must come before it. */
  readonly after?: readonly Step<unknown>[]
}

/** Sends the same request about each accepted purchase, in parallel. */
export const followEach = (
  activity: string,
  { purchases, send, isFor = () => true, after = [] }: Following,
): Step<readonly Followed[]> =>
  defineStep(`a ${activity} for every purchase`, async (bench) => {
    await Promise.allSettled(after.map((one) => bench.look(one)))
    const some = (await bench.look(purchases)).filter(isFor)
    if (some.length === 0) throw new CannotJudge('No such purchase was accepted.')
    return Promise.all(
      some.map(async (one) => ({
        ...one,
        exchange: await send(bench, `a ${activity} after ${one.opening.name}`, one),
      })),
    )
  })

/**
 * Each instance once, without those that other requests of the run use. A seller that treats two purchases as one
 * returns the same instance for both, and another check finds that.
 */
export function dropRepeated(purchases: readonly Purchase[], others: readonly string[]): readonly Purchase[] {
  const seen = new Set(others)
  return purchases.filter(({ instanceId }) => {
    const isNew = !seen.has(instanceId)
    seen.add(instanceId)
    return isNew
  })
}

/** A check that each request was carried out. The report shows the purchase with it. */
export const followUpCheck = (
  sent: Step<readonly Followed[]>,
  check: Omit<Check, 'level' | 'group' | 'judge'> & { readonly group?: string },
  judge: (one: Followed) => Judgement = ({ exchange }) => judgeAccepted(exchange, '000000'),
): Check => ({
  group: 'newInstance: what follows',
  ...check,
  level: 'must',
  judge: async (look) =>
    findFirstFault(await look(sent), (one) => {
      const fault = judge(one)
      const why = typeof fault === 'string' ? fault : fault?.why
      return why === undefined ? undefined : { why, exchanges: [one.opening, one.exchange] }
    }),
})
