import type { Judgement } from './check.ts'
import { describeAnswer, describeOwnWords } from './exchange.ts'
import type { Exchange } from './exchange.ts'

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** A sentence that begins with the name of an exchange. */
export const writeSentence = ({ name }: Exchange, what: string): string => `${capital(name)} ${what}.`

/** A fault of one exchange: a sentence of its name and `what`. */
export const toFault = (exchange: Exchange, what: string): Judgement => ({
  why: writeSentence(exchange, what),
  exchanges: [exchange],
})

/** Whether the reply has one of these codes, even if something else is wrong with it. */
export const hasCode = ({ code }: Exchange, codes: readonly string[]): boolean =>
  code !== undefined && codes.includes(code)

const anyOf = (codes: readonly string[]): string => codes.join(' or ')

/** Requires a refusal with one of these codes. */
export const judgeRefused = (exchange: Exchange, ...codes: string[]): Judgement =>
  hasCode(exchange, codes)
    ? undefined
    : toFault(exchange, `was answered ${describeAnswer(exchange)}; it must be refused with ${anyOf(codes)}`)

/** Requires acceptance with one of these codes. */
export const judgeAccepted = (exchange: Exchange, ...codes: string[]): Judgement =>
  hasCode(exchange, codes)
    ? undefined
    : toFault(
        exchange,
        `was answered ${describeAnswer(exchange)}${describeOwnWords(exchange)}; it must be answered with ${anyOf(codes)}`,
      )

/** The first fault in a list. */
export function findFirstFault<T>(all: readonly T[], judge: (one: T) => Judgement): Judgement {
  for (const one of all) {
    const fault = judge(one)
    if (fault !== undefined) return fault
  }
  return undefined
}
