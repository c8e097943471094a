import { omitUndefined } from '@loggia/kernel'
import { orderKinds } from '@loggia/protocol/console/orders/kinds'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { OrderKind, OrderSummary } from '@loggia/protocol/console'
import { EmptyArch, Money, Time, formatAmount, formatTime, useLanguage, useText, useZone } from '@loggia/ui'
import type { ReactNode } from 'react'
import { computeMissing } from '../../storefront/buying/price.ts'
import { useList, useRead } from '../api.ts'
import type { Area } from '../frame.ts'
import { Filter } from '../parts/fields.tsx'
import { Listing } from '../parts/listing.tsx'
import type { Column } from '../parts/listing.tsx'
import { Lead, Page } from '../parts/page.tsx'
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

/** The orders of a centre, newest first. */
export function OrderListPage({
  area,
  emptyAction,
}: {
  readonly area: Area
  readonly emptyAction?: ReactNode
}) {
  const texts = orderTexts.use()
  const kinds = stateTexts.use().orderKind
  const { kind } = useSearch({ from: `/${area}/orders` })
  const navigate = useNavigate()
  return (
    <Page area={area} title={texts.title} lead={<Lead>{texts.lead[area]}</Lead>}>
      <div className="filters">
        <Filter
          label={texts.columns.kind}
          any={texts.anyKind}
          value={kind}
          options={orderKinds.map((name) => [name, kinds[name]])}
          onChoose={(chosen) =>
            void navigate({ to: `/${area}/orders`, search: chosen ? { kind: chosen } : {} })
          }
        />
      </div>
      <OrderList area={area} emptyAction={emptyAction} kind={kind} />
    </Page>
  )
}

export function OrderList(props: {
  readonly area: Area
  readonly emptyAction?: ReactNode
  readonly framed?: boolean
  /** Only the orders of one party, for operators. */
  readonly of?: { readonly buyerId: string } | { readonly sellerId: string }
  readonly limit?: number
  readonly kind?: OrderKind | undefined
  /** More filters, if the list has a page of its own. */
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly empty?: ReactNode
}) {
  const texts = orderTexts.use()
  const orders = useList<(typeof routes)[Area]>(
    routes[props.area],
    omitUndefined({ ...props.of, ...props.query, kind: props.kind ?? props.query?.kind, limit: props.limit }),
  )
  return (
    <Listing<Listed>
      of={orders as { items: readonly Listed[] | undefined } & typeof orders}
      columns={useColumns(props.area)}
      rowKey={(order) => order.id}
      framed={props.framed ?? true}
      empty={
        props.empty ?? (
          <EmptyArch
            level={props.framed === false ? 3 : 2}
            title={props.kind === undefined ? texts.empty[props.area].title : texts.emptyKind.title}
            text={props.kind === undefined ? texts.empty[props.area].text : texts.emptyKind.text}
            action={props.kind === undefined && props.emptyAction}
          />
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
      render: ({ kind, refunds }) => (refunds ? <RefundOf area={area} of={refunds} /> : kinds[kind]),
    },
    area !== 'buyer' && {
      key: 'buyer',
      title: columns.buyer,
      render: ({ buyer }) => <BuyerName area={area} buyer={buyer} />,
    },
    {
      key: 'term',
      title: columns.term,
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
      render: ({ total, kind }) => <Money of={kind === 'refund' ? toNegative(total) : total} />,
    },
    { key: 'created', title: columns.created, end: true, render: ({ createdAt }) => <Time at={createdAt} /> },
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
  return (
    <Named
      logo={first && <ProductLogo of={first.product} />}
      name={
        <Link to={`/${area}/orders/$orderId`} params={{ orderId: order.id }}>
          {formatOrderTitle(order, language)}
        </Link>
      }
      below={<span className="mono">{order.number}</span>}
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
