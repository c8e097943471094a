import { fromHours, fromMinutes } from '@loggia/kernel'
import { defineDialect } from '../define-dialect.ts'
import { defineFamily } from '../define-family.ts'
import type { Outcome } from '../schema.ts'

/** Something to fetch or carry, by its name. */
export type Errand = { readonly kind: 'fetch' | 'carry'; readonly reference: string }
/** The facts that requests contain. */
export type ErrandFacts = { readonly weight: number }
/** The seller's number of an accepted errand. */
export type ErrandAnswer = { readonly reference?: string; readonly by?: string }

type Reply = { readonly status: 'done' | 'later' | 'no'; readonly number?: string; readonly by?: string }

function readReply({ status, number: reference, by }: Reply): Outcome<ErrandAnswer> {
  const named = reference === undefined ? {} : { reference }
  if (status === 'no') {
    const verdict = { code: 'refused', resultCode: 'no', resultMsg: null } as const
    return { kind: 'refused', verdict, resultCode: 'no', ...named }
  }
  const data = by === undefined ? named : { ...named, by }
  return status === 'done'
    ? { kind: 'confirmed', verdict: { code: 'succeeded' }, resultCode: status, data }
    : { kind: 'pending', verdict: { code: 'pending' }, resultCode: status, data }
}

const errandsV1 = defineDialect<Errand, ErrandFacts, ErrandAnswer>({
  protocol: 'errands-v1',
  operations: {
    fetch: {
      activity: 'bring',
      windowMs: fromHours(1),
      spacing: { kind: 'even', everyMs: fromMinutes(7) },
      source: 'the tests',
      supports: ({ reference }) => reference !== 'the moon',
    },
    carry: {
      activity: 'bear',
      windowMs: fromHours(2),
      spacing: { kind: 'even', everyMs: fromMinutes(1) },
      source: 'the tests',
      patient: {
        windowMs: fromHours(72),
        spacing: { kind: 'even', everyMs: fromMinutes(1) },
        source: 'the tests, with patience',
      },
    },
  },
  includesFacts: true,
  toWire: ({ operation: { kind, reference }, facts, accessKey }) => ({
    method: 'POST',
    ...(kind === 'carry' && { path: '/heavy' }),
    query: 'errand=yes',
    headers: { 'x-errand-key': accessKey },
    body: JSON.stringify({ do: kind, what: reference, weight: facts?.weight }),
  }),
  fromWire: (_errand, { body }) => readReply(JSON.parse(Buffer.from(body).toString()) as Reply),
  secretsOf: new Set(['by']),
  timeLimitMs: 5000,
  replyLimitBytes: 1000,
})

/** A family for tests only: an errand is accepted with a number, and confirmed later. */
export const errands = defineFamily({
  name: 'errands',
  of: 'seller',
  dialects: { 'errands-v1': errandsV1 },
  isAccepted: ({ kind }, outcome) =>
    outcome.kind === 'confirmed' ||
    (outcome.kind === 'pending' && kind === 'carry' && outcome.data.reference !== undefined),
})
