import type { SellerFeedback } from '@loggia/protocol/console'
import { feedbackLimits } from '@loggia/protocol/console/feedback/kinds'
import { useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { Written } from '../../centre/feedback/feedback-text.tsx'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TextArea } from '../../centre/parts/fields.tsx'
import { useReason } from '../../centre/parts/reason.tsx'
import { sellerFeedbackTexts } from './texts.ts'
import '../../centre/feedback/feedback.css'

const stale = ['GET /api/seller/feedback'] as const
type Props = { readonly of: SellerFeedback; onClose(): void }

export function AnswerDialog({ of, onClose }: Props) {
  const texts = sellerFeedbackTexts.use().answering
  const toast = useToast()
  const before = of.answer?.state === 'withdrawn' ? undefined : of.answer?.text
  const [written, setWritten] = useState(before ?? '')
  const [isChecked, setChecked] = useState(false)
  const change = useChange('PUT /api/seller/feedback/:feedbackId/answer', stale)
  const { min, max } = feedbackLimits.answer
  const text = written.trim()
  const isRight = text.length >= min && text.length <= max
  const answer = () => {
    setChecked(true)
    if (!isRight) return
    change.mutate(
      { params: { feedbackId: of.id }, body: { text } },
      {
        onSuccess: ({ state }) => {
          toast.success(state === 'published' ? texts.done.published : texts.done.waiting)
          onClose()
        },
      },
    )
  }
  return (
    <DecisionDialog texts={texts} act={texts.act} change={change} onClose={onClose} onAct={answer}>
      <div className="fb__other">
        <Written of={of} />
      </div>
      <TextArea
        name="text"
        label={texts.field}
        hint={texts.hint(min, max)}
        error={isChecked && !isRight ? texts.wrong(min, max) : undefined}
        rows={5}
        maxLength={max}
        value={written}
        onChange={(event) => setWritten(event.target.value)}
      />
    </DecisionDialog>
  )
}

export function ReportDialog({ of, onClose }: Props) {
  const texts = sellerFeedbackTexts.use().reporting
  const toast = useToast()
  const reason = useReason(texts)
  const change = useChange('POST /api/seller/feedback/:feedbackId/report', stale)
  const report = () => {
    reason.check()
    if (!reason.isRight) return
    change.mutate(
      { params: { feedbackId: of.id }, body: { reason: reason.given } },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  }
  return (
    <DecisionDialog texts={texts} act={texts.act} change={change} onClose={onClose} onAct={report}>
      <div className="fb__other">
        <Written of={of} />
      </div>
      <p className="t13 dim">{texts.text}</p>
      {reason.field}
    </DecisionDialog>
  )
}
