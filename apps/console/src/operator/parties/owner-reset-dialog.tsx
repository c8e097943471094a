import type { Member } from '@loggia/protocol/console'
import { useToast } from '@loggia/ui'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { useReason } from '../../centre/parts/reason.tsx'
import { ownerResetRequestTexts } from './owner-reset-texts.ts'

/** Asks for a new password of a member whom nobody of their own party can help; another operator confirms it. */
export function OwnerResetDialog({ member, onClose }: { readonly member: Member; onClose(): void }) {
  const texts = ownerResetRequestTexts.use()
  const toast = useToast()
  const reason = useReason(texts)
  const change = useChange('POST /api/operator/owner-resets', [
    'GET /api/operator/owner-resets',
    'GET /api/operator/history',
  ])
  const onAct = () => {
    reason.check()
    if (!reason.isRight) return
    change.mutate(
      { body: { memberId: member.id, reason: reason.given } },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  }
  return (
    <DecisionDialog texts={texts} act={texts.act} change={change} onClose={onClose} onAct={onAct}>
      <p>
        <b className="strong">{member.name}</b> <span className="mono faint">{member.email}</span>
      </p>
      <p className="t13 dim">{texts.text}</p>
      {reason.field}
    </DecisionDialog>
  )
}
