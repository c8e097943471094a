import { DateInput, Icon } from '@loggia/ui'
import { useId } from 'react'
import type { ComponentProps, ReactNode } from 'react'

/** A labelled control with a hint below; if there is an error, it replaces the hint. */
function Field(props: {
  readonly label: string
  readonly id: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly children: ReactNode
}) {
  return (
    <div className="field">
      <label htmlFor={props.id}>{props.label}</label>
      {props.children}
      {props.error ? (
        <p className="error" id={`${props.id}-note`} role="alert">
          <Icon name="alert" />
          <span>{props.error}</span>
        </p>
      ) : (
        props.hint && (
          <p className="hint" id={`${props.id}-note`}>
            {props.hint}
          </p>
        )
      )}
    </div>
  )
}

type Named = { readonly label: string; readonly hint?: ReactNode; readonly error?: string | undefined }

export function TextField({ label, hint, error, className, ...input }: Named & ComponentProps<'input'>) {
  const id = useId()
  return (
    <Field label={label} id={id} hint={hint} error={error}>
      <input
        {...input}
        id={id}
        className={className ? `input ${className}` : 'input'}
        aria-invalid={error !== undefined}
        aria-describedby={hint || error ? `${id}-note` : undefined}
      />
    </Field>
  )
}

/** A day, or with `precision` a time, typed as it is shown. */
export function DateField({ label, hint, error, ...input }: Named & ComponentProps<typeof DateInput>) {
  const id = useId()
  return (
    <Field label={label} id={id} hint={hint} error={error}>
      <DateInput
        {...input}
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={hint || error ? `${id}-note` : undefined}
      />
    </Field>
  )
}

export function TextArea({ label, hint, error, ...input }: Named & ComponentProps<'textarea'>) {
  const id = useId()
  return (
    <Field label={label} id={id} hint={hint} error={error}>
      <textarea
        rows={3}
        {...input}
        id={id}
        className="textarea"
        aria-invalid={error !== undefined}
        aria-describedby={hint || error ? `${id}-note` : undefined}
      />
    </Field>
  )
}

export function SelectField({ label, hint, error, children, ...select }: Named & ComponentProps<'select'>) {
  const id = useId()
  return (
    <Field label={label} id={id} hint={hint} error={error}>
      <select
        {...select}
        id={id}
        className="select"
        aria-invalid={error !== undefined}
        aria-describedby={hint || error ? `${id}-note` : undefined}
      >
        {children}
      </select>
    </Field>
  )
}

/** A filter of a list; its label is only for screen readers. */
export function Filter<V extends string>(props: {
  readonly label: string
  readonly any: string
  readonly value: V | undefined
  readonly options: readonly (readonly [V, string])[]
  readonly onChoose: (value: NoInfer<V> | undefined) => void
}) {
  const id = useId()
  return (
    <div>
      <label className="sr" htmlFor={id}>
        {props.label}
      </label>
      <select
        className="select select--sm"
        id={id}
        value={props.value ?? ''}
        onChange={(event) =>
          props.onChoose(props.options.find(([value]) => value === event.target.value)?.[0])
        }
      >
        <option value="">{props.any}</option>
        {props.options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}
