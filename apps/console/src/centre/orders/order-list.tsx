import { omitUndefined } from '@loggia/kernel'
import { Link } from '@tanstack/react-router'
import type { OrderSummary } from '@loggia/protocol/console'
import { EmptyArch, Money, Time, formatAmount, formatTime, useLanguage, useText, useZone } from '@loggia/ui'
import type { ReactNode } from 'react'
import { computeMissing } from '../../storefront/buying/price.ts'
import { useList, useRead } from '../api.ts'
import type { Area } from '../frame.ts'
import { Listing } from '../parts/listing.tsx'
import type { Column } from '../parts/listing.tsx'
import { NoRows } from '../parts/no-rows.tsx'
import { Named, ProductLogo } from '../parts/product.tsx'
import { OrderState } from '../parts/states.tsx'
import { orderTexts } from './texts.ts'
import { stateTexts } from '../parts/state-texts.ts'
import { toNegative } from './line-sum.ts'
import { formatLine } from './line-text.ts'
import { formatOrderTitle } from './order-head.tsx'

const routes = {
  buyer: 'GET /api/buyer/orders',
  seller: 'GET /api/seller/orders',
  operator: 'GET /api/operator/orders',
} as const
type Listed = OrderSummary & {
  readonly buyer?: { readonly id: string; readonly name: { zh: string; en: string } }
}

/** The orders of a centre, newest first: all of them, or those of `query`. */
export function OrderList(props: {
  readonly area: Area
  readonly emptyAction?: ReactNode
  readonly framed?: boolean
  /** Only the orders of one party, for operators. */
  readonly of?: { readonly buyerId: string } | { readonly sellerId: string }
  readonly limit?: number
  /** Filters, if the list has a page of its own. */
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly narrowed?: Parameters<typeof NoRows>[0]['narrowed']
}) {
  const empty = orderTexts.use().empty[props.area]
  const orders = useList<(typeof routes)[Area]>(
    routes[props.area],
    omitUndefined({ ...props.of, ...props.query, limit: props.limit }),
  )
  const level = props.framed === false ? 3 : 2
  return (
    <Listing<Listed>
      of={orders as { items: readonly Listed[] | undefined } & typeof orders}
      columns={useColumns(props.area)}
      rowKey={(order) => order.id}
      framed={props.framed ?? true}
      empty={
        props.narrowed ? (
          <NoRows level={level} empty={empty} narrowed={props.narrowed} />
        ) : (
          <EmptyArch level={level} title={empty.title} text={empty.text} action={props.emptyAction} />
        )
      }
    />
  )
}

function useColumns(area: Area): readonly Column<Listed>[] {
  const { columns } = orderTexts.use()
  const kinds = stateTexts.use().orderKind
  const language = useLanguage()
  const all: readonly (Column<Listed> | false)[] = [
    {
      key: 'order',
      title: columns.order,
      head: true,
      render: (order) => <OrderName area={area} order={order} />,
    },
    {
      key: 'state',
      title: columns.state,
      phone: 'below',
      render: (order) => (
        <div>
          <OrderState state={order.state} kind={order.kind} />
          {area === 'buyer' && order.payBy !== undefined && <Unpaid order={order} payBy={order.payBy} />}
        </div>
      ),
    },
    {
      key: 'kind',
      title: columns.kind,
      phone: 'none',
      render: ({ kind, refunds }) => (refunds ? <RefundOf area={area} of={refunds} /> : kinds[kind]),
    },
    area !== 'buyer' && {
      key: 'buyer',
      title: columns.buyer,
      phone: 'none',
      render: ({ buyer }) => <BuyerName area={area} buyer={buyer} />,
    },
    {
      key: 'term',
      title: columns.term,
      phone: 'none',
      render: ({ lines, kind }) =>
        lines.length === 1 && lines[0] ? (
          // The names in a change may be wider than a phone.
          <span className={kind === 'change' ? undefined : 'num'}>
            {formatLine(lines[0], kind, language)}
          </span>
        ) : (
          '–'
        ),
    },
    {
      key: 'total',
      title: columns.total,
      end: true,
      phone: 'beside',
      render: ({ total, kind }) => <Money of={kind === 'refund' ? toNegative(total) : total} />,
    },
    {
      key: 'created',
      title: columns.created,
      end: true,
      phone: 'end',
      render: ({ createdAt }) => <Time at={createdAt} />,
    },
  ]
  return all.filter((column) => column !== false)
}

/** R61: what is missing for an unpaid order of the reader, and until when it can be paid. */
function Unpaid({ order, payBy }: { readonly order: Listed; readonly payBy: string }) {
  const texts = orderTexts.use()
  const language = useLanguage()
  const zone = useZone()
  const balance = useRead('GET /api/buyer/balance', { query: { limit: 1 } }).data?.balance
  const missing = balance && computeMissing(balance, order.total)
  return (
    <p className="below">
      {missing && <b className="c-warn">{texts.shortInList(formatAmount(missing))} · </b>}
      {texts.payByInList(formatTime(payBy, { language, zone }))}
    </p>
  )
}

function OrderName({ area, order }: { readonly area: Area; readonly order: Listed }) {
  const language = useLanguage()
  const [first] = order.lines
  // R3a: nothing in companies without cost centres.
  const centres = [...new Set(order.lines.flatMap(({ costCentre }) => costCentre?.name ?? []))]
  return (
    <Named
      logo={first && <ProductLogo of={first.product} />}
      name={
        <Link to={`/${area}/orders/$orderId`} params={{ orderId: order.id }}>
          {formatOrderTitle(order, language)}
        </Link>
      }
      below={
        <>
          <span className="mono">{order.number}</span>
          {centres.length > 0 && ` · ${centres.join(' · ')}`}
        </>
      }
    />
  )
}

/** A refund names the order whose money it returns. */
function RefundOf({ area, of }: { readonly area: Area; readonly of: NonNullable<OrderSummary['refunds']> }) {
  const texts = orderTexts.use()
  return (
    <Link to={`/${area}/orders/$orderId`} params={{ orderId: of.id }}>
      {texts.refundOf(of.number)}
    </Link>
  )
}

/** Links to the buyer, for operators. */
function BuyerName({ area, buyer }: { readonly area: Area; readonly buyer: Listed['buyer'] }) {
  const text = useText()
  if (!buyer) return '–'
  if (area !== 'operator') return text(buyer.name)
  return (
    <Link to="/operator/buyers/$buyerId" params={{ buyerId: buyer.id }}>
      {text(buyer.name)}
    </Link>
  )
}
