import { Link, useSearch } from '@tanstack/react-router'
import type { BalanceEntry } from '@loggia/protocol/console'
import { EmptyArch, Money, Time, useZone } from '@loggia/ui'
import { Days, PeriodFilter } from '../calls/call-filters.tsx'
import { rangeOf } from '../calls/period.ts'
import { useNow } from '../frame.ts'
import { moneyTexts } from '../text/money.ts'
import { entryKinds } from './balance-search.ts'
import type { BalanceSearch, BalanceSearchChange } from './balance-search.ts'
import { Filter } from './fields.tsx'
import { Listing } from './listing.tsx'
import type { Column } from './listing.tsx'

/** The same as a route is asked. */
export function useBalanceQuery(search: BalanceSearch) {
  const now = useNow()
  const zone = useZone()
  return { kind: search.entry, ...rangeOf(search, { now: now(), zone }) }
}

type Entries = Parameters<typeof Listing<BalanceEntry>>[0]['of']

/** A balance's movements with what narrows them, for its buyer and for operators. */
export function BalanceEntries(props: {
  readonly area: 'buyer' | 'operator'
  readonly entries: Entries
  readonly framed?: boolean
  onChange(change: BalanceSearchChange): void
}) {
  const texts = moneyTexts.use()
  const search: BalanceSearch = useSearch({ strict: false })
  const isNarrowed = search.entry !== undefined || search.period !== undefined
  const empty = isNarrowed ? texts.filtered : texts.empty
  const isFramed = props.framed ?? true
  return (
    <>
      <div
        className={isFramed ? 'filters' : 'filters filters--in'}
        role="group"
        aria-label={texts.filters.label}
      >
        <Filter
          label={texts.filters.kind}
          any={texts.filters.anyKind}
          value={search.entry}
          options={entryKinds.map((name) => [name, texts.kinds[name]])}
          onChoose={(entry) => props.onChange({ entry })}
        />
        <PeriodFilter period={search.period} onChange={props.onChange} />
        {search.period === 'custom' && <Days onChange={props.onChange} />}
      </div>
      <Listing
        of={props.entries}
        columns={useColumns(props.area)}
        rowKey={(entry) => entry.id}
        framed={isFramed}
        empty={<EmptyArch level={isFramed ? 2 : 3} title={empty.title} text={empty.text} />}
      />
    </>
  )
}

function useColumns(area: 'buyer' | 'operator'): readonly Column<BalanceEntry>[] {
  const { columns, kinds } = moneyTexts.use()
  return [
    {
      key: 'kind',
      title: columns.kind,
      head: true,
      render: ({ kind }) => <b className="strong">{kinds[kind]}</b>,
    },
    { key: 'at', title: columns.at, render: ({ at }) => <Time at={at} precision="second" /> },
    {
      key: 'order',
      title: columns.order,
      render: ({ order }) =>
        order ? (
          <Link className="mono" to={`/${area}/orders/$orderId`} params={{ orderId: order.id }}>
            {order.number}
          </Link>
        ) : (
          <span className="faint">–</span>
        ),
    },
    {
      key: 'reason',
      title: columns.reason,
      render: ({ reason }) => reason ?? <span className="faint">–</span>,
    },
    { key: 'amount', title: columns.amount, end: true, render: ({ amount }) => <Money of={amount} /> },
    {
      key: 'after',
      title: columns.after,
      end: true,
      render: ({ balanceAfter }) => <Money of={balanceAfter} />,
    },
  ]
}
