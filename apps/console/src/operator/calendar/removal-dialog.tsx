import { formatCount, useToast } from '@loggia/ui'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { useChange } from '../../centre/api.ts'
import { useDateText } from './date-text.ts'
import type { Stretch } from './days.ts'
import { staleCalendar } from './days-dialog.tsx'
import { calendarTexts } from './texts.ts'

/** Removes all special days of a stretch or of a year. */
export function RemovalDialog(props: {
  readonly of: Pick<Stretch, 'from' | 'to' | 'count'>
  onClose(): void
}) {
  const texts = calendarTexts.use()
  const { from, to, count } = props.of
  const dates = useDateText()({ from, to })
  const toast = useToast()
  const change = useChange('POST /api/operator/calendar/removals', staleCalendar)
  return (
    <DecisionDialog
      texts={texts.removal}
      act={texts.removal.act}
      change={change}
      danger
      onClose={props.onClose}
      onAct={() =>
        change.mutate(
          { body: { from, to } },
          {
            onSuccess: ({ removed }) => {
              toast.success(texts.removal.done(formatCount(removed)))
              props.onClose()
            },
          },
        )
      }
    >
      <p>
        <b className="strong num">{dates}</b> <span className="faint">{texts.days(formatCount(count))}</span>
      </p>
      <p className="t13 dim">{texts.removal.text}</p>
    </DecisionDialog>
  )
}
