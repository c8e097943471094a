import { omitUndefined } from '@loggia/kernel'
import { formatCount } from '@loggia/ui'
import type { ReactNode } from 'react'
import { DateField, TextArea, TextField } from '../../../centre/parts/fields.tsx'
import { wizardTexts } from './texts.ts'
import type { Both } from '@loggia/protocol/console/catalog/draft/form'
import { useErrorOf, useWizard } from './wizard-state.ts'

type OneProps = {
  readonly field: string
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: ReactNode
  readonly most?: number
  readonly isLong?: boolean
  readonly rows?: number
  readonly lang?: 'zh' | 'en'
  readonly disabled?: boolean
  readonly className?: string
  readonly type?: string
}

/** A field of the wizard: it is checked when it loses the focus, and shows how much of its length is used. */
export function Input({
  field,
  onChange,
  most,
  hint,
  isLong = false,
  rows,
  type,
  className,
  ...rest
}: OneProps) {
  const texts = wizardTexts.use()
  const wizard = useWizard()
  const errorOf = useErrorOf()
  const room =
    most === undefined ? undefined : texts.length(formatCount(rest.value.length), formatCount(most))
  const error = errorOf(field)
  const said = omitUndefined({
    ...rest,
    name: field,
    hint:
      hint && room ? (
        <>
          {hint} {room}
        </>
      ) : (
        (hint ?? room)
      ),
    error,
    onBlur: () => wizard.leave(field),
  })
  if (isLong)
    return <TextArea {...said} rows={rows ?? 3} onChange={(event) => onChange(event.target.value)} />
  if (type === 'date') return <DateField {...said} onChange={onChange} />
  return (
    <TextField
      {...said}
      autoComplete="off"
      {...omitUndefined({ type: type || undefined, className: className || undefined })}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

/** The same text in both languages, side by side. */
export function BothInputs(props: {
  readonly field: string
  readonly label: string
  readonly value: Both
  readonly onChange: (value: Both) => void
  readonly hint?: ReactNode
  readonly most?: { readonly zh: number; readonly en: number }
  readonly isLong?: boolean
  readonly rows?: number
  readonly disabled?: boolean
}) {
  const texts = wizardTexts.use()
  const { field, label, value, onChange, most, ...rest } = props
  return (['zh', 'en'] as const).map((lang) => (
    <Input
      key={lang}
      {...rest}
      {...omitUndefined({ most: most ? most[lang] : undefined })}
      field={`${field}.${lang}`}
      lang={lang}
      label={texts[lang](label)}
      value={value[lang]}
      onChange={(to) => onChange({ ...value, [lang]: to })}
    />
  ))
}

/** A fault of several fields together, below them. */
export function GroupError({ field }: { readonly field: string }) {
  const said = useErrorOf()(field)
  return said ? (
    <p className="error" role="alert" data-field={field} tabIndex={-1}>
      <i className="i i-alert" aria-hidden="true" />
      <span>{said}</span>
    </p>
  ) : null
}

export function Tick(props: {
  readonly label: ReactNode
  readonly checked: boolean
  readonly disabled?: boolean
  readonly onChange: (checked: boolean) => void
}) {
  return (
    <label className="check t13">
      <input
        type="checkbox"
        checked={props.checked}
        disabled={props.disabled ?? false}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span>{props.label}</span>
    </label>
  )
}
