import { setTimeout as pause } from 'node:timers/promises'
import type { Outgoing } from './seller.ts'

const text = { 'Content-Type': 'text/plain' }
const json = { 'Content-Type': 'application/json' }

/** Answers of sellers that do no more than they have to: to what they refuse, and to what they do not know. */
export const plainAnswers = {
  ownCode: { status: 200, headers: json, body: '{"resultCode":"999999","resultMsg":"failed"}' },
  badRequest: { status: 400, headers: text, body: 'Bad Request' },
  emptyObject: { status: 200, headers: json, body: '{}' },
  serverError: { status: 500, headers: text, body: 'Internal Server Error' },
} as const satisfies Record<string, Outgoing>

/** The time limit of a run with a slow seller. */
export const slowLimitMs = 2000

/** Needs its time for each answer, as one that needs a second of twenty. */
export const answerSlowly = <Given extends unknown[]>(right: {
  readonly handle: (...given: Given) => Promise<Outgoing>
}): { readonly handle: (...given: Given) => Promise<Outgoing> } => ({
  handle: async (...given) => {
    await pause(100)
    return right.handle(...given)
  },
})
