import type { SellerProduct } from '@loggia/protocol/console'
import { useText } from '@loggia/ui'
import { useChange } from '../centre/api.ts'
import { productTexts } from '../centre/text/products.ts'
import { DecisionDialog } from './decision-dialog.tsx'

export type ProductChoice = { readonly approve: boolean; readonly product: SellerProduct }

/** Lists a submitted product, or rejects it with a reason for the seller. */
export function ProductDecision({ of, onClose }: { readonly of: ProductChoice; onClose(): void }) {
  const texts = productTexts.use().decision
  const text = useText()
  const decide = useChange('POST /api/operator/products/:productId/decision', [
    'GET /api/operator/products',
    'GET /api/operator/overview',
  ])
  return (
    <DecisionDialog
      approve={of.approve}
      texts={texts}
      isPending={decide.isPending}
      error={decide.error}
      onDecide={(body, onSuccess) =>
        decide.mutate({ params: { productId: of.product.id }, body }, { onSuccess })
      }
      onClose={onClose}
    >
      <p>
        <b className="strong">{text(of.product.name)}</b>
        <br />
        <span className="t13 faint">{text(of.product.seller.name)}</span>
        <br />
        <span className="t13 mono">{of.product.access?.url ?? texts.noAccess}</span>
      </p>
    </DecisionDialog>
  )
}
