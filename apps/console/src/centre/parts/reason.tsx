import { useState } from 'react'
import { TextArea } from './fields.tsx'

type Words = { readonly reason: string; readonly reasonHint: string; readonly reasonMissing: string }
const maxLength = 500

/** The reason that a refusal needs: its text, whether it is valid, and its field. */
export function useReason(words: Words) {
  const [reason, setReason] = useState('')
  const [isChecked, setChecked] = useState(false)
  const given = reason.trim()
  const isRight = given.length >= 1 && given.length <= maxLength
  const field = (
    <TextArea
      name="reason"
      label={words.reason}
      hint={words.reasonHint}
      error={isChecked && !isRight ? words.reasonMissing : undefined}
      maxLength={maxLength}
      value={reason}
      onChange={(event) => setReason(event.target.value)}
      onBlur={() => setChecked(reason !== '')}
    />
  )
  return { given, isRight, field, check: () => setChecked(true) }
}
