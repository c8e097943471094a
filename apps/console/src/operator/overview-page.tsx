import { Link } from '@tanstack/react-router'
import { countText } from '@loggia/ui'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useRead } from '../centre/api.ts'
import { OrderList } from '../centre/orders/order-list.tsx'
import { Bar, Loaded } from '../centre/parts/loaded.tsx'
import { Card, Page, ZoneNote } from '../centre/parts/page.tsx'
import { overviewTexts } from '../centre/text/overview.ts'
import { AddressList } from './address-list.tsx'
import { ProductList } from './product-list.tsx'

const figures = [
  ['pendingAddresses', '/operator/addresses'],
  ['productsInReview', '/operator/products'],
  ['ordersProcessing', '/operator/orders'],
  ['stuckCalls', '/operator/orders'],
  ['ordersToday', '/operator/orders'],
] as const

/** What waits for an operator: figures, then the queues with what can be done about each row. */
export function OverviewPage() {
  const texts = overviewTexts.use()
  return (
    <Page
      area="operator"
      title={texts.title}
      lead={
        <>
          <span>{texts.lead}</span>
          <ZoneNote />
        </>
      }
    >
      <Figures />
      <div className="op">
        <div className="w7">
          <Card
            id={useId()}
            title={texts.addresses}
            end={<All to="/operator/addresses" name={texts.allAddresses} />}
            bare
          >
            <AddressList state="pending" framed={false} brief />
          </Card>
        </div>
        <div className="w5">
          <Card
            id={useId()}
            title={texts.products}
            end={<All to="/operator/products" name={texts.allProducts} />}
            bare
          >
            <ProductList state="in_review" framed={false} brief />
          </Card>
        </div>
      </div>
      <Card id={useId()} title={texts.orders} end={<All to="/operator/orders" name={texts.allOrders} />} bare>
        <OrderList area="operator" framed={false} />
      </Card>
    </Page>
  )
}

function Figures() {
  const texts = overviewTexts.use().figures
  const overview = useRead('GET /api/operator/overview', {})
  return (
    <Loaded of={overview} skeleton={<FigureFrame value={() => <Bar width={48} height={22} />} />}>
      {(found) => <FigureFrame label={texts.label} value={(name) => countText(found[name])} />}
    </Loaded>
  )
}

function FigureFrame(props: {
  readonly label?: string
  readonly value: (name: (typeof figures)[number][0]) => ReactNode
}) {
  const texts = overviewTexts.use().figures
  return (
    <nav className="figs" aria-label={props.label}>
      {figures.map(([name, to]) => (
        <Link key={name} to={to} activeProps={{}}>
          <span className="k">{texts[name]}</span>
          <span className="v">{props.value(name)}</span>
        </Link>
      ))}
    </nav>
  )
}

function All({ to, name }: { readonly to: (typeof figures)[number][1]; readonly name: string }) {
  const texts = overviewTexts.use()
  return (
    <Link className="link t13" to={to} aria-label={name}>
      {texts.all}
    </Link>
  )
}
