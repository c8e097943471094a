import type { AutoRenewal, ServiceDetail } from '@loggia/protocol/console'
import { Money, formatAmount, formatTerm, useLanguage, useToast } from '@loggia/ui'
import { useId, useState } from 'react'
import { Decision, Dialog, Refusal } from '../../centre/parts/dialog.tsx'
import { SelectField, TextField } from '../../centre/parts/fields.tsx'
import { lifeTexts } from './life-texts.ts'
import { useAutoRenewal } from './use-auto-renewal.ts'
import './services.css'

type Period = AutoRenewal['period']
type Props = { readonly service: ServiceDetail; readonly renewal: AutoRenewal; onClose(): void }

const days = [7, 6, 5, 4, 3, 2, 1] as const

/** Sets by which period the service is renewed, from which day before the end, and how often. */
export function RenewalDialog({ service, renewal, onClose }: Props) {
  const texts = lifeTexts.use().renewal
  const toast = useToast()
  const [daysBefore, setDaysBefore] = useState(renewal.daysBefore)
  const [period, setPeriod] = useState(renewal.replacedBy ?? renewal.period)
  const [written, setWritten] = useState(String(renewal.times))
  const times = /^\d{1,2}$/.test(written.trim()) ? Number(written.trim()) : undefined
  const chosen = renewal.options.find((one) => one.period === period) ?? renewal.options[0]
  const save = useAutoRenewal()
  const onSave = () => {
    if (times === undefined) return
    save.mutate(
      { params: { serviceId: service.id }, body: { on: true, daysBefore, times, period: chosen?.period } },
      {
        onSuccess: () => {
          toast.success(texts.onDone)
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      title={texts.dialog.title}
      onClose={save.isPending ? undefined : onClose}
      foot={
        <Decision
          keep={texts.dialog.keep}
          act={texts.dialog.save(chosen && formatAmount(chosen.amount), renewal.on)}
          busy={texts.dialog.busy}
          isBusy={save.isPending}
          onKeep={onClose}
          onAct={onSave}
        />
      }
    >
      <Periods
        options={renewal.options}
        chosen={chosen?.period}
        current={service.period}
        onChoose={setPeriod}
      />
      <SelectField
        label={texts.dialog.daysBefore}
        hint={texts.dialog.daysHint}
        value={String(daysBefore)}
        onChange={(event) => setDaysBefore(Number(event.target.value))}
      >
        {days.map((day) => (
          <option key={day} value={day}>
            {texts.dialog.daysOption(day)}
          </option>
        ))}
      </SelectField>
      <TextField
        name="times"
        label={texts.dialog.times}
        hint={texts.dialog.timesHint}
        error={times === undefined ? texts.dialog.timesWrong : undefined}
        inputMode="numeric"
        value={written}
        onChange={(event) => setWritten(event.target.value)}
      />
      <p className="t13 faint">{texts.dialog.note}</p>
      <Refusal error={save.error} />
    </Dialog>
  )
}

/** The periods on sale, each with what one renewal costs and what a year of renewals costs. */
function Periods(props: {
  readonly options: AutoRenewal['options']
  readonly chosen: Period | undefined
  readonly current: ServiceDetail['period']
  onChoose(period: Period): void
}) {
  const texts = lifeTexts.use().renewal
  const language = useLanguage()
  const name = useId()
  if (props.options.length === 0) return null
  return (
    <fieldset className="periods">
      <legend>{texts.period}</legend>
      <div className="skus">
        {props.options.map(({ period, amount, perYear }) => (
          <label key={period}>
            <input
              type="radio"
              name={name}
              checked={period === props.chosen}
              onChange={() => props.onChoose(period)}
            />
            <b>{texts.by[period]}</b>
            <span className="money">
              <Money of={amount} /> <span className="per">{texts.each(formatTerm(1, period, language))}</span>
            </span>
            <span className="t12 dim">{texts.dialog.perYear(formatAmount(perYear))}</span>
            {period === props.current && <span className="t12">{texts.dialog.current}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
