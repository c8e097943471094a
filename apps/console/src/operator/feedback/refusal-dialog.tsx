import type { ModeratedText } from '@loggia/protocol/console'
import { useToast } from '@loggia/ui'
import { useChange } from '../../centre/api.ts'
import { Written } from '../../centre/feedback/feedback-text.tsx'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { useReason } from '../../centre/parts/reason.tsx'
import { moderationTexts } from './texts.ts'
import '../../centre/feedback/feedback.css'

const stale = ['GET /api/operator/feedback', 'GET /api/operator/overview'] as const

/** Refuses a text, or hides a published one, with the reason for its writer. */
export function RefusalDialog({ of, onClose }: { readonly of: ModeratedText; onClose(): void }) {
  const all = moderationTexts.use()
  const texts = of.state === 'published' ? all.hiding : all.refusal
  const toast = useToast()
  const reason = useReason(texts)
  const change = useChange('POST /api/operator/feedback/:feedbackTextId/refusal', stale)
  const refuse = () => {
    reason.check()
    if (!reason.isRight) return
    change.mutate(
      { params: { feedbackTextId: of.id }, body: { reason: reason.given } },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  }
  return (
    <DecisionDialog texts={texts} act={texts.act} change={change} danger onClose={onClose} onAct={refuse}>
      <div className="fb__other">
        <Written of={of} />
      </div>
      <p className="t13 dim">{texts.text}</p>
      {reason.field}
    </DecisionDialog>
  )
}
