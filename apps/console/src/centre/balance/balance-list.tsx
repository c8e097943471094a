import { balanceKinds } from '@loggia/protocol/console/ledger/kinds'
import type { BalanceEntry, BalanceKind } from '@loggia/protocol/console'
import { Money, Time } from '@loggia/ui'
import type { ReactNode } from 'react'
import { Days, PeriodFilter } from '../calls/call-filters.tsx'
import { moneyTexts } from './texts.ts'
import { isNarrowed } from '../routing/search.ts'
import type { BalanceSearch, BalanceSearchChange } from './balance-search.ts'
import { Filter } from '../parts/fields.tsx'
import { FindField } from '../parts/find-field.tsx'
import { NoRows } from '../parts/no-rows.tsx'
import { Listing } from '../parts/listing.tsx'
import type { Column } from '../parts/listing.tsx'
import './balance.css'

type FiltersProps = {
  readonly search: BalanceSearch
  /** False inside a card. */
  readonly framed?: boolean
  onChange(change: BalanceSearchChange): void
}

/** The filters of a balance: kind, time, and number of an order. */
export function BalanceFilters({ search, framed = true, onChange }: FiltersProps) {
  const { filters, kinds } = moneyTexts.use()
  return (
    <div className={framed ? 'filters' : 'filters filters--in'} role="group" aria-label={filters.label}>
      <FindField
        label={filters.number}
        hint={filters.numberHint}
        value={search.orderNumber}
        onFind={(orderNumber) => onChange({ orderNumber })}
      />
      <Filter<BalanceKind>
        label={filters.kind}
        any={filters.anyKind}
        value={search.kind}
        options={balanceKinds.map((name) => [name, kinds[name]])}
        onChoose={(kind) => onChange({ kind })}
      />
      <PeriodFilter period={search.period} onChange={onChange} />
      {search.period === 'custom' && <Days search={search} onChange={onChange} />}
    </div>
  )
}

type ListProps = {
  readonly of: Parameters<typeof Listing<BalanceEntry>>[0]['of']
  readonly search: BalanceSearch
  /** A link to an entry's order. */
  readonly orderLink: (order: NonNullable<BalanceEntry['order']>) => ReactNode
  /** False inside a card. */
  readonly framed?: boolean
  onReset(): void
}

/** The entries of a balance, newest first. */
export function BalanceList({ of, search, orderLink, framed = true, onReset }: ListProps) {
  const texts = moneyTexts.use()
  return (
    <section aria-label={texts.entries}>
      <Listing
        of={of}
        columns={useColumns(orderLink)}
        rowKey={(entry) => entry.id}
        framed={framed}
        empty={
          <NoRows
            level={framed ? 2 : 3}
            empty={texts.empty}
            narrowed={isNarrowed(search) && { ...texts.filtered, onReset }}
          />
        }
      />
    </section>
  )
}

function useColumns(orderLink: ListProps['orderLink']): readonly Column<BalanceEntry>[] {
  const { columns, kinds } = moneyTexts.use()
  const none = <span className="faint">–</span>
  return [
    {
      key: 'kind',
      title: columns.kind,
      head: true,
      render: ({ kind }) => <b className="strong">{kinds[kind]}</b>,
    },
    { key: 'at', title: columns.at, phone: 'below', render: ({ at }) => <Time at={at} precision="second" /> },
    {
      key: 'order',
      title: columns.order,
      phone: 'end',
      render: ({ order }) => (order ? orderLink(order) : none),
    },
    { key: 'reason', title: columns.reason, render: ({ reason }) => reason ?? none },
    {
      key: 'amount',
      title: columns.amount,
      phone: 'beside',
      end: true,
      render: ({ amount }) => <Money of={amount} />,
    },
    {
      key: 'after',
      title: columns.after,
      end: true,
      phone: 'none',
      render: ({ balanceAfter }) => <Money of={balanceAfter} />,
    },
  ]
}
