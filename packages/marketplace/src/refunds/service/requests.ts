import { addWorkingDays, omitUndefined, pickLater } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { mostFileBytes } from '@loggia/protocol/console/files/kinds'
import { requireBuyer, requireOperator, requireSeller } from '../../parties/index.ts'
import { record, setWakeup, settleMessage, toWireMoney } from '../../platform/index.ts'
import type { Db, MemberActor, Tx } from '../../platform/index.ts'
import type { Supervision } from '../../supervision/index.ts'
import { refundProblems } from '../problems.ts'
import { decideReminder, isOpen } from '../rules.ts'
import type { RefundRequest, RefundLine } from '../schema.ts'
import * as store from '../store/index.ts'
import type { RefundsContext } from './giving.ts'
import { createTelling } from './telling.ts'
import type { RefundRole } from './telling.ts'

export type AskedOf = { readonly actor: MemberActor; readonly role: RefundRole }

export const reminderWakeup = 'refunds.reminder'
export const requestFiles = 'refund_request'

/** R97's kinds: documents, pictures, and archives, which nothing opens or runs. */
const mediaTypes = ['application/pdf', 'image/png', 'image/jpeg', 'application/zip'] as const

/** A buyer adds a file to a request; seller, buyer and operators read it as long as the order is kept. */
export function defineRequestFiles({ files }: Pick<RefundsContext, 'files'>): void {
  files.defineKind(requestFiles, {
    mediaTypes,
    mostBytes: mostFileBytes,
    mostOfSubject: 1,
    rights: { seller: 'orders:read', buyer: 'any', operator: ['finance', 'appeals'] },
    async readersOf(db, subject) {
      const of = await store.findRequest(db, subject as Id<'rrq'>)
      return of ? { sellers: [of.sellerId], buyers: [of.buyerId], operators: true } : {}
    },
  })
}

/** Throws if the actor does not have the role. */
export function isPartyOf(
  { actor, role }: AskedOf,
  of: Pick<RefundRequest, 'buyerId' | 'sellerId'>,
): boolean {
  if (role === 'buyer') return of.buyerId === requireBuyer(actor)
  if (role === 'seller') return of.sellerId === requireSeller(actor)
  requireOperator(actor)
  return true
}

/** Throws `refund.request_not_found`, also for somebody else's. */
export async function getOwnRequest(db: Db, asked: AskedOf, id: Id<'rrq'>): Promise<RefundRequest> {
  const known = await store.findRequest(db, id)
  if (!known || !isPartyOf(asked, known)) throw refundProblems.request_not_found({ requestId: id })
  return known
}

/** A request with the deliveries of its lines, all of them locked. */
export type LockedRequest = {
  readonly of: RefundRequest
  readonly lines: readonly { readonly line: RefundLine; readonly supervision: Supervision }[]
}

