import { answerOf } from '../engine/exchange.ts'
import type { Exchange } from '../engine/exchange.ts'
import type { Judged } from '../engine/run.ts'

const accepted: readonly (string | undefined)[] = ['000000', '000004']

/**
 * What a red run comes from, if it is one thing: nothing that a right seller may carry out was carried out. Says how most of
 * it was answered, and where to look; undefined if anything was carried out.
 */
export function commonCause(judged: readonly Judged[]): string | undefined {
  const exchanges = new Set(judged.flatMap((one) => one.exchanges))
  const fair = [...exchanges].filter(({ meant, reply }) => meant !== 'refuse' && reply)
  if (fair.length < 2 || fair.some(({ code }) => accepted.includes(code))) return undefined
  const most = commonest(fair)
  const said = `Nothing was carried out; most requests were answered ${answerOf(most)}.`
  return most.code === '000001'
    ? `${said} Look at the key first: it has to be the one that the server verifies with.`
    : `${said} Look at the first of them before all else.`
}

/** The first of the exchanges that were answered as most were. */
function commonest(exchanges: readonly Exchange[]): Exchange {
  const counts = new Map<string, number>()
  const count = (one: Exchange): number => counts.get(answerOf(one)) ?? 0
  for (const one of exchanges) counts.set(answerOf(one), count(one) + 1)
  return exchanges.reduce((most, one) => (count(one) > count(most) ? one : most))
}
