import type { TopUpRequest } from '@loggia/protocol/console'
import { useToast } from '@loggia/ui'
import { useChange } from '../../centre/api.ts'
import { useChosenFile } from '../../centre/parts/chosen-file.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import { topUpTexts } from './texts.ts'

type Props = { readonly of: TopUpRequest; onClose(): void }
const stale = ['GET /api/buyer/top-up-requests', 'GET /api/buyer/top-up-requests/:requestId'] as const

/** Adds the receipt of the transfer, or replaces it. */
export function ReceiptDialog({ of, onClose }: Props) {
  const texts = topUpTexts.use().receipt
  const toast = useToast()
  const file = useChosenFile(texts)
  const change = useChange('PUT /api/buyer/top-up-requests/:requestId/receipt', stale)
  const send = () => {
    if (!file.chosen) return file.requireOne()
    change.mutate(
      { params: { requestId: of.id }, body: { file: file.chosen } },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  }
  return (
    <DecisionDialog texts={texts} act={texts.act} change={change} onClose={onClose} onAct={send}>
      <TextField
        type="file"
        name="file"
        label={texts.file}
        hint={texts.fileHint}
        error={file.error}
        accept="application/pdf,image/png,image/jpeg"
        onChange={file.choose}
      />
    </DecisionDialog>
  )
}

/** Withdraws a request that nobody has handled. */
export function WithdrawDialog({ of, onClose }: Props) {
  const texts = topUpTexts.use().withdraw
  const toast = useToast()
  const change = useChange('POST /api/buyer/top-up-requests/:requestId/withdrawal', stale)
  const withdraw = () =>
    change.mutate(
      { params: { requestId: of.id } },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  return (
    <DecisionDialog danger texts={texts} act={texts.act} change={change} onClose={onClose} onAct={withdraw}>
      <p className="t13 dim">{texts.text}</p>
    </DecisionDialog>
  )
}
