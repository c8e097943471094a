import { callStates } from '@loggia/protocol/console/calls/kinds'
import type { RefundKind } from '@loggia/protocol/console/refunds/kinds'
import type { Period } from '@loggia/protocol/console/catalog/kinds'
import { periods } from '@loggia/protocol/console/catalog/kinds'
import type { CallState, CallVerdict, HistoryEntry, Money, Text } from '@loggia/protocol/console'

type Data = HistoryEntry['data']
/** What happened to a call, by the interface's name. */
export type OfActivity = 'call.stopped' | 'call.stuck' | 'call.superseded' | 'call.applied' | 'call.expired'
/** What happened to an instance, by the seller's id of it. */
export type OfReference =
  | 'instance.accepted'
  | 'instance.opened'
  | 'instance.released'
  | 'instance.orphan_found'
  | 'instance.second'
  | 'instance.unaddressed'
  | 'instance.shared'
/** Whether the seller knows the new end of a service. */
export type OfEnd = 'renewal.told' | 'renewal.unconfirmed'
export type OfChange = 'change.applied' | 'change.failed'
/** What people did to a delivery: performed, accepted, rejected, given back. */
export type OfDelivery = 'delivery.made' | 'delivery.accepted' | 'delivery.rejected' | 'delivery.refunded'
type Body =
  | { readonly kind: 'order.submitted'; readonly total: Money; readonly lines: readonly SubmittedLine[] }
  | { readonly kind: 'order.paid'; readonly amount: Money; readonly balanceAfter?: Money | undefined }
  | {
      readonly kind: 'order.cancelled'
      readonly by: 'buyer' | 'market'
      /** What was sold no more, or not now (R50, R53); unnamed to a seller of something else in the order. */
      readonly stopped?:
        | { readonly product?: Text | undefined; readonly why: 'suspended' | 'delisted' }
        | undefined
    }
  | { readonly kind: 'order.stock_released' }
  | { readonly kind: 'opening.started'; readonly until: string }
  | ({ readonly kind: 'call.attempted' } & Attempt)
  | { readonly kind: OfActivity; readonly activity: string }
  /** Without another call it is the same one that goes out again. */
  | {
      readonly kind: 'call.restarted'
      readonly activity: string
      readonly restartedAs?: string | undefined
    }
  | { readonly kind: OfReference; readonly reference?: string | undefined }
  /** The term is there unless the line that was settled last is one that was refunded. */
  | {
      readonly kind: 'order.completed'
      readonly term?: { readonly startsAt: string; readonly endsAt: string }
    }
  | { readonly kind: 'opening.failed'; readonly reason?: string | undefined }
  | {
      readonly kind: 'order.refunded'
      readonly amount: Money
      readonly cause?: RefundCause | undefined
      readonly refundNumber?: string | undefined
      readonly refundOrderId?: string | undefined
    }
  | { readonly kind: 'instance.orphan_possible' }
  | { readonly kind: 'term.added'; readonly startsAt: string; readonly endsAt?: string | undefined }
  | { readonly kind: OfEnd; readonly endsAt: string }
  | { readonly kind: OfChange }
  | { readonly kind: OfDelivery; readonly said?: string | undefined; readonly file?: string | undefined }
  /** A kind that this version does not know, or one whose data is not as expected: told by its name alone. */
  | { readonly kind: 'plain'; readonly name: string }

export type SubmittedLine = {
  readonly name: Text
  readonly quantity: number
  readonly period: Period
  readonly periodCount: number
}
export type Attempt = {
  readonly callId: string
  readonly activity: string
  readonly n: number
  readonly verdict?: CallVerdict | undefined
  readonly resultCode?: string | undefined
  readonly durationMs?: number | undefined
  readonly state: CallState
  readonly nextAt?: string | undefined
}
/** One entry of a time line with its data read; `who` is the person who did it, if one did. */
export type Fact = {
  readonly sequence: number
  readonly at: string
  readonly who?: string | undefined
} & Body
export type FactOf<K extends Fact['kind']> = Extract<Fact, { kind: K }>

