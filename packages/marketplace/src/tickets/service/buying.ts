import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { record, runInTx } from '../../platform/index.ts'
import type { Db, MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import { requireBuyer } from '../../parties/index.ts'
import { ticketProblems } from '../problems.ts'
import {
  computeDayStart,
  decideHandler,
  decideTicket,
  isLate,
  requireRoom,
  requireSpace,
  startClocks,
} from '../rules/acts.ts'
import type { Ticket, TicketAction, TicketKind, TicketWriter } from '../schema.ts'
import * as store from '../store/index.ts'
import { readOperatorHours, readTimes, requireReader } from './context.ts'
import type { TicketsContext } from './context.ts'
import { createTelling, saveTicket, toFact, wakeLater } from './telling.ts'

/** A service, or a line of an order, the first unless told. */
export type TicketSubject = {
  readonly orderId?: Id<'ord'> | undefined
  readonly lineNumber?: string | undefined
  readonly serviceId?: Id<'sub'> | undefined
}
export type TicketAsk = TicketSubject & {
  readonly kind: TicketKind
  readonly title: string
  readonly text: string
}

/** What buyers do with their tickets. */
export function createBuying(context: TicketsContext) {
  const { clock, db, ids, orders, subscriptions } = context
  const { tellSeller, tellHandler } = createTelling(context)

  /** The buyer's own order line, and the service if it is about one. Throws `ticket.subject_not_found`. */
  async function getBought(from: Db, actor: MemberActor, of: TicketSubject) {
    const buyerId = requireBuyer(actor)
    if (of.serviceId !== undefined) {
      const held = await subscriptions.getHeld(from, of.serviceId)
      if (held?.subscription.buyerId !== buyerId) throw ticketProblems.subject_not_found()
      const { id: subscriptionId, presentLineId } = held.subscription
      return { buyerId, subscriptionId, line: await orders.getLine(from, presentLineId) }
    }
    if (of.orderId === undefined) throw ticketProblems.nothing_named()
    const order = await orders.get(from, of.orderId)
    const line = order.lines.find(({ number }) => of.lineNumber === undefined || number === of.lineNumber)
    if (order.buyerId !== buyerId || !line) throw ticketProblems.subject_not_found()
    return { buyerId, line, subscriptionId: undefined }
  }

  /** Who would answer a question about it, and when. Throws `ticket.nothing_named`, `ticket.subject_not_found`. */
  async function getOffer(actor: MemberActor, of: TicketSubject) {
    const { line } = await getBought(db, actor, of)
    const desk = await store.findDesk(db, line.sellerId)
    const { number } = await orders.get(db, line.orderId)
    const handler = decideHandler('question', desk?.takes === true)
    return {
      product: { id: line.productId, name: line.offer.productName },
      seller: await store.getSellerName(db, line.sellerId),
      order: { id: line.orderId, number },
      handler,
      hours: handler === 'seller' && desk ? desk : await readOperatorHours(db),
    }
  }

  /**
   * R285: opens a ticket. Throws `ticket.nothing_named`, `ticket.subject_not_found`, `ticket.too_many`.
   */
  const open = (request: MemberRequest, { kind, title, text, ...of }: TicketAsk): Promise<Id<'tkt'>> =>
    runInTx(context, request, async (tx) => {
      const { actor } = request
      const { buyerId, line, subscriptionId } = await getBought(tx, actor, of)
      await store.waitForTurn(tx, buyerId)
      const now = clock.now()
      requireRoom(await store.countOpened(tx, buyerId, computeDayStart(now)))
      const desk = await store.findDesk(tx, line.sellerId)
      const handler = decideHandler(kind, desk?.takes === true)
      const times = await readTimes(context, tx, line.sellerId)
      const ticket: Ticket = omitUndefined({
        id: ids.next('tkt'),
        kind,
        state: 'waiting',
        handler,
        beganWith: handler,
        buyerId,
        title,
        sellerId: line.sellerId,
        orderLineId: line.id,
        subscriptionId,
        openedBy: actor.memberId,
        openedAt: now,
        ...startClocks(now, times[handler]),
      })
      await store.insert(tx, ticket)
      await wakeLater(tx, ticket)
      await write(tx, ticket, { actor, by: 'buyer', text })
      const data = { ...toFact(ticket), kind, orderId: line.orderId }
      await record(tx, 'ticket.opened', { subject: ticket.id, data })
      await tellHandler(tx, ticket, 'opened')
      return ticket.id
    })

  /** Throws `ticket.full`. */
  async function write(
    tx: Tx,
    { id: ticketId }: Ticket,
    { actor, by, text }: { readonly actor: MemberActor; readonly by: TicketWriter; readonly text: string },
  ): Promise<void> {
    requireSpace(await store.countEntries(tx, ticketId))
    const entry = { id: ids.next('tke'), ticketId, by, memberId: actor.memberId, text, at: clock.now() }
    await store.insertEntry(tx, entry)
  }

  async function lockOwn(tx: Tx, actor: MemberActor, id: Id<'tkt'>): Promise<Ticket> {
    const ticket = await store.lock(tx, id)
    requireReader({ actor, as: 'buyer' }, ticket, id)
    return ticket as Ticket
  }

  async function decide(tx: Tx, before: Ticket, action: TicketAction): Promise<Ticket> {
    const times = await readTimes(context, tx, before.sellerId)
    const ticket = decideTicket(before, action, { now: clock.now(), times })
    await saveTicket(tx, ticket, 'buyer')
    return ticket
  }

  /**
   * Writes in a ticket, which goes on; a closed one is opened again. Throws `ticket.not_found`, `ticket.reopen_over`,
   * `ticket.full`.
   */
  const writeMore = (request: MemberRequest, id: Id<'tkt'>, text: string): Promise<Id<'tkt'>> =>
    runInTx(context, request, async (tx) => {
      const before = await lockOwn(tx, request.actor, id)
      const isClosed = before.state === 'closed'
      const ticket = await decide(tx, before, isClosed ? 'reopen' : 'write')
      await write(tx, ticket, { actor: request.actor, by: 'buyer', text })
      const fact = { subject: id, data: toFact(ticket) }
      if (isClosed) await record(tx, 'ticket.reopened', fact)
      else await record(tx, 'ticket.written', fact)
      await tellHandler(tx, ticket, isClosed ? 'reopened' : 'written')
      return id
    })

  /** Confirms the solution, or closes it before there is one. Throws `ticket.not_found`, `ticket.not_possible`. */
  const close = (actor: MemberActor, id: Id<'tkt'>): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const ticket = await decide(tx, await lockOwn(tx, actor, id), 'close')
      await record(tx, 'ticket.closed', { subject: id, data: { ...toFact(ticket), by: 'buyer' } })
      if (ticket.handler === 'seller') await tellSeller(tx, ticket, 'closed')
    })

  /**
   * Passes a seller's ticket on to operators. Throws `ticket.not_found`, `ticket.not_possible`, `ticket.too_early`,
   * `ticket.full`.
   */
  const raise = (request: MemberRequest, id: Id<'tkt'>, text: string): Promise<Id<'tkt'>> =>
    runInTx(context, request, async (tx) => {
      const before = await lockOwn(tx, request.actor, id)
      const late = isLate(before, clock.now())
      const ticket = await decide(tx, before, 'raise')
      await write(tx, ticket, { actor: request.actor, by: 'buyer', text })
      await record(tx, 'ticket.raised', { subject: id, data: { ...toFact(ticket), late } })
      await tellHandler(tx, ticket, 'raised')
      await tellSeller(tx, ticket, 'raised')
      return id
    })

  return { getOffer, open, write, writeMore, close, raise }
}
export type Buying = ReturnType<typeof createBuying>
