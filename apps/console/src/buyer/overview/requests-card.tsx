import { Link } from '@tanstack/react-router'
import type { PurchaseRequestSummary } from '@loggia/protocol/console'
import { Money, Time, formatCount, useLanguage, useText } from '@loggia/ui'
import { useId } from 'react'
import { useList } from '../../centre/api.ts'
import { formatHeld } from '../../centre/orders/line-text.ts'
import { Card } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { buyerOverviewTexts } from './texts.ts'
import './overview.css'

const refreshMs = 60_000
/** The others are in the list of requests. */
const mostShown = 3

/** The purchases that the reader may approve and that nobody has decided yet. */
export function useRequests() {
  const mayBuy = useMayAsk('POST /api/buyer/purchase-requests/:purchaseRequestId/approval', 'purchase')
  const query = { list: 'to_decide', limit: mostShown } as const
  const { items = [], hasNextPage } = useList('GET /api/buyer/purchase-requests', query, {
    enabled: mayBuy,
    refetchInterval: refreshMs,
  })
  return { items, hasMore: hasNextPage }
}

/** What members of the company ask to have bought. */
export function RequestsCard({ of }: { readonly of: ReturnType<typeof useRequests> }) {
  const texts = buyerOverviewTexts.use().requests
  const count = formatCount(of.items.length)
  return (
    <Card
      id={useId()}
      title={texts.title}
      beside={<span className="t13 faint">{texts.count(of.hasMore ? `${count}+` : count)}</span>}
      end={
        <Link className="link t13" to="/buyer/purchase-requests">
          {texts.all}
        </Link>
      }
      bare
    >
      <ul className="asked">
        {of.items.map((request) => (
          <Request key={request.id} of={request} />
        ))}
      </ul>
    </Card>
  )
}

function Request({ of }: { readonly of: PurchaseRequestSummary }) {
  const texts = buyerOverviewTexts.use().requests
  const text = useText()
  const language = useLanguage()
  return (
    <li>
      <div>
        <h3>{text(of.product.name)}</h3>
        <p>{`${text(of.specification)} · ${formatHeld(of, language)}`}</p>
        <p>
          {of.requester.name}
          {of.costCentre && ` · ${of.costCentre.name}`} · <Time at={of.askedAt} />
        </p>
      </div>
      <b className="num">
        <Money of={of.amount} />
      </b>
      <Link
        className="btn btn--sm"
        to="/buyer/purchase-requests/$purchaseRequestId"
        params={{ purchaseRequestId: of.id }}
        aria-label={texts.review(text(of.product.name))}
      >
        {texts.act}
      </Link>
    </li>
  )
}
