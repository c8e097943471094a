import { useState } from 'react'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { DateField } from '../../centre/parts/fields.tsx'
import { isCalendarDate } from '../calendar/days.ts'
import { homePageTexts } from './texts.ts'
import { useSelection } from './use-selection.ts'
import type { Selection } from './use-selection.ts'

/** The first and the last day of the selection, each of which may be left open. */
export function SpanDialog(props: { readonly of: Selection; onClose(): void }) {
  const { onClose } = props
  // As it was when the dialog was opened: what somebody else saves meanwhile is not to be overwritten.
  const [of] = useState(props.of)
  const texts = homePageTexts.use().span
  const [typed, setTyped] = useState({ from: of.from ?? '', until: of.until ?? '' })
  const [isChecked, setChecked] = useState(false)
  const { change, save } = useSelection(of)
  const isWrong = (date: string) => date !== '' && !isCalendarDate(date)
  const isReversed = typed.from !== '' && typed.until !== '' && typed.until < typed.from
  const errors = {
    from: isWrong(typed.from) ? texts.wrong : undefined,
    until: isWrong(typed.until) ? texts.wrong : isReversed ? texts.reversed : undefined,
  }
  const act = () => {
    setChecked(true)
    if (errors.from || errors.until) return
    save({ from: typed.from || undefined, until: typed.until || undefined }, texts.saved, onClose)
  }
  return (
    <DecisionDialog texts={texts} act={texts.act} change={change} onClose={onClose} onAct={act}>
      {(['from', 'until'] as const).map((end) => (
        <DateField
          key={end}
          name={end}
          label={texts[end]}
          hint={texts.hint}
          error={isChecked ? errors[end] : undefined}
          value={typed[end]}
          onChange={(date) => setTyped({ ...typed, [end]: date })}
        />
      ))}
    </DecisionDialog>
  )
}
