import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  fromDays,
  fromHours,
  fromIso,
  fromMinutes,
  Problem,
  toInstant,
  toZone,
  weekendsOnly,
} from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import { presetHours } from '../schema.ts'
import type { Ticket, TicketAction, TicketHandler, TicketState } from '../schema.ts'
import { decideHandler, decideTicket, findMedian, listActs, startClocks } from './acts.ts'
import type { Times } from './acts.ts'

const zone = toZone('Asia/Shanghai')
const days = { zone, calendar: weekendsOnly }
const times: Times = {
  seller: { hours: { weekdays: [1, 2, 3, 4, 5, 6], opensAt: 480, closesAt: 1200 }, days },
  operator: { hours: presetHours, days },
}
const start = fromIso('2026-11-30T10:00:00+08:00')

const toTicket = (handler: TicketHandler): Ticket => ({
  id: 'tkt_1',
  kind: 'question',
  state: 'waiting',
  handler,
  beganWith: handler,
  buyerId: 'byr_1',
  sellerId: 'sel_1',
  orderLineId: 'orl_1',
  title: 'A question',
  openedBy: 'mbr_1',
  openedAt: start,
  ...startClocks(start, times[handler]),
})

/** All times are multiples of these minutes. */
const step = 10

/** What a person with a calendar on the wall would say about a ticket, step by step. */
type Model = {
  handler: TicketHandler
  state: TicketState
  now: Instant
  /** Minutes of support time since the handler began, and since the solution is waited for. */
  sinceBegin: number
  used: number
  isAnswered: boolean
  sellerKept: boolean | undefined
  closedFor: number
  silentFor: number
}

/** China has no summer time; Thursday was 1 January 1970. */
const isSupported = (now: Instant, handler: TicketHandler): boolean => {
  const minutes = now / 60_000 + 480
  const weekday = (4 + Math.floor(minutes / 1440)) % 7
  const at = minutes % 1440
  if (handler === 'seller') return weekday !== 0 && at >= 480 && at < 1200
  return weekday !== 0 && weekday !== 6 && at >= 540 && at < 1080
}

function passMinutes(model: Model, minutes: number): void {
  for (let passed = 0; passed < minutes; passed += step) {
    if (isSupported(model.now, model.handler)) {
      model.sinceBegin += step
      if (model.state === 'waiting' || model.state === 'processing') model.used += step
    }
    if (model.state === 'closed') model.closedFor += step
    if (model.state.startsWith('waiting_')) model.silentFor += step
    model.now = toInstant(model.now + fromMinutes(step))
  }
}

const isModelLate = ({ isAnswered, sinceBegin, used }: Model): boolean =>
  isAnswered ? used >= 2400 : sinceBegin >= 480

/** Undefined: not possible. Written without the table of transitions. */
function act(model: Model, action: TicketAction): boolean {
  const { state } = model
  const isBuyersTurn = state === 'waiting_customer' || state === 'waiting_confirmation'
  switch (action) {
    case 'take':
      if (state !== 'waiting') return false
      model.state = 'processing'
      return true
    case 'answer':
    case 'ask':
    case 'solve': {
      if (state === 'closed' || (action !== 'answer' && state === 'waiting_confirmation')) return false
      if (action === 'ask' && state === 'waiting_customer') return false
      if (!model.isAnswered && model.handler === 'seller')
        model.sellerKept ??= model.sinceBegin < 480 || (model.sinceBegin === 480 && !isOver(model))
      model.isAnswered = true
      if (action === 'ask') model.state = 'waiting_customer'
      else if (action === 'solve') model.state = 'waiting_confirmation'
      else if (state === 'waiting') model.state = 'processing'
      if (!isBuyersTurn || model.state !== state) model.silentFor = 0
      return true
    }
    case 'write':
      if (state === 'closed') return false
      if (isBuyersTurn) model.state = 'processing'
      return true
    case 'raise':
      if (state === 'closed' || model.handler === 'operator') return false
      if (!model.isAnswered && !isModelLate(model)) return false
      model.sellerKept ??= false
      Object.assign(model, {
        handler: 'operator',
        state: 'waiting',
        sinceBegin: 0,
        used: 0,
        isAnswered: false,
      })
      return true
    case 'close':
    case 'lapse':
      if (state === 'closed' || (action === 'lapse' && !isBuyersTurn)) return false
      Object.assign(model, { state: 'closed', closedFor: 0 })
      return true
    case 'reopen':
      if (state !== 'closed' || model.closedFor >= 14 * 1440) return false
      Object.assign(model, { state: 'waiting', used: 0, sinceBegin: 0 })
      return true
    default:
      return action satisfies never
  }
}
/** Exactly eight hours are in time only at the moment at which they end. */
const isOver = ({ now, handler }: Model): boolean => !isSupported(toInstant(now - fromMinutes(step)), handler)

