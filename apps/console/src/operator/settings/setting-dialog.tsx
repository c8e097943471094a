import type { MarketSettingName, MarketSettingsChange, RouteReply } from '@loggia/protocol/console'
import { formatCount, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import { settingTexts } from './texts.ts'
import { listChoices, findRange, readWhole, useSettingText } from './setting-values.ts'
import '../operator.css'

type Props = {
  readonly name: MarketSettingName
  readonly of: RouteReply<'GET /api/operator/settings'>['settings'][MarketSettingName]
  onClose(): void
}
const stale = ['GET /api/operator/settings', 'GET /api/operator/history'] as const

/** Changes one setting of the market: its meaning, its effect and its new value. */
export function SettingDialog({ name, of, onClose }: Props) {
  const texts = settingTexts.use()
  const said = useSettingText()
  const form = useForm({ name, of, onClose })
  const range = findRange(name)
  const choices = listChoices(name)
  return (
    <DecisionDialog
      texts={{ ...texts.dialog, title: texts.names[name] }}
      act={texts.dialog.act}
      change={form.change}
      onClose={onClose}
      onAct={form.onAct}
    >
      <p className="t13 dim">{texts.effects[name]}</p>
      <dl className="lines t13">
        <div>
          <dt>{texts.dialog.now}</dt>
          <dd>{said(name, of.value)}</dd>
        </div>
      </dl>
      {choices && (
        <fieldset className="choices">
          <legend className="label">{texts.dialog.value}</legend>
          {choices.map((value) => (
            <label key={String(value)} className="check">
              <input
                type="radio"
                name="becomes"
                checked={form.chosen === value}
                onChange={() => form.choose(value)}
              />
              <span>{said(name, value)}</span>
            </label>
          ))}
        </fieldset>
      )}
      {range && (
        <TextField
          name={name}
          label={texts.dialog.value}
          hint={texts.dialog.range(formatCount(range.min), formatCount(range.max))}
          error={
            form.isWrong ? texts.dialog.rangeWrong(formatCount(range.min), formatCount(range.max)) : undefined
          }
          className="num"
          inputMode="numeric"
          autoComplete="off"
          value={form.written}
          onChange={(event) => form.write(event.target.value)}
          onBlur={form.check}
        />
      )}
      {of.source === 'market' && (
        <label className="check">
          <input
            type="checkbox"
            checked={form.chosen === null}
            onChange={(event) => form.choose(event.target.checked ? null : of.value)}
          />
          <span>{texts.dialog.preset(said(name, of.preset))}</span>
        </label>
      )}
    </DecisionDialog>
  )
}

function useForm({ name, of, onClose }: Props) {
  const texts = settingTexts.use().dialog
  const toast = useToast()
  const range = findRange(name)
  const [chosen, choose] = useState<Props['of']['value'] | null>(of.value)
  const [written, setWritten] = useState(range ? String(of.value) : '')
  const [isChecked, setChecked] = useState(false)
  const change = useChange('PUT /api/operator/settings', stale)
  const number = range && chosen !== null ? readWhole(written, range) : undefined
  const isMissing = range !== undefined && chosen !== null && number === undefined
  const onAct = () => {
    setChecked(true)
    if (isMissing) return
    const value = chosen === null ? null : (number ?? chosen)
    change.mutate(
      { body: { [name]: value } as MarketSettingsChange },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  }
  return {
    change,
    chosen,
    choose,
    written,
    write: (text: string) => {
      setWritten(text)
      if (chosen === null) choose(of.value)
    },
    check: () => setChecked(true),
    isWrong: isChecked && isMissing,
    onAct,
  }
}
