import { setTimeout as pause } from 'node:timers/promises'
import type { Outgoing } from './seller.ts'

const text = { 'Content-Type': 'text/plain' }
const json = { 'Content-Type': 'application/json' }

/** How sellers that do no more than they must answer requests that they refuse or do not know. */
export const plainAnswers = {
  ownCode: { status: 200, headers: json, body: '{"resultCode":"999999","resultMsg":"failed"}' },
  badRequest: { status: 400, headers: text, body: 'Bad Request' },
  emptyObject: { status: 200, headers: json, body: '{}' },
  serverError: { status: 500, headers: text, body: 'Internal Server Error' },
} as const satisfies Record<string, Outgoing>

/** The time limit of a run with a slow seller. */
export const slowLimitMs = 2000

/** Delays each answer, like a seller that needs one of the twenty seconds. */
export const answerSlowly = <Given extends unknown[]>(right: {
  readonly handle: (...given: Given) => Promise<Outgoing>
}): { readonly handle: (...given: Given) => Promise<Outgoing> } => ({
  handle: async (...given) => {
    await pause(100)
    return right.handle(...given)
  },
})
