import { dayKinds } from '@loggia/kernel'
import type { CalendarDay } from '@loggia/protocol/console'
import { longestDayName } from '@loggia/protocol/console/calendar/kinds'
import { formatCount, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { DateField, TextField } from '../../centre/parts/fields.tsx'
import { findWrongDays, listTypedDays, noDays } from './day-form.ts'
import type { TypedDays } from './day-form.ts'
import { calendarTexts } from './texts.ts'
import '../operator.css'

export const staleCalendar = ['GET /api/operator/calendar', 'GET /api/operator/history'] as const

type Props = { onClose(): void }

/** Adds one day or a stretch of days. */
export function DaysDialog({ onClose }: Props) {
  const texts = calendarTexts.use().form
  const { typed, type, wrong, isChecked, change, onAct } = useForm({ onClose })
  const say = (isWrong: boolean, fault: string) => (isChecked && isWrong ? fault : undefined)
  return (
    <DecisionDialog texts={texts} act={texts.act} change={change} onClose={onClose} onAct={onAct}>
      <DateField
        name="first"
        label={texts.first}
        error={say(wrong.first, texts.firstWrong)}
        value={typed.first}
        onChange={(first) => type({ first })}
      />
      <DateField
        name="last"
        label={texts.last}
        hint={texts.lastHint}
        error={say(wrong.last, texts.lastWrong)}
        value={typed.last}
        onChange={(last) => type({ last })}
      />
      <Kinds typed={typed} working={isChecked ? wrong.working : undefined} type={type} />
      <TextField
        name="nameZh"
        label={texts.nameZh}
        error={say(wrong.nameZh, texts.nameWrong)}
        lang="zh-CN"
        maxLength={longestDayName}
        value={typed.nameZh}
        onChange={(event) => type({ nameZh: event.target.value })}
      />
      <TextField
        name="nameEn"
        label={texts.nameEn}
        error={say(wrong.nameEn, texts.nameWrong)}
        lang="en"
        maxLength={longestDayName}
        value={typed.nameEn}
        onChange={(event) => type({ nameEn: event.target.value })}
      />
      <p className="t13 dim">{texts.note}</p>
    </DecisionDialog>
  )
}

function Kinds(props: {
  readonly typed: TypedDays
  /** A date that cannot be of the chosen kind. */
  readonly working: string | undefined
  type(more: Partial<TypedDays>): void
}) {
  const { kinds, form } = calendarTexts.use()
  return (
    <fieldset className="choices">
      <legend className="label">{form.kind}</legend>
      {dayKinds.map((kind) => (
        <label key={kind} className="check">
          <input
            type="radio"
            name="kind"
            checked={props.typed.kind === kind}
            onChange={() => props.type({ kind })}
          />
          <span>
            {kinds[kind]} <span className="t12 faint">{form.kindNotes[kind]}</span>
          </span>
        </label>
      ))}
      {props.working !== undefined && (
        <p className="error" role="alert">
          {form.working(props.working)}
        </p>
      )}
    </fieldset>
  )
}

function useForm({ onClose }: Props) {
  const [typed, setTyped] = useState(noDays)
  const [isChecked, setChecked] = useState(false)
  const { change, save } = useSaving(onClose)
  const wrong = findWrongDays(typed)
  return {
    typed,
    type: (more: Partial<TypedDays>) => setTyped({ ...typed, ...more }),
    wrong,
    isChecked,
    change,
    onAct: () => {
      setChecked(true)
      if (!Object.values(wrong).some(Boolean)) save(listTypedDays(typed))
    },
  }
}

/** Saves days, says how many were new and how many were replaced, and closes the dialog. */
export function useSaving(onClose: () => void) {
  const texts = calendarTexts.use()
  const toast = useToast()
  const change = useChange('POST /api/operator/calendar/days', staleCalendar)
  const save = (days: readonly CalendarDay[]) =>
    change.mutate(
      { body: { days: [...days] } },
      {
        onSuccess: ({ added, replaced }) => {
          toast.success(texts.saved(formatCount(added), formatCount(replaced)))
          onClose()
        },
      },
    )
  return { change, save }
}
