import { z } from 'zod'
import { moveEnds } from './kinds.ts'
import { defineRoutes } from '../route.ts'
import { nothing, timeSchema } from '../values.ts'

const count = z.number().int().min(0)

const doneShape = {
  /** Instants at which something was due. */
  instants: count,
  wakeups: count,
  calls: count,
}

export const moveEndSchema = z.enum(moveEnds)

export const clockStateSchema = z.object({
  /** Market time. During a move it stands still at each instant until everything due then is done. */
  now: timeSchema,
  /** Distance from real time, in milliseconds. */
  aheadMs: z.number().int(),
  movable: z.boolean(),
  /** Whether the asking member may move it. */
  mayMove: z.boolean(),
  /** The latest target of one move. */
  latest: timeSchema,
  /** The running move. */
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
const length = (most: number) => z.number().int().min(0).max(most).optional()

const moveSchema = z.discriminatedUnion('kind', [
  /** By a length of time; months and days follow the calendar of the market's zone. */
  z.object({
    kind: z.literal('by'),
    months: length(1_200),
    days: length(40_000),
    hours: length(1_000_000),
    minutes: length(10_000_000),
  }),
  z.object({ kind: z.literal('to'), at: timeSchema }),
  /** To the next thing that is due. */
  z.object({ kind: z.literal('next') }),
])

export type MoveAsk = z.infer<typeof moveSchema>
const moveRoute = {
  whileSuspended: 'allowed',
  summary: {
    en: 'Move the clock of the marketplace forward; everything due in between happens at its own time. The move continues after the response',
    zh: '推进云商店的时间，期间到期的任务在各自的时刻执行；返回响应后继续推进',
  },
  body: moveSchema,
  reply: clockStateSchema,
} as const

const stopRoute = {
  whileSuspended: 'allowed',
  summary: { en: 'Stop a move of the clock before its next event', zh: '在下一个任务之前停止推进时间' },
  reply: nothing,
  status: 204,
} as const

export const clockRoutes = defineRoutes({
  'GET /api/clock': {
    summary: {
      en: 'Get the time of the marketplace, whether it can be moved, and the current move',
      zh: '查询云商店的时间、能否推进，以及正在进行的推进',
    },
    role: 'member',
    reply: clockStateSchema,
  },
  'POST /api/operator/clock/moves': { ...moveRoute, role: 'operator', needs: 'main' },
  'POST /api/operator/clock/stop': { ...stopRoute, role: 'operator', needs: 'main' },
  'POST /api/seller/clock/moves': { ...moveRoute, role: 'seller', needs: 'calls:write' },
  'POST /api/seller/clock/stop': { ...stopRoute, role: 'seller', needs: 'calls:write' },
})
