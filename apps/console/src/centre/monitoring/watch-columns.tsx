import { Link } from '@tanstack/react-router'
import type { Watch } from '@loggia/protocol/console'
import { Time, formatCount } from '@loggia/ui'
import type { ReactNode } from 'react'
import type { CallArea } from '../calls/call-area.ts'
import type { Column } from '../parts/listing.tsx'
import { Coming } from './coming.tsx'
import { DialTestResult, StandingOf } from './standing.tsx'
import { monitoringTexts } from './texts.ts'

/** The columns of watched products: where each stands, and what comes next. */
export function useWatchColumns<T extends Watch>(
  area: CallArea,
  product: (watch: T) => ReactNode,
): readonly Column<T>[] {
  const { columns, days } = monitoringTexts.use()
  const count = (n: number, word = formatCount(n)): ReactNode =>
    n === 0 ? <span className="faint">–</span> : <span className="num">{word}</span>
  return [
    { key: 'product', title: columns.product, head: true, render: product },
    {
      key: 'standing',
      title: columns.standing,
      phone: 'below',
      render: ({ standing }) => <StandingOf standing={standing} />,
    },
    {
      key: 'failedDays',
      title: columns.failedDays,
      end: true,
      phone: 'none',
      render: ({ failedDays }) => count(failedDays, days(formatCount(failedDays))),
    },
    {
      key: 'orders',
      title: columns.orders,
      end: true,
      phone: 'none',
      render: ({ orders }) => count(orders.failed),
    },
    {
      key: 'last',
      title: columns.last,
      phone: 'none',
      render: ({ last }) =>
        last ? (
          <Link to={`/${area}/dial-tests/$dialTestId`} params={{ dialTestId: last.id }}>
            <DialTestResult of={last} />
          </Link>
        ) : (
          <span className="faint">–</span>
        ),
    },
    {
      key: 'next',
      title: columns.next,
      phone: 'none',
      render: ({ nextTestAt }) =>
        nextTestAt === undefined ? <span className="faint">–</span> : <Time at={nextTestAt} />,
    },
    { key: 'coming', title: columns.coming, phone: 'end', render: (watch) => <Coming of={watch} /> },
  ]
}
