import { DateInput, Icon } from '@loggia/ui'
import { useId } from 'react'
import type { ComponentProps, ReactNode } from 'react'
import { useFieldError } from '../forms/form-state.ts'
import { useHydrated } from '../hydrated.ts'

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
        <FieldError id={`${props.id}-note`} text={props.error} />
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

export function TextField({
  label,
  hint,
  error: found,
  className,
  ...input
}: Named & ComponentProps<'input'>) {
  const id = useId()
  const error = useFieldError(input.name, found)
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
export function DateField({ label, hint, error: found, ...input }: Named & ComponentProps<typeof DateInput>) {
  const id = useId()
  const error = useFieldError(input.name, found)
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

export function TextArea({ label, hint, error: found, ...input }: Named & ComponentProps<'textarea'>) {
  const id = useId()
  const error = useFieldError(input.name, found)
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

export function SelectField({
  label,
  hint,
  error: found,
  children,
  ...select
}: Named & ComponentProps<'select'>) {
  const id = useId()
  const error = useFieldError(select.name, found)
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

/** Several controls with one label and one error, such as tick boxes of which one is needed. */
export function FieldGroup({
  label,
  error: found,
  name,
  className,
  children,
}: {
  readonly label: string
  readonly name: string
  readonly error?: string | undefined
  readonly className?: string
  readonly children: ReactNode
}) {
  const id = useId()
  const error = useFieldError(name, found)
  return (
    <fieldset
      className={className}
      name={name}
      data-invalid={error !== undefined}
      aria-describedby={error === undefined ? undefined : id}
    >
      <legend className="label">{label}</legend>
      {children}
      <FieldError id={id} text={error} />
    </fieldset>
  )
}

/** A tick box with its error, such as a consent. */
export function TickField(props: {
  readonly label: ReactNode
  readonly name: string
  readonly error?: string | undefined
  readonly checked: boolean
  onChange(checked: boolean): void
}) {
  const id = useId()
  const error = useFieldError(props.name, props.error)
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          name={props.name}
          checked={props.checked}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : id}
          onChange={(event) => props.onChange(event.target.checked)}
        />
        <span>{props.label}</span>
      </label>
      <FieldError id={id} text={error} />
    </div>
  )
}

function FieldError({ id, text }: { readonly id: string; readonly text: string | undefined }) {
  if (!text) return null
  return (
    <p className="error" id={id} role="alert">
      <Icon name="alert" />
      <span>{text}</span>
    </p>
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
    <div inert={!useHydrated()}>
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
