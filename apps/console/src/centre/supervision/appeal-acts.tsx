import { omitUndefined } from '@loggia/kernel'
import { useChange } from '../api.ts'
import { useChosenFile } from '../parts/chosen-file.ts'
import { DecisionDialog } from '../parts/dialog.tsx'
import { useReason } from '../parts/reason.tsx'
import { ConfirmDialog, useKeyOf, useThen } from './act-dialogs.tsx'
import type { ActProps } from './act-dialogs.tsx'
import { actTexts } from './act-texts.ts'
import { FileField } from './file-field.tsx'
import { staleSupervisions } from './stale.ts'

/** The parties that may appeal. */
type Side = 'buyer' | 'seller'
type OfSide = ActProps & { readonly side: Side }

/** R103: stops the delivery until an operator decides. A seller whose delivery is not accepted adds its proof. */
export function AppealDialog({ of, side, onClose }: OfSide) {
  const texts = actTexts.use().appeal
  const then = useThen(texts, onClose)
  const reason = useReason(texts)
  const needsFile = side === 'seller' && of.stage === 'acceptance'
  const file = useChosenFile({ ...texts, fileMissing: needsFile ? texts.fileMissing : texts.fileUnreadable })
  const change = useChange(`POST /api/${side}/supervisions/:supervisionId/appeals`, staleSupervisions)
  const idempotencyKey = useKeyOf(file.chosen, reason.given)
  const send = () => {
    reason.check()
    if (needsFile && !file.chosen) return file.requireOne()
    if (!reason.isRight || file.error !== undefined) return
    const body = omitUndefined({ reason: reason.given, file: file.chosen })
    change.mutate({ params: { supervisionId: of.id }, body, idempotencyKey }, then)
  }
  return (
    <DecisionDialog texts={texts} act={texts.do} change={change} onClose={onClose} onAct={send}>
      <p className="t13 dim">{texts.text}</p>
      {reason.field}
      <FileField texts={{ ...texts, file: needsFile ? texts.proof : texts.file }} file={file} />
    </DecisionDialog>
  )
}

export function WithdrawDialog({ of, side, onClose }: OfSide) {
  const texts = actTexts.use().withdraw
  const change = useChange(
    `POST /api/${side}/supervisions/:supervisionId/appeal-withdrawal`,
    staleSupervisions,
  )
  return (
    <ConfirmDialog
      texts={texts}
      change={change}
      onClose={onClose}
      onSend={(then) => change.mutate({ params: { supervisionId: of.id } }, then)}
    >
      {texts.text}
    </ConfirmDialog>
  )
}
