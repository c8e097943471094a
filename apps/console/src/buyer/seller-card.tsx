import type { Service } from '@loggia/protocol/console'
import { useText } from '@loggia/ui'
import { useId } from 'react'
import { Card } from '../centre/parts/page.tsx'
import { orderTexts } from '../centre/text/orders.ts'

/** Who sells it, with the letter in the arch that stands for a seller without a logo. */
export function SellerCard({ seller }: { readonly seller: Service['seller'] }) {
  const text = useText()
  const name = text(seller.name)
  return (
    <Card id={useId()} title={orderTexts.use().seller}>
      <div className="row seller">
        <span className="arch" aria-hidden="true">
          <span className="logo__letter">{[...name][0]}</span>
        </span>
        <b>{name}</b>
      </div>
    </Card>
  )
}
