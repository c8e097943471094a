import { z } from 'zod'
import { routes } from './route.ts'
import { idOf, pageOf, pageQuery, textSchema, timeSchema } from './values.ts'

export const callStateSchema = z.enum([
  'waiting',
  'sending',
  'confirmed',
  'refused',
  'stopped',
  'superseded',
  'stuck',
])
/** What came of one attempt: a code of the closed list, its values, and the sentence for people. */
export const verdictSchema = z.object({
  code: z.string(),
  params: z.record(z.string(), z.unknown()),
  sentence: textSchema,
})
export const callSummarySchema = z.object({
  id: idOf('cal'),
  /** The interface as the protocol names it, such as newInstance. */
  activity: z.string(),
  state: callStateSchema,
  live: z.boolean(),
  product: z.object({ id: idOf('prd'), name: textSchema }),
  order: z.object({ id: idOf('ord'), number: z.string() }).optional(),
  attempts: z.number().int(),
  createdAt: timeSchema,
  /** When it goes out next, while it waits. */
  dueAt: timeSchema.optional(),
  windowEndsAt: timeSchema,
  last: z
    .object({
      at: timeSchema,
      durationMs: z.number().int().optional(),
      verdict: verdictSchema.optional(),
      resultCode: z.string().optional(),
    })
    .optional(),
})
/** Headers as sent or received; bodies as text, with secret members masked and the original’s length and SHA-256 beside. */
const exchangePartSchema = z.object({
  line: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string(),
  bodyBytes: z.number().int(),
  bodySha256: z.string(),
  masked: z.array(z.string()),
})
export const attemptSchema = z.object({
  n: z.number().int(),
  startedAt: timeSchema,
  durationMs: z.number().int().optional(),
  late: z.boolean(),
  request: exchangePartSchema,
  reply: exchangePartSchema.optional(),
  verdict: verdictSchema.optional(),
})
export const callSchema = callSummarySchema.extend({ attemptList: z.array(attemptSchema) })

export type CallState = z.infer<typeof callStateSchema>
export type CallVerdict = z.infer<typeof verdictSchema>
export type CallSummary = z.infer<typeof callSummarySchema>
export type CallAttempt = z.infer<typeof attemptSchema>
export type Call = z.infer<typeof callSchema>
export type ExchangePart = z.infer<typeof exchangePartSchema>

export const callRoutes = routes({
  'GET /api/seller/calls': {
    summary: 'Calls to the seller’s production addresses, newest first (R250)',
    role: 'seller',
    query: pageQuery.extend({
      orderId: idOf('ord').optional(),
      state: callStateSchema.optional(),
      activity: z.string().max(64).optional(),
    }),
    reply: pageOf(callSummarySchema),
  },
  'GET /api/seller/calls/:callId': {
    summary: 'One call with every attempt and its bytes',
    role: 'seller',
    params: z.object({ callId: idOf('cal') }),
    reply: callSchema,
  },
})
