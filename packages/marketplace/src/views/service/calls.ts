import { omitUndefined, isId, toPage } from '@loggia/kernel'
import type { Id, Instant, Page, PageRequest } from '@loggia/kernel'
import type {
  Breaker,
  Call,
  CallResult,
  CallState,
  CallSummary,
  Coming,
  Gate,
  OperatorCall,
  OperatorCallSummary,
} from '@loggia/protocol/console'
import type { Calls } from '../../calls/index.ts'
import { dialects } from '../../dialects/index.ts'
import type { OperationKind } from '../../dialects/index.ts'
import type { Platform } from '../../platform/index.ts'
import type { Subscriptions } from '../../subscriptions/index.ts'
import {
  presentAttempt,
  presentCall,
  presentComingCall,
  presentComingStep,
  presentGate,
  presentOperatorCall,
  presentParking,
  presentWakeup,
} from '../present/calls.ts'
import { viewProblems } from '../problems.ts'
import { countedTo, fromGateCursor, toGateCursor, toOrderNumber, clampToCalendar } from '../rules.ts'
import * as store from '../store/index.ts'

/** The operations that each protocol calls by this name. */
const spokenAs = (activity: string): store.Spoken[] =>
  Object.values(dialects).flatMap(({ protocol, schedules, activityOf }) => {
    const kinds = Object.keys(schedules.compatible) as OperationKind[]
    const named = kinds.filter((kind) => activityOf(kind) === activity)
    return named.length === 0 ? [] : [{ protocol, kinds: named }]
  })

export type CallQuery = PageRequest & {
  readonly orderId?: Id<'ord'> | undefined
  /** In upper or lower case, with or without spaces around it. A text of spaces only does not filter. */
  readonly orderNumber?: string | undefined
  /** The seller's id of an instance, likewise, but as it is written. */
  readonly instance?: string | undefined
  readonly state?: CallState | undefined
  readonly result?: CallResult | undefined
  readonly activity?: string | undefined
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
}

/** Returns undefined if no call can match. */
function filterOf(query: CallQuery): store.CallFilter | undefined {
  const { orderId, state, result, activity, from, to } = query
  const asked = query.orderNumber?.trim() ? query.orderNumber : undefined
  const orderNumber = asked === undefined ? undefined : toOrderNumber(asked)
  const spoken = activity === undefined ? undefined : spokenAs(activity)
  if (spoken?.length === 0 || (asked !== undefined && orderNumber === undefined)) return undefined
  const times = omitUndefined({
    from: from === undefined ? undefined : clampToCalendar(from),
    to: to === undefined ? undefined : clampToCalendar(to),
  })
  const instance = query.instance?.trim() || undefined
  // PostgreSQL stores no such text.
  if (instance?.includes('\0')) return undefined
  return { orderId, orderNumber, instance, state, result, spoken, ...times }
}

export type ComingContext = {
  /** Tells which step of a service a wake-up is for. */
  readonly subscriptions: Pick<Subscriptions, 'nextStep'>
  /** The wake-ups by which nothing happens to anybody. */
  readonly upkeep: readonly string[]
}

