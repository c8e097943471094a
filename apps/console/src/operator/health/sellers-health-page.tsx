import { Link } from '@tanstack/react-router'
import type { SellerHealth } from '@loggia/protocol/console'
import { Sparkline, formatCount, formatDelay, formatShare, useText } from '@loggia/ui'
import { useList } from '../../centre/api.ts'
import { readingOfHealth } from '../../centre/health/health-search.ts'
import { healthTexts } from '../../centre/health/texts.ts'
import { ListPage } from '../../centre/parts/list-page.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { BreakerState } from '../../centre/parts/states.tsx'

/** How the interfaces of all sellers did in the last 30 days, the worst first. */
export function SellersHealthPage() {
  const texts = healthTexts.use()
  const sellers = useList(
    'GET /api/operator/health',
    {},
    { refetchInterval: readingOfHealth.refetchInterval },
  )
  return (
    <ListPage
      area="operator"
      title={texts.title}
      lead={texts.list.lead}
      of={sellers}
      columns={useColumns()}
      rowKey={({ seller }) => seller.id}
      empty={texts.list.empty}
    />
  )
}

function useColumns(): readonly Column<SellerHealth>[] {
  const { columns, days: sayFailed } = healthTexts.use().list
  const { causes } = healthTexts.use().failures
  const text = useText()
  return [
    {
      key: 'seller',
      title: columns.seller,
      head: true,
      render: ({ seller }) => (
        <Link to="/operator/health/$sellerId" params={{ sellerId: seller.id }}>
          <b className="strong">{text(seller.name)}</b>
        </Link>
      ),
    },
    {
      key: 'state',
      title: columns.state,
      phone: 'below',
      render: ({ breaker }) => <BreakerState breaker={breaker} />,
    },
    {
      key: 'days',
      title: columns.days,
      phone: 'none',
      render: ({ days, attempts, succeeded }) => (
        <>
          <Sparkline
            bars={days.map((day) => ({ all: day.attempts, failed: day.attempts - day.succeeded }))}
          />
          <span className="sr">{sayFailed(formatCount(attempts - succeeded))}</span>
        </>
      ),
    },
    {
      key: 'attempts',
      title: columns.attempts,
      end: true,
      phone: 'none',
      render: ({ attempts }) => <span className="num">{formatCount(attempts)}</span>,
    },
    {
      key: 'success',
      title: columns.success,
      end: true,
      phone: 'end',
      render: ({ attempts, succeeded }) => <span className="num">{formatShare(succeeded, attempts)}</span>,
    },
    {
      key: 'p95',
      title: columns.p95,
      end: true,
      phone: 'none',
      render: ({ p95Ms }) => <span className="num">{p95Ms === undefined ? '–' : formatDelay(p95Ms)}</span>,
    },
    {
      key: 'cause',
      title: columns.cause,
      phone: 'none',
      render: ({ mainCause }) =>
        mainCause === undefined ? <span className="faint">–</span> : causes[mainCause],
    },
  ]
}
