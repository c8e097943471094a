import type { SellerProduct } from '@loggia/protocol/console'
import { useText, useToast } from '@loggia/ui'
import { useChange } from '../../centre/api.ts'
import { BoundAccess } from '../../centre/parts/bound-access.tsx'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { productTexts } from '../../centre/products/texts.ts'
import { TestCallAdvice } from '../test-calls/advice.tsx'

/** Submits a product to the operators, with the address that its orders will call. */
export function SubmitDialog({ product, onClose }: { readonly product: SellerProduct; onClose(): void }) {
  const texts = productTexts.use().submitDialog
  const text = useText()
  const toast = useToast()
  const submit = useChange('POST /api/seller/products/:productId/submission', [
    'GET /api/seller/products',
    'GET /api/seller/products/:productId',
  ])
  const onSubmit = () =>
    submit.mutate(
      { params: { productId: product.id } },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  return (
    <DecisionDialog texts={texts} act={texts.confirm} change={submit} onClose={onClose} onAct={onSubmit}>
      <p className="strong">{text(product.name)}</p>
      {product.access && (
        <dl className="lines t13">
          <div>
            <dt>{texts.address}</dt>
            <dd>
              <BoundAccess of={product.access} />
            </dd>
          </div>
        </dl>
      )}
      <TestCallAdvice product={product} />
      <p className="t13 dim">{texts.text}</p>
    </DecisionDialog>
  )
}
