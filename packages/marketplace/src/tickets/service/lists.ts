import { toPage } from '@loggia/kernel'
import type { DurationMs, Id, Page, PageRequest } from '@loggia/kernel'
import type { Ticket as ShownTicket, TicketSummary } from '@loggia/protocol/console'
import type { BuyerTicketList, OperatorTicketList } from '@loggia/protocol/console/tickets/kinds'
import { requireBuyer, requireOperator, requireSeller } from '../../parties/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { presentSummary, presentTicket } from '../present.ts'
import { computeShownStart, findMedian } from '../rules/acts.ts'
import { ticketProblems } from '../problems.ts'
import * as store from '../store/index.ts'
import { requireReader } from './context.ts'
import type { TicketAsker, TicketsContext } from './context.ts'

/** What each party sees of tickets. */
export function createLists({ clock, db }: Pick<TicketsContext, 'clock' | 'db'>) {
  const toSummaries = (rows: store.ToldTicket[], limit: number, isDue: boolean): Page<TicketSummary> =>
    toPage(rows, limit, {
      item: (row) => presentSummary(row, clock.now()),
      cursor: isDue ? store.toDueCursor : ({ ticket }) => ticket.id,
    })

  /** Throws `ticket.not_found`, also for somebody else's. */
  async function get(asker: TicketAsker, id: Id<'tkt'>): Promise<ShownTicket> {
    const told = await store.findTold(db, id)
    requireReader(asker, told?.ticket, id)
    if (!told) throw ticketProblems.not_found({ ticketId: id })
    const entries = await store.listEntries(db, id)
    return presentTicket(told, entries, { reader: asker.as, now: clock.now() })
  }

  const listOfBuyer = async (
    actor: MemberActor,
    list: BuyerTicketList,
    page: PageRequest,
  ): Promise<Page<TicketSummary>> =>
    toSummaries(await store.listOfBuyer(db, { buyerId: requireBuyer(actor), list }, page), page.limit, false)

  /** Of the actor's seller: by due time what it has to answer, others newest first. */
  const listOfSeller = async (
    actor: MemberActor,
    list: Exclude<OperatorTicketList, 'sellers'>,
    page: PageRequest,
  ): Promise<Page<TicketSummary>> => {
    const rows = await store.listOfHandler(db, { sellerId: requireSeller(actor), list }, page)
    return toSummaries(rows, page.limit, list === 'due')
  }

  const listOfMarket = async (
    actor: MemberActor,
    list: OperatorTicketList,
    page: PageRequest,
  ): Promise<Page<TicketSummary>> => {
    requireOperator(actor)
    return toSummaries(await store.listOfHandler(db, { list }, page), page.limit, list === 'due')
  }

  /** The seller's median support time until its first answer; undefined if it has answered too few. */
  const findAnswerTime = async (sellerId: Id<'sel'>): Promise<DurationMs | undefined> =>
    findMedian(await store.listAnswerTimes(db, sellerId, computeShownStart(clock.now())))

  return { get, listOfBuyer, listOfSeller, listOfMarket, findAnswerTime }
}
