import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import type { AnswerKind, TicketHandler } from '@loggia/protocol/console/tickets/kinds'
import { requireSeller } from '../../parties/index.ts'
import { record, runInTx } from '../../platform/index.ts'
import type { Db, MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import { ticketProblems } from '../problems.ts'
import { decideTicket } from '../rules/acts.ts'
import { formatMinutes, requireHours } from '../rules/support-hours.ts'
import { presetHours } from '../schema.ts'
import type { Ticket, TicketDesk } from '../schema.ts'
import * as store from '../store/index.ts'
import type { Buying } from './buying.ts'
import { readTimes, requireReader } from './context.ts'
import type { TicketsContext } from './context.ts'
import { createTelling, saveTicket, toFact, wakeLater } from './telling.ts'

type Handler = { readonly actor: MemberActor; readonly as: TicketHandler }

/** What sellers and operators do with tickets, and what happens without anybody. */
export function createAnswering(context: TicketsContext, { write }: Pick<Buying, 'write'>) {
  const { clock, db } = context
  const { tellBuyer, tellHandler } = createTelling(context)

  async function lockHandled(tx: Tx, handler: Handler, id: Id<'tkt'>): Promise<Ticket> {
    const ticket = await store.lock(tx, id)
    requireReader(handler, ticket, id)
    if (ticket?.handler !== handler.as) throw ticketProblems.other_handler()
    return ticket
  }

  const decide = async (tx: Tx, before: Ticket, action: 'take' | AnswerKind | 'lapse'): Promise<Ticket> =>
    decideTicket(before, action, { now: clock.now(), times: await readTimes(context, tx, before.sellerId) })

  /** Begins to process it. Throws `ticket.not_found`, `ticket.other_handler`, `ticket.not_possible`. */
  const take = (handler: Handler, id: Id<'tkt'>): Promise<void> =>
    runInTx(context, { actor: handler.actor }, async (tx) => {
      const ticket = await decide(tx, await lockHandled(tx, handler, id), 'take')
      await saveTicket(tx, ticket, 'handler')
      await record(tx, 'ticket.taken', { subject: id, data: toFact(ticket) })
    })

  /**
   * Answers: work goes on, the buyer has to add something, or it is solved. Throws `ticket.not_found`,
   * `ticket.other_handler`, `ticket.not_possible`, `ticket.full`.
   */
  const answer = (
    request: MemberRequest,
    as: TicketHandler,
    { id, kind, text }: { readonly id: Id<'tkt'>; readonly kind: AnswerKind; readonly text: string },
  ): Promise<Id<'tkt'>> =>
    runInTx(context, request, async (tx) => {
      const { actor } = request
      const before = await lockHandled(tx, { actor, as }, id)
      const ticket = await decide(tx, before, kind)
      await saveTicket(tx, ticket, 'handler')
      await write(tx, ticket, { actor, by: as, text })
      const first = before.sellerAnswer ? undefined : ticket.sellerAnswer
      const data = { ...toFact(ticket), kind, answerMs: first?.ms, kept: first?.kept }
      await record(tx, 'ticket.answered', { subject: id, data: omitUndefined(data) })
      await tellBuyer(tx, ticket, kind)
      return id
    })

  /** What is due without anybody: the buyer has not answered, or the handler is late. */
  async function follow(tx: Tx, id: Id<'tkt'>, now: Instant): Promise<void> {
    const ticket = await store.lock(tx, id)
    if (!ticket) return
    if (ticket.closesAt !== undefined && ticket.closesAt <= now) return lapse(tx, ticket)
    if (ticket.lateAt !== undefined || ticket.dueAt === undefined || ticket.dueAt > now)
      return wakeLater(tx, ticket)
    await store.save(tx, { ...ticket, lateAt: now })
    await record(tx, 'ticket.late', { subject: id, data: toFact(ticket) })
    await tellHandler(tx, ticket, 'late')
    if (ticket.handler === 'seller') await tellBuyer(tx, ticket, 'late')
  }

  async function lapse(tx: Tx, before: Ticket): Promise<void> {
    const ticket = await decide(tx, before, 'lapse')
    await saveTicket(tx, ticket, 'handler')
    await record(tx, 'ticket.closed', { subject: ticket.id, data: { ...toFact(ticket), by: 'time' } })
    await tellBuyer(tx, ticket, 'closed')
  }

  /** R285; a seller that has set nothing takes no tickets. */
  const getDesk = async (actor: MemberActor, from: Db = db): Promise<TicketDesk> =>
    (await store.findDesk(from, requireSeller(actor))) ?? { ...presetHours, takes: false }

  /** R285: open tickets stay with who answers them. Throws `ticket.hours_too_few`. */
  const setDesk = (actor: MemberActor, desk: TicketDesk): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const sellerId = requireSeller(actor)
      requireHours(desk)
      await store.saveDesk(tx, sellerId, desk)
      const { takes, weekdays, opensAt, closesAt } = desk
      const data = { takes, weekdays, opens: formatMinutes(opensAt), closes: formatMinutes(closesAt) }
      await record(tx, 'ticket_desk.set', { subject: sellerId, data })
    })

  return { take, answer, follow, getDesk, setDesk }
}