/** Reads history entries; it never fails, since a stream may tell of kinds that are newer than the page. */
export function readFact(entry: HistoryEntry): Fact {
  const body = readers[entry.kind]?.(entry.data) ?? { kind: 'plain', name: entry.kind }
  return { sequence: entry.sequence, at: entry.at, who: entry.actor.name, ...body }
}

const ofReference =
  (kind: OfReference) =>
  (data: Data): Body => ({ kind, reference: stringOf(data['reference']) })

const ofActivity =
  (kind: OfActivity) =>
  (data: Data): Body | undefined => {
    const activity = stringOf(data['activity'])
    return activity === undefined ? undefined : { kind, activity }
  }

const ofDelivery =
  (kind: OfDelivery) =>
  (data: Data): Body => ({
    kind,
    said: stringOf(data['reason']) ?? stringOf(data['note']),
    file: stringOf(data['file']),
  })

const ofEnd =
  (kind: OfEnd) =>
  (data: Data): Body | undefined => {
    const endsAt = timeOf(data['endsAt'])
    return endsAt === undefined ? undefined : { kind, endsAt }
  }

function stoppedOf(data: Data): FactOf<'order.cancelled'>['stopped'] {
  const why = data['why']
  return why === 'suspended' || why === 'delisted' ? { product: textOf(data['product']), why } : undefined
}

const readers: Readonly<Record<string, (data: Data) => Body | undefined>> = {
  'order.submitted': (data) => {
    const total = moneyOf(data['total'])
    return total && { kind: 'order.submitted', total, lines: linesOf(data['lines']) }
  },
  'order.paid': (data) => {
    const amount = moneyOf(data['amount'])
    return amount && { kind: 'order.paid', amount, balanceAfter: moneyOf(data['balanceAfter']) }
  },
  'order.cancelled': (data) => ({
    kind: 'order.cancelled',
    by: data['by'] === 'market' ? 'market' : 'buyer',
    stopped: stoppedOf(data),
  }),
  'order.stock_released': () => ({ kind: 'order.stock_released' }),
  'opening.started': (data) => {
    const until = timeOf(data['until'])
    return until === undefined ? undefined : { kind: 'opening.started', until }
  },
  'call.attempted': (data) => {
    const attempt = attemptOf(data)
    return attempt && { kind: 'call.attempted', ...attempt }
  },
  'call.stopped': ofActivity('call.stopped'),
  'call.stuck': ofActivity('call.stuck'),
  'call.superseded': ofActivity('call.superseded'),
  'call.applied': ofActivity('call.applied'),
  'call.expired': ofActivity('call.expired'),
  'call.restarted': (data) => {
    const activity = stringOf(data['activity'])
    const restartedAs = stringOf(data['restartedAs'])
    return activity === undefined ? undefined : { kind: 'call.restarted', activity, restartedAs }
  },
  'instance.accepted': ofReference('instance.accepted'),
  'instance.opened': ofReference('instance.opened'),
  'instance.released': ofReference('instance.released'),
  'instance.orphan_found': ofReference('instance.orphan_found'),
  'instance.second': ofReference('instance.second'),
  'instance.unaddressed': ofReference('instance.unaddressed'),
  'instance.shared': ofReference('instance.shared'),
  'order.completed': (data) => {
    const startsAt = timeOf(data['startsAt'])
    const endsAt = timeOf(data['endsAt'])
    if (startsAt !== undefined && endsAt !== undefined)
      return { kind: 'order.completed', term: { startsAt, endsAt } }
    return 'startsAt' in data ? undefined : { kind: 'order.completed' }
  },
  'opening.failed': (data) => ({ kind: 'opening.failed', reason: stringOf(data['reason']) }),
  'order.refunded': (data) => {
    const amount = moneyOf(data['amount'])
    const refundNumber = stringOf(data['refundNumber'])
    const refundOrderId = stringOf(data['refundOrderId'])
    const cause = readCause(data['cause'])
    return amount && { kind: 'order.refunded', amount, cause, refundNumber, refundOrderId }
  },
  // On the refund order's own time line.
  'refund.paid': (data) => {
    const amount = moneyOf(data['amount'])
    return amount && { kind: 'order.refunded', amount, cause: readCause(data['cause']) }
  },
  'instance.orphan_possible': () => ({ kind: 'instance.orphan_possible' }),
  'term.added': (data) => {
    const startsAt = timeOf(data['startsAt'])
    return startsAt === undefined
      ? undefined
      : { kind: 'term.added', startsAt, endsAt: timeOf(data['endsAt']) }
  },
  'renewal.told': ofEnd('renewal.told'),
  'renewal.unconfirmed': ofEnd('renewal.unconfirmed'),
  'delivery.made': ofDelivery('delivery.made'),
  'delivery.accepted': ofDelivery('delivery.accepted'),
  'delivery.rejected': ofDelivery('delivery.rejected'),
  'delivery.refunded': ofDelivery('delivery.refunded'),
  'change.applied': () => ({ kind: 'change.applied' }),
  'change.failed': () => ({ kind: 'change.failed' }),
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
export const stringOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined
export const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : undefined
export const timeOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value) ? value : undefined