export function createCallViews({
  db,
  clock,
  calls,
  subscriptions,
  upkeep,
}: Platform & ComingContext & { calls: Calls }) {
  async function pageOfCalls<T>(
    { sellerId, ...query }: CallQuery & { readonly sellerId?: Id<'sel'> | undefined },
    present: (row: store.CallRow, now: Instant) => T,
  ): Promise<Page<T>> {
    if (query.after !== undefined && !isId(query.after, 'cal')) throw viewProblems.cursor_malformed()
    const filter = filterOf(query)
    const rows = filter ? await store.listCalls(db, { ...filter, sellerId }, query) : []
    const now = clock.now()
    return toPage(rows, query.limit, {
      item: (row) => present(row, now),
      cursor: (row) => row.id,
    })
  }

  /** Calls to a seller, newest first (R250). Throws `views.cursor_malformed`. */
  const listCalls = (sellerId: Id<'sel'>, query: CallQuery): Promise<Page<CallSummary>> =>
    pageOfCalls({ ...query, sellerId }, presentCall)

  /** Calls to all sellers or to one, newest first: for operators. Throws `views.cursor_malformed`. */
  const listAllCalls = (
    query: CallQuery & { readonly sellerId?: Id<'sel'> | undefined },
  ): Promise<Page<OperatorCallSummary>> => pageOfCalls(query, presentOperatorCall)

  async function open<T extends CallSummary>(
    of: { readonly callId: Id<'cal'>; readonly sellerId?: Id<'sel'> },
    present: (row: store.CallRow, now: Instant) => T,
  ): Promise<T & Pick<Call, 'attemptList'>> {
    const row = await store.findCall(db, of)
    if (!row) throw viewProblems.call_not_found({ callId: of.callId })
    const attempts = await calls.openAttempts(db, of.callId)
    return { ...present(row, clock.now()), attemptList: attempts.map(presentAttempt) }
  }

  /**
   * The seller's own call with its newest attempts, secrets masked; throws `views.call_not_found` for another seller's
   * call.
   */
  const getCall = (sellerId: Id<'sel'>, callId: Id<'cal'>): Promise<Call> =>
    open({ callId, sellerId }, presentCall)

  /** Any call with its newest attempts, secrets masked: for operators. */
  const getAnyCall = (callId: Id<'cal'>): Promise<OperatorCall> => open({ callId }, presentOperatorCall)

  /** The open failures and the breaker of a seller. */
  async function getCallStanding(sellerId: Id<'sel'>) {
    const { breaker, open_failures: openFailures, ...row } = await store.findStanding(db, sellerId, countedTo)
    return {
      openFailures: Number(openFailures),
      ...presentParking({ ...row, breaker: breaker ?? 'closed' }, clock.now()),
    }
  }

  /**
   * The gates of all sellers with counts of their calls, parked sellers first: for operators. Throws
   * `views.cursor_malformed`.
   */
  async function listGates({
    breaker,
    limit,
    after,
  }: PageRequest & { readonly breaker?: Breaker | undefined }): Promise<Page<Gate>> {
    const place = after === undefined ? undefined : fromGateCursor(after)
    if (after !== undefined && !place) throw viewProblems.cursor_malformed()
    const rows = await store.listGates(db, { breaker }, omitUndefined({ limit, after: place }))
    const sellerIds = rows.slice(0, limit).map((row) => row.seller_id)
    const counts = await store.countCalls(db, sellerIds, { now: clock.now(), most: countedTo })
    const countsOf = ({ seller_id: sellerId }: store.GateRow): store.GateCounts => {
      const found = counts.get(sellerId)
      if (!found) throw new Error('The calls of a seller were not counted')
      return found
    }
    return toPage(rows, limit, {
      item: (row) => presentGate(row, countsOf(row), clock.now()),
      cursor: (row) =>
        toGateCursor({
          parked: row.breaker !== 'closed',
          dueAt: row.oldest_due_at ?? undefined,
          sellerId: row.seller_id,
        }),
    })
  }

  async function presentStep(
    row: store.WakeupRow,
    services: ReadonlyMap<string, store.ComingServiceRow>,
  ): Promise<Coming> {
    const of = services.get(row.subject)
    const step = of && (await subscriptions.nextStep(db, of.id))
    return of && step ? presentComingStep(row, step, of) : presentWakeup(row)
  }

  /** The next calls and wake-ups, earliest first. At the same instant wake-ups come first, as they do when they run. */
  async function listComing(limit: number): Promise<Coming[]> {
    const wakeups = await store.listWakeups(db, upkeep, limit)
    const services = await store.listComingServices(
      db,
      wakeups.map(({ subject }) => subject).filter((id) => isId(id, 'sub')),
    )
    const comingCalls = await store.listComingCalls(db, limit)
    return [
      ...(await Promise.all(
        wakeups.map(async (row) => ({ at: row.due_at, coming: await presentStep(row, services) })),
      )),
      ...comingCalls.map((row) => ({ at: row.at, coming: presentComingCall(row) })),
    ]
      .sort((one, other) => one.at - other.at)
      .slice(0, limit)
      .map(({ coming }) => coming)
  }

  return { listCalls, listAllCalls, getCall, getAnyCall, getCallStanding, listGates, listComing }
}
