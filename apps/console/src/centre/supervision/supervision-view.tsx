import { Link } from '@tanstack/react-router'
import type { RouteReply } from '@loggia/protocol/console'
import { findLicenseWay } from '@loggia/protocol/console/licenses/kinds'
import { Button, useText } from '@loggia/ui'
import { useRead } from '../api.ts'
import type { Area } from '../frame.ts'
import { CardSkeleton, Loaded } from '../parts/loaded.tsx'
import { MissingPage, Page } from '../parts/page.tsx'
import { ProductLogo } from '../parts/product.tsx'
import { RefundCard } from '../refunds/refund-card.tsx'
import { useMayOpen } from '../rights/rights.ts'
import { AcceptanceReport } from './acceptance-report.tsx'
import { OtherActs } from './acts.tsx'
import { AppealCard, DeliveryCard, DemandCard, FactsCard, PartsCard, ShipmentCard } from './detail-cards.tsx'
import { FlowSteps } from './flow-steps.tsx'
import { NextCard } from './next-card.tsx'
import { SupervisionState } from './supervision-state.tsx'
import { supervisionTexts } from './texts.ts'
import { LicenseCard } from '../licenses/later.ts'
import { TimelineCard } from './later.ts'

const refreshMs = 10_000

type Detail = RouteReply<'GET /api/buyer/supervisions/:supervisionId'>
type OfArea = { readonly area: Area; readonly of: Detail }

/** R96: one supervised delivery, the same page for buyer, seller and operators. */
export function SupervisionView({
  area,
  supervisionId,
}: {
  readonly area: Area
  readonly supervisionId: string
}) {
  const key: 'GET /api/buyer/supervisions/:supervisionId' =
    `GET /api/${area}/supervisions/:supervisionId` as never
  const asked = useRead(
    key,
    { params: { supervisionId } },
    { refetchInterval: (of) => (of && of.turn === undefined ? false : refreshMs) },
  )
  return (
    <Loaded of={asked} skeleton={<CardSkeleton rows={8} />} missing={<Missing area={area} />}>
      {(found) => <Shown area={area} of={found} />}
    </Loaded>
  )
}

function Missing({ area }: { readonly area: Area }) {
  const { missing } = supervisionTexts.use()
  return (
    <MissingPage
      area={area}
      title={missing.title}
      text={missing.text}
      back={
        <Link className="btn" to={`/${area}/supervisions`}>
          {missing.back}
        </Link>
      }
    />
  )
}

function Shown({ area, of }: OfArea) {
  const texts = supervisionTexts.use()
  const text = useText()
  const isDone = of.stage === 'done'
  const list = `/${area}/supervisions` as const
  const mayList = useMayOpen()(list)
  return (
    <Page
      area={area}
      title={text(of.product.name)}
      crumbs={mayList ? <Link to={list}>{texts.title}</Link> : <span>{texts.title}</span>}
      logo={<ProductLogo of={of.product} />}
      state={<SupervisionState of={of} pill />}
      actions={
        <>
          <OtherActs area={area} of={of} />
          {isDone && <Button onClick={() => print()}>{texts.print}</Button>}
        </>
      }
      lead={<Head area={area} of={of} />}
    >
      <FlowSteps of={of} />
      <div className="od">
        <div className="od__main">
          <NextCard area={area} of={of} />
          {findLicenseWay(of.flow) && (
            <LicenseCard
              area={area}
              serviceId={of.serviceId}
              isPaused={of.paused !== undefined}
              beside={of}
            />
          )}
          <RefundCard area={area} of={of} />
          <AppealCard of={of} />
          <DemandCard of={of} />
          <ShipmentCard of={of} />
          <DeliveryCard of={of} />
          {of.timeline.length > 0 && <TimelineCard area={area} of={of} />}
        </div>
        <aside className="od__side">
          <FactsCard area={area} of={of} />
          <PartsCard of={of} />
        </aside>
      </div>
      {isDone && <AcceptanceReport of={of} />}
    </Page>
  )
}

function Head({ area, of }: OfArea) {
  const texts = supervisionTexts.use()
  const text = useText()
  const { order } = of
  return (
    <>
      <span>
        {texts.facts.order}{' '}
        <Link className="mono" to={`/${area}/orders/$orderId`} params={{ orderId: order.id }}>
          {order.number}
        </Link>
      </span>
      {area !== 'buyer' && <span>{`${texts.facts.buyer} ${text(of.buyer)}`}</span>}
      {area !== 'seller' && <span>{`${texts.facts.seller} ${text(of.seller)}`}</span>}
    </>
  )
}
