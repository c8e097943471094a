import { CannotJudge, LeftOpen } from '../engine/check.ts'
import type { Judgement } from '../engine/check.ts'
import { describeAnswer, describeOwnWords } from '../engine/exchange.ts'
import type { Exchange } from '../engine/exchange.ts'
import { toFault, findFirstFault, hasCode } from '../engine/judging.ts'

/** Whether a reply says that the request was carried out or is being carried out, with the code as a text or as the number 0. */
export const isDone = ({ code, json }: Exchange): boolean =>
  code === '000000' || code === '000004' || json?.['resultCode'] === 0

/** A reply that there is, or nothing to judge: of what was not answered nobody can say how it was. */
export function requireReply(exchange: Exchange): void {
  if (!exchange.reply)
    throw new LeftOpen(`There was no reply: ${exchange.name} was ${describeNoReply(exchange)}.`)
}

const describeNoReply = ({ noReply }: Exchange): string =>
  noReply?.code === 'failed' ? `not answered (${noReply.reason})` : 'not answered in time'

/** {@link requireReply}, of what was carried out. */
export function requireDone(exchange: Exchange): void {
  requireReply(exchange)
  if (!isDone(exchange))
    throw new CannotJudge(
      `There is nothing to look at: ${exchange.name} was answered ${describeAnswer(exchange)}.`,
    )
}

/** What a reply says of an instance, which is only for who has proved who he is. */
function discloses({ json }: Exchange): boolean {
  const info = json?.['info']
  const appInfo = json?.['appInfo']
  return (Array.isArray(info) && info.length > 0) || (typeof appInfo === 'object' && appInfo !== null)
}

/**
 * The exchange has to be refused: by whatever answer, as long as it does not say that it was done and tells nothing. The
 * code is judged elsewhere, and so is whether it was done all the same. What was not answered was not refused.
 */
export function judgeRefusedAnyhow(exchange: Exchange): Judgement {
  const isRefusal = exchange.reply !== undefined && !isDone(exchange)
  if (!isRefusal) return toFault(exchange, `was answered ${describeAnswer(exchange)}; it has to be refused`)
  return discloses(exchange)
    ? toFault(exchange, 'was refused and told of an instance all the same')
    : undefined
}

/** A request that is to be refused, and the codes that say what is wrong with it. */
export type Refused = { readonly exchange: Exchange; readonly codes: readonly string[] }

/** What was refused has to be refused with the code for it; what was not is found elsewhere. */
export function judgeRefusalCodes(all: readonly Refused[]): Judgement {
  const refused = all.filter(({ exchange }) => exchange.reply && !isDone(exchange))
  if (refused.length === 0) throw new CannotJudge('Nothing was refused.')
  return findFirstFault(refused, ({ exchange, codes }) =>
    hasCode(exchange, codes)
      ? undefined
      : toFault(
          exchange,
          `was answered ${describeAnswer(exchange)}; ${codes.join(' or ')} would say what is wrong with it`,
        ),
  )
}

const answerIn = ({ reply, json }: Exchange): string =>
  JSON.stringify([reply?.status, json?.['resultCode'] ?? null])

/** Whether two requests were answered alike: with the same HTTP status, and with the same code or none. */
export const isAlike = (one: Exchange, other: Exchange): boolean =>
  one.reply !== undefined && other.reply !== undefined && answerIn(one) === answerIn(other)

/** What shows how a seller answers: a plain right request, and one that is surely forged. */
export type Compared = { readonly right: Exchange; readonly forged: Exchange }

/**
 * A request with a right proof has to be carried out where the plain right request was, and has to be answered as that one
 * otherwise. Where that one is answered as a forged one is, everything is refused.
 */
export function judgeTakenForRight(exchange: Exchange, { right, forged }: Compared): Judgement {
  const isAsForged = isAlike(exchange, forged)
  if (isDone(exchange) || (!isDone(right) && isAlike(exchange, right) && !isAsForged)) return undefined
  const how = isAsForged ? ', as a forged request is' : ''
  return toFault(
    exchange,
    `was answered ${describeAnswer(exchange)}${describeOwnWords(exchange)}${how}; nothing is wrong with it`,
  )
}

/**
 * A request with a wrong proof has to be refused. Where the plain right request was not carried out either, only another
 * answer than that shows that it was refused for its proof.
 */
export function judgeTakenForForged(exchange: Exchange, right: Exchange): Judgement {
  const fault = judgeRefusedAnyhow(exchange)
  if (fault !== undefined || isDone(right) || !isAlike(exchange, right)) return fault
  throw new LeftOpen(
    `The server refuses a right request in the same way: ${right.name} was answered ${describeAnswer(right)}.`,
  )
}

/** By what replies to right requests are told from refusals. */
export type Kinds = {
  /** Every result code of the protocol. */
  readonly codes: readonly string[]
  /** The plainest right request of all, if it was answered. */
  readonly first: Exchange | undefined
  /** Answers that are surely refusals. */
  readonly refusals: readonly Exchange[]
}

/**
 * Whether a reply is one to a request that was carried out: by what it says. Where it says nothing that can be read, because
 * a right seller carries the request out and this one does not refuse so; the first request of all every seller carries out.
 */
export function isReplyToRight(exchange: Exchange, { codes, first, refusals }: Kinds): boolean {
  if (!exchange.reply || isDone(exchange)) return exchange.reply !== undefined
  if (exchange.meant === 'refuse' || hasCode(exchange, codes)) return false
  return exchange === first || !refusals.some((refusal) => isAlike(refusal, exchange))
}
