import { CannotJudge, LeftOpen } from '../engine/check.ts'
import type { Judgement } from '../engine/check.ts'
import { describeAnswer, describeOwnWords } from '../engine/exchange.ts'
import type { Exchange } from '../engine/exchange.ts'
import { toFault, findFirstFault, hasCode } from '../engine/judging.ts'

/** Whether a reply says that the request was or is being carried out, with the code as a string or as the number 0. */
export const isDone = ({ code, json }: Exchange): boolean =>
  code === '000000' || code === '000004' || json?.['resultCode'] === 0

/** Throws a {@link CannotJudge} if there is no reply, because then nothing is known about it. */
export function requireReply(exchange: Exchange): void {
  if (!exchange.reply)
    throw new LeftOpen(`There was no response: ${exchange.name} was ${describeNoReply(exchange)}.`)
}

const describeNoReply = ({ noReply }: Exchange): string =>
  noReply?.code === 'failed' ? `not answered (${noReply.reason})` : 'not answered in time'

/** {@link requireReply}, and the request must have been carried out. */
export function requireDone(exchange: Exchange): void {
  requireReply(exchange)
  if (!isDone(exchange))
    throw new CannotJudge(
      `There is nothing to judge: ${exchange.name} was answered ${describeAnswer(exchange)}.`,
    )
}

/** Whether a reply contains data about an instance, which only a proved caller may get. */
function discloses({ json }: Exchange): boolean {
  const info = json?.['info']
  const appInfo = json?.['appInfo']
  return (Array.isArray(info) && info.length > 0) || (typeof appInfo === 'object' && appInfo !== null)
}

/**
 * Requires a refusal: any answer that does not say that the request was done, and that contains no data. Other checks
 * judge the code, and whether the request was carried out in spite of the refusal. A missing reply is not a refusal.
 */
export function judgeRefusedAnyhow(exchange: Exchange): Judgement {
  const isRefusal = exchange.reply !== undefined && !isDone(exchange)
  if (!isRefusal) return toFault(exchange, `was answered ${describeAnswer(exchange)}; it must be refused`)
  return discloses(exchange)
    ? toFault(exchange, 'was refused, but the response contains an instance')
    : undefined
}

/** A request that must be refused, and the codes that fit. */
export type Refused = { readonly exchange: Exchange; readonly codes: readonly string[] }

/** Requires the right code for every refusal. Requests that were not refused are found by other checks. */
export function judgeRefusalCodes(all: readonly Refused[]): Judgement {
  const refused = all.filter(({ exchange }) => exchange.reply && !isDone(exchange))
  if (refused.length === 0) throw new CannotJudge('Nothing was refused.')
  return findFirstFault(refused, ({ exchange, codes }) =>
    hasCode(exchange, codes)
      ? undefined
      : toFault(
          exchange,
          `was answered ${describeAnswer(exchange)}; ${codes.join(' or ')} would give the reason`,
        ),
  )
}

const answerIn = ({ reply, json }: Exchange): string =>
  JSON.stringify([reply?.status, json?.['resultCode'] ?? null])

/** Whether two requests got the same answer: the same HTTP status, and the same code or none. */
export const isAlike = (one: Exchange, other: Exchange): boolean =>
  one.reply !== undefined && other.reply !== undefined && answerIn(one) === answerIn(other)

/** A plain right request and a forged one, which show how this seller answers. */
export type Compared = { readonly right: Exchange; readonly forged: Exchange }

/**
 * Judges a request with a valid proof. If the plain right request was carried out, this one must be too; otherwise it
 * must get the same answer. If that is also the answer to the forged request, everything is refused, and this is a
 * fault.
 */
export function judgeTakenForRight(exchange: Exchange, { right, forged }: Compared): Judgement {
  const isAsForged = isAlike(exchange, forged)
  if (isDone(exchange) || (!isDone(right) && isAlike(exchange, right) && !isAsForged)) return undefined
  const how = isAsForged ? ', like a forged request' : ''
  return toFault(
    exchange,
    `was answered ${describeAnswer(exchange)}${describeOwnWords(exchange)}${how}; it is a correct request`,
  )
}

/**
 * Judges a request with an invalid proof, which must be refused. If the plain right request was not carried out either,
 * only a different answer shows that this one was refused for its proof.
 */
export function judgeTakenForForged(exchange: Exchange, right: Exchange): Judgement {
  const fault = judgeRefusedAnyhow(exchange)
  if (fault !== undefined || isDone(right) || !isAlike(exchange, right)) return fault
  throw new LeftOpen(
    `The server refuses a correct request in the same way: ${right.name} was answered ${describeAnswer(right)}.`,
  )
}

/** How replies to right requests are told apart from refusals. */
export type Kinds = {
  /** Every result code of the protocol. */
  readonly codes: readonly string[]
  /** The simplest right request, if it was answered. */
  readonly first: Exchange | undefined
  /** Answers that are refusals for certain. */
  readonly refusals: readonly Exchange[]
}

/**
 * Whether a reply belongs to a request that was carried out. Its result code decides. Without a readable code, it
 * counts as carried out if a correct seller carries the request out and this one does not refuse in the same way; every
 * seller carries out the very first request.
 */
export function isReplyToRight(exchange: Exchange, { codes, first, refusals }: Kinds): boolean {
  if (!exchange.reply || isDone(exchange)) return exchange.reply !== undefined
  if (exchange.meant === 'refuse' || hasCode(exchange, codes)) return false
  return exchange === first || !refusals.some((refusal) => isAlike(refusal, exchange))
}
