import { Link } from '@tanstack/react-router'
import type { RefundRequest } from '@loggia/protocol/console'
import { formatAmount, useText } from '@loggia/ui'
import { useRead } from '../api.ts'
import type { Area } from '../frame.ts'
import { CardSkeleton, Loaded } from '../parts/loaded.tsx'
import { MissingPage, Page } from '../parts/page.tsx'
import { ProductLogo } from '../parts/product.tsx'
import { RequestActs } from './request-acts.tsx'
import { NextText, RequestCard, RequestFacts } from './request-cards.tsx'
import { RequestState } from './request-state.tsx'
import { refundTexts } from './texts.ts'

const refreshMs = 15_000

/** One request for a refund, the same page for buyer, seller and operators. */
export function RequestView({ area, requestId }: { readonly area: Area; readonly requestId: string }) {
  const key: 'GET /api/buyer/refund-requests/:refundRequestId' =
    `GET /api/${area}/refund-requests/:refundRequestId` as never
  const asked = useRead(
    key,
    { params: { refundRequestId: requestId } },
    { refetchInterval: (of) => (of?.endedAt === undefined ? refreshMs : false) },
  )
  return (
    <Loaded of={asked} skeleton={<CardSkeleton rows={8} />} missing={<Missing area={area} />}>
      {(found) => <Shown area={area} of={found} />}
    </Loaded>
  )
}

function Missing({ area }: { readonly area: Area }) {
  const { missing } = refundTexts.use()
  return (
    <MissingPage
      area={area}
      title={missing.title}
      text={missing.text}
      back={
        <Link className="btn" to={`/${area}/refunds`}>
          {missing.back}
        </Link>
      }
    />
  )
}

function Shown({ area, of }: { readonly area: Area; readonly of: RefundRequest }) {
  const texts = refundTexts.use()
  const text = useText()
  const product = of.lines[0]?.product
  return (
    <Page
      area={area}
      title={`${product ? text(product.name) : texts.title} ${formatAmount(of.amount)}`}
      crumbs={<Link to={`/${area}/refunds`}>{texts.crumbs[area]}</Link>}
      logo={product && <ProductLogo of={product} />}
      state={<RequestState of={of} pill />}
      actions={<RequestActs of={of} />}
    >
      <div className="note note--info">
        <p>
          <NextText area={area} of={of} />
        </p>
      </div>
      <div className="od">
        <div className="od__main">
          <RequestCard of={of} />
        </div>
        <aside className="od__side">
          <RequestFacts area={area} of={of} />
        </aside>
      </div>
    </Page>
  )
}