/** Why money went back. */
export type RefundCause = 'opening_failed' | 'not_delivered' | 'change_failed' | RefundKind
const refundCauses = ['opening_failed', 'not_delivered', 'change_failed', 'five_day', 'renewal'] as const
export const readCause = (value: unknown): RefundCause | undefined =>
  refundCauses.find((cause) => cause === value)

export function moneyOf(value: unknown): Money | undefined {
  if (!isRecord(value)) return undefined
  const { amount, currency } = value
  if (typeof amount !== 'string' || !/^-?\d{1,15}\.\d{2}$/.test(amount)) return undefined
  return currency === 'CNY' || currency === 'USD' ? { amount, currency } : undefined
}

export function textOf(value: unknown): Text | undefined {
  if (!isRecord(value)) return undefined
  const zh = stringOf(value['zh'])
  const en = stringOf(value['en'])
  return zh === undefined || en === undefined ? undefined : { zh, en }
}

/** The values that were chosen of attributes; empty where none are told. */
export function valuesOf(value: unknown): { name: Text; value: Text }[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((one: unknown) => {
    const name = isRecord(one) ? textOf(one['name']) : undefined
    const chosen = isRecord(one) ? textOf(one['value']) : undefined
    return name && chosen ? [{ name, value: chosen }] : []
  })
}

function linesOf(value: unknown): readonly SubmittedLine[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((line: unknown) => {
    if (!isRecord(line)) return []
    const name = textOf(line['name'])
    const quantity = numberOf(line['quantity'])
    const periodCount = numberOf(line['periodCount'])
    const period = periods.find((one) => one === line['period']) ?? 'month'
    return name && quantity !== undefined && periodCount !== undefined
      ? [{ name, quantity, period, periodCount }]
      : []
  })
}

function attemptOf(data: Data): Attempt | undefined {
  const callId = stringOf(data['callId'])
  const activity = stringOf(data['activity'])
  const n = numberOf(data['n'])
  if (callId === undefined || activity === undefined || n === undefined) return undefined
  return {
    callId,
    activity,
    n,
    verdict: verdictOf(data['verdict']),
    resultCode: stringOf(data['resultCode']),
    durationMs: numberOf(data['durationMs']),
    state: callStates.find((state) => state === data['state']) ?? 'waiting',
    nextAt: timeOf(data['nextAt']),
  }
}

export function verdictOf(value: unknown): CallVerdict | undefined {
  if (!isRecord(value)) return undefined
  const code = stringOf(value['code'])
  if (code === undefined) return undefined
  const params = isRecord(value['params']) ? value['params'] : {}
  return { code, params, sentence: textOf(value['sentence']) ?? { zh: code, en: code } }
}
