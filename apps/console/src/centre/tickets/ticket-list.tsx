import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { TicketSummary } from '@loggia/protocol/console'
import { Segmented, Time, useText } from '@loggia/ui'
import type { ReactNode } from 'react'
import { useList } from '../api.ts'
import type { Area } from '../frame.ts'
import { useHydrated } from '../hydrated.ts'
import { ListPage } from '../parts/list-page.tsx'
import type { Column } from '../parts/listing.tsx'
import { Named } from '../parts/product.tsx'
import { changeSearch } from '../routing/search.ts'
import { ticketTexts } from './texts.ts'
import { TicketState } from './ticket-state.tsx'
import { findTicketList, ticketListsOf } from './tickets-search.ts'
import type { TicketList } from './tickets-search.ts'
import '../parts/filters.css'
import './tickets.css'

/** The tickets of a buyer, a seller or the marketplace. */
export function TicketListPage({ area, actions }: { readonly area: Area; readonly actions?: ReactNode }) {
  const texts = ticketTexts.use()
  const search = useSearch({ from: `/${area}/tickets` })
  const navigate = useNavigate()
  const list = findTicketList(area, search.list)
  const key: 'GET /api/operator/tickets' = `GET /api/${area}/tickets` as never
  const tickets = useList(key, { list: list as 'due' })
  const go = (chosen: TicketList | undefined) =>
    void navigate({ to: `/${area}/tickets`, search: changeSearch(search, { list: chosen }) })
  return (
    <ListPage<TicketSummary>
      area={area}
      title={texts.title}
      lead={texts.lead[area]}
      actions={actions}
      filters={<Lists area={area} list={list} onList={go} />}
      of={tickets}
      columns={useColumns(area)}
      rowKey={({ id }) => id}
      empty={texts.empty[list]}
    />
  )
}

function Lists(props: {
  readonly area: Area
  readonly list: TicketList
  onList(list: TicketList | undefined): void
}) {
  const { lists } = ticketTexts.use()
  const isHydrated = useHydrated()
  const options: readonly TicketList[] = ticketListsOf[props.area]
  return (
    <div className="filters">
      <div className="scroll-x" inert={!isHydrated}>
        <Segmented
          label={lists.label}
          value={props.list}
          onChange={(chosen) => props.onList(chosen === options[0] ? undefined : chosen)}
          options={options.map((value) => ({ value, label: lists[value] }))}
        />
      </div>
    </div>
  )
}

function useColumns(area: Area): readonly Column<TicketSummary>[] {
  const { columns, handlers } = ticketTexts.use()
  const text = useText()
  const parties: readonly Column<TicketSummary>[] = [
    { key: 'buyer', title: columns.buyer, phone: 'none', render: (of) => text(of.buyer) },
    { key: 'seller', title: columns.seller, phone: 'none', render: (of) => text(of.seller) },
    { key: 'handler', title: columns.handler, phone: 'none', render: (of) => handlers[of.handler] },
  ]
  return [
    { key: 'title', title: columns.title, head: true, render: (of) => <Name area={area} of={of} /> },
    {
      key: 'state',
      title: columns.state,
      phone: 'below',
      render: (of) => <TicketState area={area} of={of} />,
    },
    ...parties.filter(({ key }) => key !== area),
    { key: 'due', title: columns.due, end: true, phone: 'beside', render: (of) => <Due of={of} /> },
    {
      key: 'opened',
      title: columns.opened,
      end: true,
      phone: 'end',
      render: ({ openedAt }) => <Time at={openedAt} />,
    },
  ]
}

function Name({ area, of }: { readonly area: Area; readonly of: TicketSummary }) {
  const { kinds } = ticketTexts.use()
  const text = useText()
  return (
    <Named
      name={
        <Link to={`/${area}/tickets/$ticketId`} params={{ ticketId: of.id }}>
          {of.title}
        </Link>
      }
      below={`${kinds[of.kind]} · ${text(of.product.name)}`}
    />
  )
}

function Due({ of: { dueAt, late } }: { readonly of: TicketSummary }) {
  const texts = ticketTexts.use()
  if (dueAt === undefined) return <span className="faint">–</span>
  return (
    <span className={late ? 'ticket-late' : undefined}>
      <Time at={dueAt} /> {late && <b>{texts.late}</b>}
    </span>
  )
}
