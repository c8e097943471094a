import type { OperatorSite } from '@loggia/protocol/console'
import { useToast } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import { findWrong, readContrast, readLook, toTypedLook } from './look-form.ts'
import type { TypedLook } from './look-form.ts'
import { siteTexts } from './site-texts.ts'
import './sites.css'

type Props = { readonly of: OperatorSite['profile']; onClose(): void }

const membersOf: Readonly<Record<keyof TypedLook, string>> = {
  nameZh: 'name.zh',
  nameEn: 'name.en',
  accent: 'accent',
  email: 'contact.email',
  phone: 'contact.phone',
  hoursZh: 'contact.hours.zh',
  hoursEn: 'contact.hours.en',
}

/** Changes the marketplace's own name, contact and accent colour. */
export function LookDialog({ of, onClose }: Props) {
  const texts = siteTexts.use().lookDialog
  const form = useForm({ of, onClose })
  const { wrong, isChecked } = form
  const say = (isWrong: boolean, fault: string) => (isChecked && isWrong ? fault : undefined)
  const fieldOf = (name: keyof TypedLook) => ({
    name: membersOf[name],
    value: form.typed[name],
    onChange: (event: { target: { value: string } }) => form.type({ [name]: event.target.value }),
  })
  return (
    <DecisionDialog texts={texts} act={texts.act} change={form.change} onClose={onClose} onAct={form.onAct}>
      <TextField
        label={texts.nameZh}
        hint={texts.nameHint}
        error={say(wrong.nameZh, texts.bothOrNone)}
        lang="zh-CN"
        maxLength={40}
        {...fieldOf('nameZh')}
      />
      <TextField
        label={texts.nameEn}
        error={say(wrong.nameEn, texts.bothOrNone)}
        lang="en"
        maxLength={40}
        {...fieldOf('nameEn')}
      />
      <Accent value={form.typed.accent} isChecked={isChecked} onChange={(accent) => form.type({ accent })} />
      <TextField
        label={texts.email}
        error={say(wrong.email, texts.emailWrong)}
        inputMode="email"
        maxLength={254}
        {...fieldOf('email')}
      />
      <TextField
        label={texts.phone}
        error={say(wrong.phone, texts.phoneWrong)}
        inputMode="tel"
        maxLength={30}
        {...fieldOf('phone')}
      />
      <TextField
        label={texts.hoursZh}
        error={say(wrong.hoursZh, texts.bothOrNone)}
        lang="zh-CN"
        maxLength={100}
        {...fieldOf('hoursZh')}
      />
      <TextField
        label={texts.hoursEn}
        error={say(wrong.hoursEn, texts.bothOrNone)}
        lang="en"
        maxLength={100}
        {...fieldOf('hoursEn')}
      />
    </DecisionDialog>
  )
}

/** A colour as text and as the browser's own picker, and whether it has enough contrast. */
function Accent(props: {
  readonly value: string
  readonly isChecked: boolean
  onChange(value: string): void
}) {
  const texts = siteTexts.use().lookDialog
  const id = useId()
  const contrast = readContrast(props.value)
  const fault = findWrong({ ...toTypedLook({}), accent: props.value }).accent
  const ratio = String(contrast ?? '')
  const error =
    fault === 'too_light'
      ? texts.accentLight(ratio)
      : fault === 'no_colour' && props.isChecked
        ? texts.accentWrong
        : undefined
  return (
    <div className="accentfield">
      <TextField
        name="accent"
        label={texts.accent}
        hint={contrast === undefined ? texts.accentHint : texts.accentRatio(ratio)}
        error={error}
        className="mono"
        autoComplete="off"
        spellCheck={false}
        maxLength={7}
        placeholder="#0b6174"
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
      <label className="sr" htmlFor={id}>
        {texts.pick}
      </label>
      <input
        id={id}
        type="color"
        value={contrast === undefined ? '#0b6174' : props.value.trim().toLowerCase()}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </div>
  )
}

function useForm({ of, onClose }: Props) {
  const texts = siteTexts.use().lookDialog
  const toast = useToast()
  const [typed, setTyped] = useState(toTypedLook(of))
  const [isChecked, setChecked] = useState(false)
  const change = useChange('PUT /api/operator/site/profile', [
    'GET /api/operator/site',
    'GET /api/operator/history',
  ])
  const wrong = findWrong(typed)
  const onAct = () => {
    setChecked(true)
    if (Object.values(wrong).some(Boolean)) return
    change.mutate(
      { body: readLook(typed) },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  }
  return {
    typed,
    type: (more: Partial<TypedLook>) => setTyped({ ...typed, ...more }),
    wrong,
    isChecked,
    change,
    onAct,
  }
}
