import { z } from 'zod'
import { routes } from './route.ts'
import { nothing, timeSchema } from './values.ts'

const count = z.number().int().min(0)
const doneShape = {
  /** Moments at which something was due. */
  instants: count,
  wakeups: count,
  calls: count,
}
export const moveEndSchema = z.enum(['arrived', 'stopped', 'failed', 'interrupted'])
export const clockStateSchema = z.object({
  /** Market time. During a move it stands still at each moment until everything of it is done. */
  now: timeSchema,
  /** How far it is ahead of real time, in milliseconds. */
  aheadMs: z.number().int(),
  movable: z.boolean(),
  /** Whether who asks may move it. */
  mayMove: z.boolean(),
  /** The latest that one move may go to. */
  latest: timeSchema,
  /** The move that is under way. */
  moving: z
    .object({ ...doneShape, from: timeSchema, target: timeSchema, by: z.string(), stopping: z.boolean() })
    .optional(),
  /** The latest move that ended since the server was started. */
  last: z
    .object({
      ...doneShape,
      from: timeSchema,
      target: timeSchema,
      reached: timeSchema,
      end: moveEndSchema,
      by: z.string(),
    })
    .optional(),
})
export type ClockState = z.infer<typeof clockStateSchema>
export type MoveEnd = z.infer<typeof moveEndSchema>

const length = (most: number) => z.number().int().min(0).max(most).optional()
const moveSchema = z.discriminatedUnion('kind', [
  /** On by a length of time; months and days are the calendar’s in the market’s zone. */
  z.object({
    kind: z.literal('by'),
    months: length(1_200),
    days: length(40_000),
    hours: length(1_000_000),
    minutes: length(10_000_000),
  }),
  z.object({ kind: z.literal('to'), at: timeSchema }),
  /** To the next thing that happens by itself. */
  z.object({ kind: z.literal('next') }),
])
export type MoveAsk = z.infer<typeof moveSchema>

const moveRoute = {
  summary:
    'Move the market’s time on; everything due on the way happens at its own time. It goes on after the answer',
  body: moveSchema,
  reply: clockStateSchema,
} as const
const stopRoute = { summary: 'Stop a move before its next moment', reply: nothing, status: 204 } as const

export const clockRoutes = routes({
  'GET /api/clock': {
    summary: 'The market’s time, whether it may be moved, and the move that is under way',
    role: 'member',
    reply: clockStateSchema,
  },
  'POST /api/operator/clock/moves': { ...moveRoute, role: 'operator' },
  'POST /api/operator/clock/stop': { ...stopRoute, role: 'operator' },
  'POST /api/seller/clock/moves': { ...moveRoute, role: 'seller' },
  'POST /api/seller/clock/stop': { ...stopRoute, role: 'seller' },
})
