import type { SellerProduct } from '@loggia/protocol/console'
import { useText } from '@loggia/ui'
import { App } from 'antd'
import { useChange } from '../centre/api.ts'
import { Decision, Dialog, Refusal } from '../centre/parts/dialog.tsx'
import { productTexts } from '../centre/text/products.ts'
import { useReason } from './reason.tsx'

export type ProductChoice = { readonly approve: boolean; readonly product: SellerProduct }

/** Lists a submitted product, or rejects it with a reason for the seller. */
export function ProductDecision({ of, onClose }: { readonly of: ProductChoice; onClose(): void }) {
  const texts = productTexts.use().decision
  const text = useText()
  const { message } = App.useApp()
  const reason = useReason(texts)
  const decide = useChange('POST /api/operator/products/:productId/decision', [
    'GET /api/operator/products',
    'GET /api/operator/overview',
  ])
  const onDecide = () => {
    reason.check()
    if (!of.approve && !reason.isRight) return
    const body = of.approve ? { approve: true } : { approve: false, reason: reason.given }
    decide.mutate(
      { params: { productId: of.product.id }, body },
      {
        onSuccess: () => {
          void message.success(of.approve ? texts.approved : texts.rejected)
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      title={of.approve ? texts.approveTitle : texts.rejectTitle}
      onClose={decide.isPending ? undefined : onClose}
      foot={
        <Decision
          danger={!of.approve}
          keep={texts.keep}
          act={of.approve ? texts.approveDo : texts.rejectDo}
          busy={texts.busy}
          isBusy={decide.isPending}
          onKeep={onClose}
          onAct={onDecide}
        />
      }
    >
      <p>
        <b className="strong">{text(of.product.name)}</b>
        <br />
        <span className="t13 faint">{text(of.product.seller.name)}</span>
        <br />
        <span className="t13 mono">{of.product.access?.url ?? texts.noAccess}</span>
      </p>
      <p className="t13 dim">{of.approve ? texts.approveText : texts.rejectText}</p>
      {!of.approve && reason.field}
      <Refusal error={decide.error} />
    </Dialog>
  )
}
