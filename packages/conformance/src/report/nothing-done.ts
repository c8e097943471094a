import { describeAnswer, describeOwnWords } from '../engine/exchange.ts'
import type { Exchange } from '../engine/exchange.ts'
import type { Judged } from '../engine/judge.ts'
import { isDone } from '../replies/verdicts.ts'
import { describeProtocol, suites } from '../suites.ts'
import type { Verdict } from './verdict.ts'

const accepted: readonly (string | undefined)[] = ['000000', '000004']
const proofCodes: readonly (string | undefined)[] = ['000001', '000002']

/** That nothing was carried out, and what to check first. */
export type NothingDone = {
  readonly sentence: string
  readonly fix: string
  readonly exchange: Exchange
}

/** With fewer requests, each one is reported separately. */
const leastAsked = 3

/**
 * Finds out whether one cause explains the whole run: no request that a correct seller may carry out was carried out.
 * Undefined if any was.
 */
export function findNothingDone({ judged, protocol, orders }: Verdict): NothingDone | undefined {
  const fair = fairOf(judged)
  if (fair.length < leastAsked || fair.some(({ code }) => accepted.includes(code))) return undefined
  const { purchase } = suites[protocol]
  const purchases = fair.filter(({ activity }) => activity === purchase.activity)
  const most = commonest(purchases.length > 0 ? purchases : fair)
  const answer = `${describeAnswer(most)}${describeOwnWords(most)}`
  if (isDone(most))
    return {
      sentence: `No response reports success in the form of the protocol; most requests were answered ${answer}.`,
      fix: 'Send resultCode as a string of six digits, "000000" instead of 0.',
      exchange: most,
    }
  const { queriesOrders } = describeProtocol(protocol)
  const asksMarket = queriesOrders && orders === undefined ? ` ${ofTheMarket}` : ''
  const others = fair.find(({ activity, code }) => activity !== most.activity && code !== most.code)
  if (others && !proofCodes.includes(most.code))
    return {
      sentence: `${purchase.none}: they were answered ${answer}; other requests were answered ${describeAnswer(others)}, so the signature is accepted.`,
      fix: `${purchase.fix}${asksMarket}`,
      exchange: most,
    }
  return {
    sentence: `Nothing was carried out; most requests were answered ${answer}.`,
    fix: fixFor(most, asksMarket),
    exchange: most,
  }
}

const ofTheMarket =
  'If it asks the marketplace what was bought before it answers: these orders exist in no marketplace. With --orders, the run serves the order query itself.'

function fixFor({ code }: Exchange, asksMarket: string): string {
  if (code === '000001')
    return 'Check the key first: it must be the one that the server verifies with, and the complete query must reach it.'
  if (code === '000002')
    return 'Check the key and the log of the server first; no clock difference was found.'
  return `Check the first of them before all others, and the log of the server.${asksMarket}`
}

/** Requests that a correct seller may carry out, and that were answered. */
function fairOf(judged: readonly Judged[]): Exchange[] {
  const exchanges = new Set(judged.flatMap((one) => one.exchanges))
  return [...exchanges].filter(({ meant, reply }) => meant !== 'refuse' && reply)
}

/** The first exchange with the most frequent answer. */
function commonest(exchanges: readonly [Exchange, ...Exchange[]] | readonly Exchange[]): Exchange {
  const counts = new Map<string, number>()
  const count = (one: Exchange): number => counts.get(describeAnswer(one)) ?? 0
  for (const one of exchanges) counts.set(describeAnswer(one), count(one) + 1)
  return exchanges.reduce((most, one) => (count(one) > count(most) ? one : most))
}
