import type { Exchange } from './exchange.ts'
import { writeSentence } from './judging.ts'
import type { Stopped } from './stopped.ts'

/** An exchange, and the position of its request in the order of sending. */
export type Numbered = { readonly exchange: Exchange; readonly number: number }

export const goneSentence = 'The server stopped before this could be judged.'

const latest = (some: readonly Numbered[]): Numbered | undefined =>
  some.reduce<Numbered | undefined>((last, one) => (last && last.number > one.number ? last : one), undefined)

/**
 * Finds the request after which the server died: the last one that it took. A request that was broken off is more
 * likely than one that was answered.
 */
export function findDeathCause(made: readonly Numbered[]): Stopped | undefined {
  const brokenOff = made.filter(({ exchange }) => exchange.noReply?.code === 'failed')
  const last = latest(brokenOff.length > 0 ? brokenOff : made)
  if (!last) return undefined
  const others = brokenOff.length - 1
  const beside = others > 0 ? ` (or one of the ${others} requests in progress at the same time)` : ''
  return {
    why: writeSentence(
      last.exchange,
      `was the last request that the server accepted${beside}; after that nothing listened at its address any more, so the run was stopped: check its log for why it stopped`,
    ),
    exchanges: [last.exchange],
  }
}
