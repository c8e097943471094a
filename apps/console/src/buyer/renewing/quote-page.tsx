import { createMoney, formatMoney } from '@loggia/kernel'
import { getRouteApi } from '@tanstack/react-router'
import type { Quote } from '@loggia/protocol/console'
import { Icon, formatAmount } from '@loggia/ui'
import { useRead } from '../../centre/api.ts'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Lead, Page } from '../../centre/parts/page.tsx'
import { renewingTexts } from './texts.ts'
import { QuoteCrumbs } from './quote-crumbs.tsx'
import { QuoteLines } from './quote-lines.tsx'
import { PayCard } from './quote-pay.tsx'
import { QuoteResult } from './quote-result.tsx'

const route = getRouteApi('/buyer/quotes/$quoteId')

/** A quote: its price, and the services before and after; when it is paid, the result. */
export function QuotePage() {
  const { quoteId } = route.useParams()
  return <OneQuote key={quoteId} quoteId={quoteId} />
}

function OneQuote({ quoteId }: { readonly quoteId: string }) {
  const quote = useRead('GET /api/buyer/quotes/:quoteId', { params: { quoteId } })
  return (
    <Loaded<Quote> of={quote} skeleton={<CardSkeleton rows={8} />}>
      {(found) =>
        found.orderId === undefined ? (
          <OpenQuote quote={found} />
        ) : (
          <QuoteResult quote={found} orderId={found.orderId} />
        )
      }
    </Loaded>
  )
}

function OpenQuote({ quote }: { readonly quote: Quote }) {
  const texts = renewingTexts.use()
  const said = texts.quote[quote.kind]
  return (
    <Page
      area="buyer"
      narrow
      title={said.title}
      crumbs={<QuoteCrumbs quote={quote} />}
      lead={<Lead>{said.lead}</Lead>}
    >
      <OtherThanShown quote={quote} />
      <div className="od">
        <div className="od__main">
          <QuoteLines quote={quote} />
        </div>
        <aside className="od__side">
          <PayCard quote={quote} />
        </aside>
      </div>
    </Page>
  )
}

/** R124: the price changed between the choice and the quote. */
function OtherThanShown({ quote: { total } }: { readonly quote: Quote }) {
  const texts = renewingTexts.use()
  const { shown } = route.useSearch()
  if (shown === undefined) return null
  const before = formatMoney(createMoney(BigInt(shown), total.currency))
  return (
    <div className="note note--warn" role="status">
      <Icon name="alert" />
      <p>{texts.otherThanShown(before, formatAmount(total))}</p>
    </div>
  )
}