const actions = [
  'take',
  'answer',
  'ask',
  'solve',
  'write',
  'reopen',
  'raise',
  'close',
  'lapse',
] as const satisfies readonly TicketAction[]
const steps = fc.array(
  fc.record({
    action: fc.constantFrom<TicketAction[]>(...actions, 'write', 'ask', 'reopen'),
    minutes: fc.oneof(fc.nat(30), fc.nat(400), fc.constant(2160)).map((nth) => nth * step),
  }),
  { minLength: 1, maxLength: 15 },
)

function tryStep(ticket: Ticket, action: TicketAction, now: Instant): Ticket | undefined {
  try {
    return decideTicket(ticket, action, { now, times })
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

test('R285: whatever buyers, sellers and operators try, state, clocks and record are those of a plain count', () => {
  fc.assert(
    fc.property(fc.constantFrom('seller' as const, 'operator' as const), steps, (handler, tried) => {
      let ticket = toTicket(handler)
      const model: Model = {
        handler,
        state: 'waiting',
        now: start,
        sinceBegin: 0,
        used: 0,
        isAnswered: false,
        sellerKept: undefined,
        closedFor: 0,
        silentFor: 0,
      }
      for (const { action, minutes } of tried) {
        passMinutes(model, minutes)
        const { now } = model
        const mayNow = listActs(
          ticket,
          action === 'raise' || action === 'write' ? 'buyer' : ticket.handler,
          now,
        )
        const next = tryStep(ticket, action, now)

        expect([action, next !== undefined]).toEqual([action, act(model, action)])
        if (action === 'raise' || action === 'take') expect(mayNow.includes(action)).toBe(next !== undefined)
        ticket = next ?? ticket
        expect(ticket).toMatchObject({ state: model.state, handler: model.handler })
        expect(ticket.sellerAnswer?.kept).toBe(model.sellerKept)
        const isRunning = model.state === 'waiting' || model.state === 'processing'
        expect([ticket.runningSince !== undefined, ticket.dueAt !== undefined]).toEqual([
          isRunning,
          isRunning,
        ])
        if (next) expect(ticket.leftMs).toBe(Math.max(0, fromHours(40) - fromMinutes(model.used)))
        expect(ticket.closesAt !== undefined).toBe(model.state.startsWith('waiting_'))
        if (next && ticket.closesAt !== undefined)
          expect(ticket.closesAt).toBe(now + fromDays(7) - fromMinutes(model.silentFor))
      }
    }),
    { numRuns: 150 },
  )
})

test('R285: the seller answers if it takes tickets, and never a complaint', () => {
  expect([
    decideHandler('fault', true),
    decideHandler('fault', false),
    decideHandler('complaint', true),
  ]).toEqual(['seller', 'operator', 'operator'])
})

test('an answer time is shown only of enough answers', () => {
  expect([findMedian([1, 2, 3, 4]), findMedian([1, 2, 3, 4, 5]), findMedian([1, 2, 3, 4, 5, 6])]).toEqual([
    undefined,
    3,
    4,
  ])
})
