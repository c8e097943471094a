import type { Service } from '@loggia/protocol/console'
import { useText } from '@loggia/ui'
import { useId } from 'react'
import { Card } from '../../centre/parts/page.tsx'
import { orderTexts } from '../../centre/orders/texts.ts'

/** The seller, with its logo in the arch, or its first letter if it has no logo. */
export function SellerCard({ sellers }: { readonly sellers: readonly Service['seller'][] }) {
  const text = useText()
  return (
    <Card id={useId()} title={orderTexts.use().seller}>
      <div className="stack">
        {sellers.map(({ id, name, logo }) => (
          <div className="row seller" key={id}>
            <span className="arch" aria-hidden="true">
              {logo ? (
                <img src={logo} alt="" width="32" height="32" />
              ) : (
                <span className="logo__letter">{[...text(name)][0]}</span>
              )}
            </span>
            <b>{text(name)}</b>
          </div>
        ))}
      </div>
    </Card>
  )
}
