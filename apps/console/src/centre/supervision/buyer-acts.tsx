import { useText } from '@loggia/ui'
import { useChange } from '../api.ts'
import { ApprovalDialog, ConfirmDialog, ReasonDialog, SendBackDialog } from './act-dialogs.tsx'
import type { ActProps } from './act-dialogs.tsx'
import { actTexts } from './act-texts.ts'
import { findCurrentPart, findSituation } from './stages.ts'
import { staleSupervisions } from './stale.ts'

/** R99, R101, R106: accepts the delivery, which completes the order, or one of its parts. */
export function AcceptDialog({ of, onClose }: ActProps) {
  const texts = actTexts.use().accept
  const text = useText()
  const change = useChange('POST /api/buyer/supervisions/:supervisionId/acceptance', staleSupervisions)
  const part = findSituation(of) === 'part' ? findCurrentPart(of) : undefined
  return (
    <ConfirmDialog
      texts={texts}
      change={change}
      onClose={onClose}
      onSend={(then) => change.mutate({ params: { supervisionId: of.id } }, then)}
    >
      {part ? texts.partText(part.name) : texts.text(text(of.product.name))}
    </ConfirmDialog>
  )
}

/** R99: rejects the delivery with a reason; it goes back to the seller. */
export function RejectDialog({ of, onClose }: ActProps) {
  const texts = actTexts.use().reject
  const change = useChange('POST /api/buyer/supervisions/:supervisionId/rejection', staleSupervisions)
  return (
    <ReasonDialog
      texts={texts}
      act={texts.do}
      change={change}
      onClose={onClose}
      onSend={(reason, then) => change.mutate({ params: { supervisionId: of.id }, body: { reason } }, then)}
    >
      {texts.text}
    </ReasonDialog>
  )
}

const designDecision = 'POST /api/buyer/supervisions/:supervisionId/design-decision'

export const ConfirmDesignDialog = (props: ActProps) => (
  <ApprovalDialog {...props} route={designDecision} texts={actTexts.use().confirmDesign} />
)

export const RejectDesignDialog = (props: ActProps) => (
  <SendBackDialog {...props} route={designDecision} texts={actTexts.use().rejectDesign} />
)
