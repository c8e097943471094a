import { omitUndefined } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { Ticket as ShownTicket, TicketDesk as ShownDesk, TicketSummary } from '@loggia/protocol/console'
import { toWireTime } from '../platform/index.ts'
import { computeReopenUntil, isLate, listActs } from './rules/acts.ts'
import { formatMinutes, toMinutes } from './rules/support-hours.ts'
import type { SupportHours, TicketDesk, TicketWriter } from './schema.ts'
import type { EntryRow, ToldTicket } from './store/index.ts'

const toTime = (at: Instant | undefined): string | undefined =>
  at === undefined ? undefined : toWireTime(at)

export const presentSummary = (told: ToldTicket, now: Instant): TicketSummary => {
  const { ticket, product, buyer, seller } = told
  const { id, kind, state, handler, title } = ticket
  return omitUndefined({
    id,
    kind,
    state,
    handler,
    title,
    product,
    buyer,
    seller,
    openedAt: toWireTime(ticket.openedAt),
    dueAt: toTime(ticket.dueAt),
    late: isLate(ticket, now),
    closesAt: toTime(ticket.closesAt),
    closedAt: toTime(ticket.closedAt),
  })
}

/** As a party sees it: names of people only of its own, and of all to operators. */
export function presentTicket(
  told: ToldTicket,
  entries: readonly EntryRow[],
  { reader, now }: { readonly reader: TicketWriter; readonly now: Instant },
): ShownTicket {
  const { ticket, order } = told
  const { closedAt } = ticket
  return omitUndefined({
    ...presentSummary(told, now),
    order,
    serviceId: ticket.subscriptionId,
    firstAnswer: omitUndefined({
      dueAt: toWireTime(ticket.firstDueAt),
      at: toTime(ticket.firstAnsweredAt),
    }),
    raisedAt: toTime(ticket.raisedAt),
    reopenUntil: closedAt === undefined ? undefined : toWireTime(computeReopenUntil(closedAt)),
    entries: entries.map(({ id, by, text, at, name }) =>
      omitUndefined({
        id,
        by,
        text,
        name: by === reader || reader === 'operator' ? name : undefined,
        at: toWireTime(at),
      }),
    ),
    acts: listActs(ticket, reader, now),
  })
}

const presentHours = ({ weekdays, opensAt, closesAt }: SupportHours) => ({
  weekdays: [...weekdays],
  opens: formatMinutes(opensAt),
  closes: formatMinutes(closesAt),
})
export const presentOffer = <T extends { readonly hours: SupportHours }>({ hours, ...offer }: T) => ({
  ...offer,
  hours: presentHours(hours),
})
export const presentDesk = ({ takes, ...hours }: TicketDesk): ShownDesk => ({ takes, ...presentHours(hours) })
export const readDesk = ({ takes, weekdays, opens, closes }: ShownDesk): TicketDesk => ({
  takes,
  weekdays: [...new Set(weekdays)].toSorted((a, b) => a - b),
  opensAt: toMinutes(opens),
  closesAt: toMinutes(closes),
})
