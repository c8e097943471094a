import type { Id, Instant, Transitions } from '@loggia/kernel'
import { marketSettingsSchema } from '@loggia/protocol/console'
import type { TicketHours } from '@loggia/protocol/console/settings/kinds'
import type {
  TicketHandler,
  TicketKind,
  TicketState,
  TicketWriter,
} from '@loggia/protocol/console/tickets/kinds'

import type { Setting } from '../platform/index.ts'

export type { TicketHandler, TicketKind, TicketState, TicketWriter }

/** When somebody answers tickets: weekdays from 1 (Monday) to 7, and minutes of the day. */
export type SupportHours = {
  readonly weekdays: readonly number[]
  readonly opensAt: number
  readonly closesAt: number
}
/** R285: whether a seller takes tickets, and its support hours. */
export type TicketDesk = SupportHours & { readonly takes: boolean }

const weekdays = [1, 2, 3, 4, 5]
const allDays = [...weekdays, 6, 7]
/** The hours of a seller that has set none. */
export const presetHours: SupportHours = { weekdays, opensAt: 540, closesAt: 1080 }

/** The hours of operators, by the setting. */
export const operatorHours: Readonly<Record<TicketHours, SupportHours>> = {
  weekdays_9_18: presetHours,
  weekdays_8_20: { weekdays, opensAt: 480, closesAt: 1200 },
  all_days_9_18: { weekdays: allDays, opensAt: 540, closesAt: 1080 },
  all_days_8_22: { weekdays: allDays, opensAt: 480, closesAt: 1320 },
  always: { weekdays: allDays, opensAt: 0, closesAt: 1440 },
}
export const ticketSettings = {
  ticketHours: {
    name: 'tickets.operator_hours',
    schema: marketSettingsSchema.shape.ticketHours,
  } satisfies Setting<TicketHours>,
}
export const ticketPresets = { ticketHours: 'weekdays_9_18' } as const

export type Ticket = {
  readonly id: Id<'tkt'>
  readonly kind: TicketKind
  readonly state: TicketState
  readonly handler: TicketHandler
  readonly beganWith: TicketHandler
  readonly buyerId: Id<'byr'>
  readonly sellerId: Id<'sel'>
  readonly orderLineId: Id<'orl'>
  readonly subscriptionId?: Id<'sub'>
  readonly title: string
  readonly openedBy: Id<'mbr'>
  readonly openedAt: Instant
  /** The first answer of the present handler. */
  readonly firstDueAt: Instant
  readonly firstAnsweredAt?: Instant
  /** Support time of the seller's first answer. If the ticket was raised before it came, the time until then. */
  readonly sellerAnswer?: { readonly ms: number; readonly kept: boolean }
  /** Support time for the solution that is left at `runningSince`, or while it is paused. */
  readonly leftMs: number
  readonly runningSince?: Instant
  /** When the handler has to act. */
  readonly dueAt?: Instant
  readonly lateAt?: Instant
  /** When it is closed if the buyer does not act. */
  readonly closesAt?: Instant
  readonly closedAt?: Instant
  readonly raisedAt?: Instant
}
export type TicketEntry = {
  readonly id: Id<'tke'>
  readonly ticketId: Id<'tkt'>
  readonly by: TicketWriter
  readonly memberId: Id<'mbr'>
  readonly text: string
  readonly at: Instant
}

/** `lapse`: the buyer has not answered. */
export type TicketAction =
  | 'take'
  | 'answer'
  | 'ask'
  | 'solve'
  | 'write'
  | 'reopen'
  | 'raise'
  | 'close'
  | 'lapse'

export const ticketTransitions = {
  waiting: {
    take: 'processing',
    answer: 'processing',
    ask: 'waiting_customer',
    solve: 'waiting_confirmation',
    write: 'waiting',
    raise: 'waiting',
    close: 'closed',
  },
  processing: {
    answer: 'processing',
    ask: 'waiting_customer',
    solve: 'waiting_confirmation',
    write: 'processing',
    raise: 'waiting',
    close: 'closed',
  },
  waiting_customer: {
    answer: 'waiting_customer',
    solve: 'waiting_confirmation',
    write: 'processing',
    raise: 'waiting',
    close: 'closed',
    lapse: 'closed',
  },
  waiting_confirmation: {
    answer: 'waiting_confirmation',
    write: 'processing',
    raise: 'waiting',
    close: 'closed',
    lapse: 'closed',
  },
  closed: { reopen: 'waiting' },
} as const satisfies Transitions<TicketState, TicketAction>
