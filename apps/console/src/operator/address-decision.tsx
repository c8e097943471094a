import type { OperatorAddress } from '@loggia/protocol/console'
import { useText } from '@loggia/ui'
import { App } from 'antd'
import { useChange } from '../centre/api.ts'
import { Decision, Dialog, Refusal } from '../centre/parts/dialog.tsx'
import { accessTexts } from '../centre/text/access.ts'
import { useReason } from './reason.tsx'

export type AddressChoice = { readonly approve: boolean; readonly address: OperatorAddress }

/** Approves an address, or rejects it with a reason for the seller. */
export function AddressDecision({ of, onClose }: { readonly of: AddressChoice; onClose(): void }) {
  const texts = accessTexts.use().review
  const text = useText()
  const { message } = App.useApp()
  const reason = useReason(texts)
  const decide = useChange('POST /api/operator/addresses/:addressId/decision', [
    'GET /api/operator/addresses',
    'GET /api/operator/overview',
  ])
  const onDecide = () => {
    reason.check()
    if (!of.approve && !reason.isRight) return
    const body = of.approve ? { approve: true } : { approve: false, reason: reason.given }
    decide.mutate(
      { params: { addressId: of.address.id }, body },
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
        <span className="mono wrap">{of.address.url}</span>
        <br />
        <span className="t13 faint">{text(of.address.seller.name)}</span>
      </p>
      <p className="t13 dim">{of.approve ? texts.approveText : texts.rejectText}</p>
      {!of.approve && reason.field}
      <Refusal error={decide.error} />
    </Dialog>
  )
}
