import type { SellerProduct } from '@loggia/protocol/console'
import { useText, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { BoundAccess } from '../../centre/parts/bound-access.tsx'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { productTexts } from '../../centre/products/texts.ts'
import { TestCallAdvice } from '../test-calls/advice.tsx'
import { GateRun } from '../test-calls/gate-run.tsx'
import { useGate } from '../test-calls/use-gate.ts'

/** Submits a product to the operators, with the address that its orders will call. */
export function SubmitDialog({ product, onClose }: { readonly product: SellerProduct; onClose(): void }) {
  const texts = productTexts.use().submitDialog
  const text = useText()
  const toast = useToast()
  const submit = useChange('POST /api/seller/products/:productId/submission', [
    'GET /api/seller/products',
    'GET /api/seller/products/:productId',
  ])
  const gate = useGate()
  const [error, setError] = useState<Error | null>(null)
  const [isPending, setPending] = useState(false)
  const onSubmit = async () => {
    setError(null)
    setPending(true)
    try {
      const isSent = await gate.pass(product.id, () =>
        submit.mutateAsync({ params: { productId: product.id } }),
      )
      if (!isSent) return
      toast.success(texts.done)
      onClose()
    } catch (refused) {
      setError(refused as Error)
    } finally {
      setPending(false)
    }
  }
  return (
    <DecisionDialog
      texts={texts}
      act={texts.confirm}
      change={{ isPending, error }}
      onClose={onClose}
      onAct={() => void onSubmit()}
    >
      <p className="strong">{text(product.name)}</p>
      {product.access && (
        <dl className="lines t13">
          <div>
            <dt>{texts.address}</dt>
            <dd>
              <BoundAccess of={product.access} />
              {product.joint && <BoundAccess of={product.joint} />}
            </dd>
          </div>
        </dl>
      )}
      <TestCallAdvice product={product} />
      <GateRun run={gate.run} productId={product.id} error={error} />
      <p className="t13 dim">{texts.text}</p>
    </DecisionDialog>
  )
}
