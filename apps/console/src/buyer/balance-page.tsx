import { Link } from '@tanstack/react-router'
import type { BalanceEntry } from '@loggia/protocol/console'
import { EmptyArch, Money, Time } from '@loggia/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useApi } from '../centre/api.ts'
import { Listing } from '../centre/parts/listing.tsx'
import type { Column } from '../centre/parts/listing.tsx'
import { Page, ZoneNote } from '../centre/parts/page.tsx'
import { moneyTexts } from '../centre/text/money.ts'

/** The balance, and each posting that made it what it is. */
export function BalancePage() {
  const texts = moneyTexts.use()
  const { entries, balance } = useBalance()
  return (
    <Page
      area="buyer"
      title={texts.title}
      lead={
        <>
          <span>{texts.lead}</span>
          <ZoneNote />
        </>
      }
    >
      {balance && (
        <dl className="figs figs--one">
          <div>
            <dt>{texts.now}</dt>
            <dd className="v">
              <Money of={balance} />
            </dd>
          </div>
        </dl>
      )}
      <section aria-label={texts.entries}>
        <Listing
          of={entries}
          columns={useColumns()}
          rowKey={(entry) => entry.id}
          empty={<EmptyArch level={2} title={texts.empty.title} text={texts.empty.text} />}
        />
      </section>
    </Page>
  )
}

function useBalance() {
  const api = useApi()
  const pages = useInfiniteQuery({
    queryKey: ['GET /api/buyer/balance', 'pages'],
    queryFn: ({ pageParam, signal }) =>
      api.request('GET /api/buyer/balance', { query: { after: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.entries.next,
  })
  return {
    entries: { ...pages, items: pages.data?.pages.flatMap((page) => page.entries.items) },
    balance: pages.data?.pages[0]?.balance,
  }
}

function useColumns(): readonly Column<BalanceEntry>[] {
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
          <Link className="mono" to="/buyer/orders/$orderId" params={{ orderId: order.id }}>
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
    { key: 'amount', title: columns.amount, end: true, render: (entry) => <Money of={signed(entry)} /> },
    {
      key: 'after',
      title: columns.after,
      end: true,
      render: ({ balanceAfter }) => <Money of={balanceAfter} />,
    },
  ]
}

/** A payment takes from the balance, whichever way its amount is written. */
const signed = ({ kind, amount }: BalanceEntry): BalanceEntry['amount'] =>
  kind === 'payment' && !amount.amount.startsWith('-') ? { ...amount, amount: `-${amount.amount}` } : amount
