import { Problem, omitUndefined } from '@loggia/kernel'
import { describeInputFault } from '@loggia/diagnosis'
import type { Diagnosis, Exchange, InputFault, NamedKey } from '@loggia/diagnosis'
import { debuggingProblems } from '../problems.ts'

/** The limit per seller and minute: a diagnosis takes a tenth of a second, and one thread makes them all. */
export const mostDiagnosesAMinute = 30

/** The refusal of a text that is no exchange, with a sentence on what is wrong with it. */
export function createUnreadableProblem(fault: InputFault): Problem {
  const { kind, code } = debuggingProblems.exchange_unreadable()
  const sentences = {
    'zh-CN': describeInputFault(fault, 'zh-CN'),
    'en-US': describeInputFault(fault, 'en-US'),
  }
  return new Problem({ kind, code, sentences, details: { fault: fault.code } })
}

/** One of the seller's keys, decrypted. */
export type OpenedKey = {
  readonly id: string
  readonly interfaceClass: string
  readonly hint: string
  readonly accessKey: string
}

/** The seller's other keys, named by class and hint. */
export const listOtherKeys = (keys: readonly OpenedKey[], used: string): NamedKey[] =>
  keys
    .filter(({ accessKey }) => accessKey !== used)
    .map(({ interfaceClass, hint, accessKey }) => ({ name: `${interfaceClass} …${hint}`, key: accessKey }))

type Message = {
  readonly line: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
}

/** A stored attempt as input of the diagnosis. */
export function toExchange(request: Message, reply: Message | undefined): Exchange {
  const [, method = '', target = ''] = /^(\S+) (\S+)/.exec(request.line) ?? []
  const status = Number(/\b(\d{3})\b/.exec(reply?.line ?? '')?.[1] ?? 0)
  return omitUndefined({
    request: { method, target, headers: request.headers, body: request.body },
    reply: reply ? { status, headers: reply.headers, body: reply.body } : undefined,
  })
}

/** Removes the texts around differences: a reply may contain data that only the buyer may see. */
export const withoutExcerpts = ({ problems, ...rest }: Diagnosis): Diagnosis => ({
  ...rest,
  problems: problems.map(({ subject, explanations }) => ({
    subject,
    explanations: explanations.map(({ difference, ...one }) =>
      difference
        ? { ...one, difference: { ...difference, before: '', signedText: '', receivedText: '' } }
        : one,
    ),
  })),
})