/** What happens to requests in every way that they may end or go on. */
export function createRequests(context: RefundsContext) {
  const { calendar, clock, orders, subscriptions, supervisions } = context

  /** Locks the subscriptions first, in one order, then their deliveries: like all work that changes both. */
  async function lockDeliveries(tx: Tx, subscriptionIds: readonly Id<'sub'>[]): Promise<Supervision[]> {
    await subscriptions.lockAll(tx, subscriptionIds)
    const locked: Supervision[] = []
    for (const id of subscriptionIds) {
      const one = await supervisions.lockForRefund(tx, id)
      if (one) locked.push(one)
    }
    return locked
  }

  async function lock(tx: Tx, known: RefundRequest): Promise<LockedRequest> {
    const deliveries = await lockDeliveries(
      tx,
      known.lines.map(({ subscriptionId }) => subscriptionId),
    )
    const of = await store.lockRequest(tx, known.id)
    if (!of) throw new Error(`The request ${known.id} is gone`)
    const lines = of.lines.map((line) => {
      const supervision = deliveries.find(({ id }) => id === line.supervisionId)
      if (!supervision) throw new Error(`Line ${line.orderLineId} is not supervised`)
      return { line, supervision }
    })
    return { of, lines }
  }

  /** Locks the actor's own request. While an appeal is open an operator decides: throws `refund.appealed` (R103). */
  async function lockOwn(tx: Tx, asked: AskedOf, id: Id<'rrq'>): Promise<LockedRequest> {
    const locked = await lock(tx, await getOwnRequest(tx, asked, id))
    if (isOpen(locked.of) && locked.lines.some(({ supervision }) => supervision.appealedAt !== undefined))
      throw refundProblems.appealed()
    return locked
  }

  const claimOf = (of: Pick<RefundRequest, 'id'>) => ({ kind: 'refund_in_review', subject: of.id }) as const
  const lineIdsOf = ({ lines }: Pick<RefundRequest, 'lines'>) => lines.map(({ orderLineId }) => orderLineId)

  /** Saves a request in its new state; reminders are for the seller, and begin again with each of its turns. */
  async function save(tx: Tx, of: RefundRequest): Promise<RefundRequest> {
    const now = clock.now()
    const { overdueAt: _overdue, ...rest } = of
    const endedAt = isOpen(of) ? undefined : now
    const after: RefundRequest = omitUndefined({ ...rest, since: now, reminded: 0, endedAt })
    await store.saveRequest(tx, after)
    await remindLater(tx, after)
    if (!isOpen(after)) await orders.freeLines(tx, lineIdsOf(after), claimOf(after))
    await settleMessage(tx, 'refund_request', { kind: 'seller', id: of.sellerId }, { subject: of.id })
    await settleMessage(tx, 'refund_request', { kind: 'buyer', id: of.buyerId }, { subject: of.id })
    await settleMessage(tx, 'refund_request_overdue', { kind: 'operator' }, { subject: of.id })
    return after
  }

  const isSellers = ({ state }: RefundRequest): boolean => state === 'seller_review' || state === 'goods_sent'

  /** R146: when the seller is reminded next, by the calendar as it is now; undefined if they are not. */
  const findReminder = async (tx: Tx, of: RefundRequest): Promise<Instant | undefined> =>
    isSellers(of) ? decideReminder(of, await calendar.getWorkingDays(tx)) : undefined

  /** R146 */
  async function remindLater(tx: Tx, of: RefundRequest): Promise<void> {
    const days = await calendar.getWorkingDays(tx)
    const decided = await findReminder(tx, of)
    // What an appeal has held up follows from the next working day on, one a day.
    const due = decided && pickLater(decided, addWorkingDays(clock.now(), 1, days))
    await setWakeup(tx, { kind: reminderWakeup, subject: of.id }, due)
  }

  /** R151: whose turn it is while goods go back. */
  async function pass(tx: Tx, { lines }: LockedRequest, turn: 'buyer' | 'seller'): Promise<void> {
    for (const { supervision } of lines) await supervisions.passRefund(tx, supervision, turn)
  }

  /** The flow of the deliveries goes on; `of` is the request as it was. */
  async function resume(tx: Tx, { of, lines }: LockedRequest, except?: Id<'sub'>): Promise<void> {
    const goodsSent = of.state === 'goods_sent'
    for (const { line, supervision } of lines)
      if (line.subscriptionId !== except && supervision.refundAskedAt !== undefined)
        await supervisions.resumeAfterRefund(tx, supervision, { goodsSent })
  }

  type PlainFact = 'refund_request.withdrawn' | 'refund_request.goods_received'
  const toFact = (of: RefundRequest, line: RefundLine) => ({
    sellerId: of.sellerId,
    supervisionId: line.supervisionId,
    requestId: of.id,
    amount: toWireMoney(line.amount),
  })

  /** Records a fact without more data for each line. */
  async function recordPlain(tx: Tx, of: RefundRequest, kind: PlainFact): Promise<void> {
    for (const line of of.lines) await record(tx, kind, { subject: of.orderId, data: toFact(of, line) })
  }

  return {
    claimOf,
    lineIdsOf,
    toFact,
    lockDeliveries,
    lock,
    lockOwn,
    save,
    findReminder,
    remindLater,
    pass,
    resume,
    recordPlain,
    ...createTelling(context),
  }
}
export type Requests = ReturnType<typeof createRequests>
