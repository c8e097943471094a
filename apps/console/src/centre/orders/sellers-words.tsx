import type { Order } from '@loggia/protocol/console'
import { readOrderFact } from '../facts/of-orders.ts'
import { renewingTexts } from '../../buyer/renewing/texts.ts'

/** R119: the seller's last answer in its own words. */
export function SellersWords({ order }: { readonly order: Order }) {
  const texts = renewingTexts.use().sellerRefuses
  const words = wordsOf(order)
  if (words === undefined) return null
  return (
    <>
      <p className="t12 faint">{texts.said}</p>
      <blockquote className="words">{words}</blockquote>
    </>
  )
}

function wordsOf({ history }: Pick<Order, 'history'>): string | undefined {
  const newest = history
    .map(readOrderFact)
    .toSorted((a, b) => b.sequence - a.sequence)
    .find((fact) => fact.kind === 'call.attempted')
  const words = newest?.kind === 'call.attempted' ? newest.data.verdict?.params['resultMsg'] : undefined
  return typeof words === 'string' && words !== '' ? words : undefined
}
