import { useToast } from '@loggia/ui'
import type { ReactNode } from 'react'
import { Decision, Dialog, Refusal } from '../../centre/parts/dialog.tsx'
import { useReason } from '../../centre/parts/reason.tsx'

/** The texts of a decision, which differ by the kind of thing that is decided. */
export type DecisionTexts = Parameters<typeof useReason>[0] & {
  readonly approveTitle: string
  readonly rejectTitle: string
  readonly approveText: string
  readonly rejectText: string
  readonly approveDo: string
  readonly rejectDo: string
  readonly approved: string
  readonly rejected: string
  readonly keep: string
  readonly busy: string
}
type Body = { readonly approve: boolean; readonly reason?: string }
type Props = {
  readonly approve: boolean
  readonly texts: DecisionTexts
  readonly children: ReactNode
  readonly isPending: boolean
  readonly error: Error | null
  /** Sends the decision; `onDone` is called after it succeeded. */
  onDecide(body: Body, onDone: () => void): void
  onClose(): void
}

/** Approves something, or rejects it with a reason for the seller. */
export function DecisionDialog({ approve, texts, children, isPending, error, onDecide, onClose }: Props) {
  const toast = useToast()
  const reason = useReason(texts)
  const decide = () => {
    reason.check()
    if (!approve && !reason.isRight) return
    onDecide(approve ? { approve } : { approve, reason: reason.given }, () => {
      toast.success(approve ? texts.approved : texts.rejected)
      onClose()
    })
  }
  return (
    <Dialog
      title={approve ? texts.approveTitle : texts.rejectTitle}
      onClose={isPending ? undefined : onClose}
      foot={
        <Decision
          danger={!approve}
          keep={texts.keep}
          act={approve ? texts.approveDo : texts.rejectDo}
          busy={texts.busy}
          isBusy={isPending}
          onKeep={onClose}
          onAct={decide}
        />
      }
    >
      {children}
      <p className="t13 dim">{approve ? texts.approveText : texts.rejectText}</p>
      {!approve && reason.field}
      <Refusal error={error} />
    </Dialog>
  )
}
