import { ApiProblem } from '@loggia/client'
import type { AgreementKind } from '@loggia/protocol/console'
import { DateInput, Icon } from '@loggia/ui'
import { useState } from 'react'
import type { InputHTMLAttributes, ReactNode } from 'react'
import { AgreementLinks } from '../agreement/agreement-links.tsx'
import { useFieldError } from '../../centre/forms/form-state.ts'
import { countryTexts } from './country-texts.ts'
import { FieldError } from '../entrance/refused.tsx'

type FieldProps = {
  readonly id: string
  /** The member of the request’s body; by default as the id. */
  readonly name?: string | undefined
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
}
type Aria = { 'aria-invalid': boolean; 'aria-describedby': string | undefined }

/** The attributes of a field's control, and its error: what the page found, or what the marketplace said. */
function useField<P extends FieldProps>({ name, error: found, ...field }: P) {
  const called = name ?? field.id
  const error = useFieldError(called, found)
  return { field: { ...field, error }, control: { name: called, ...ariaOf({ ...field, error }) } }
}

const ariaOf = ({ id, hint, error }: FieldProps): Aria => ({
  'aria-invalid': error !== undefined,
  'aria-describedby': error !== undefined ? `${id}-error` : hint !== undefined ? `${id}-hint` : undefined,
})

function Field({ children, ...props }: FieldProps & { readonly children: ReactNode }) {
  const { id, label, hint, error } = props
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {error === undefined && hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldError id={`${id}-error`} text={error ?? false} />
    </div>
  )
}

type InputProps = FieldProps & {
  readonly value: string
  readonly onChange: (value: string) => void
} & Pick<
    InputHTMLAttributes<HTMLInputElement>,
    'type' | 'autoComplete' | 'inputMode' | 'readOnly' | 'max' | 'onBlur'
  >

export function TextInput({ label, hint, error, name, onChange, ...input }: InputProps) {
  const { id, value, onBlur } = input
  const { field, control } = useField({ id, label, hint, error, name })
  return (
    <Field {...field}>
      {input.type === 'date' ? (
        <DateInput {...{ id, value, onBlur, onChange }} {...control} />
      ) : (
        <input className="input" {...input} {...control} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  )
}

export function PasswordInput(props: InputProps & { readonly show: string }) {
  const { label, hint, error, name, show, onChange, ...input } = props
  const [shown, setShown] = useState(false)
  const { field, control } = useField({ id: input.id, label, hint, error, name })
  return (
    <Field {...field}>
      <div className="peek">
        <input
          className="input"
          {...input}
          {...control}
          type={shown ? 'text' : 'password'}
          onChange={(event) => onChange(event.target.value)}
        />
        <button
          type="button"
          className="copy"
          aria-pressed={shown}
          aria-label={show}
          onClick={() => setShown(!shown)}
        >
          <Icon name="eye" />
        </button>
      </div>
    </Field>
  )
}

export function LongInput(
  props: FieldProps & {
    readonly value: string
    readonly rows: number
    readonly onChange: (value: string) => void
  },
) {
  const { id, label, hint, error, name, value, rows, onChange } = props
  const { field, control } = useField({ id, label, hint, error, name })
  return (
    <Field {...field}>
      <textarea
        id={id}
        className="textarea"
        rows={rows}
        value={value}
        {...control}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}

export function Choice<T extends string>(
  props: FieldProps & {
    readonly value: T
    readonly options: readonly (readonly [T, string])[]
    readonly onChange: (value: T) => void
    readonly onBlur?: (() => void) | undefined
  },
) {
  const { id, label, hint, error, name, value, options, onChange, onBlur } = props
  const { field, control } = useField({ id, label, hint, error, name })
  return (
    <Field {...field}>
      <select
        id={id}
        className="select"
        value={value}
        {...control}
        onBlur={onBlur}
        onChange={(event) => {
          const chosen = options.find(([name]) => name === event.target.value)
          if (chosen) onChange(chosen[0])
        }}
      >
        {options.map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  )
}

export type Country = keyof ReturnType<typeof countryTexts.in>
export const isCountry = (code: string): code is Country => Object.hasOwn(countryTexts.in('en-US'), code)

export function CountryChoice(
  props: FieldProps & { readonly value: Country; readonly onChange: (value: Country) => void },
) {
  const names = countryTexts.use()
  return <Choice {...props} options={Object.entries(names) as [Country, string][]} />
}

/** A checkbox for the reader's consent; it is never checked initially. */
export function Agreement(props: {
  readonly id: string
  readonly text: string
  /** What is agreed to. */
  readonly kinds: readonly AgreementKind[]
  readonly error?: string | undefined
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}) {
  return (
    <div className="field">
      <label className="check">
        <input
          id={props.id}
          name={props.id}
          type="checkbox"
          checked={props.checked}
          aria-invalid={props.error !== undefined}
          aria-describedby={props.error === undefined ? undefined : `${props.id}-error`}
          onChange={(event) => props.onChange(event.target.checked)}
        />
        <span>{props.text}</span>
      </label>
      <AgreementLinks of={props.kinds} />
      <FieldError id={`${props.id}-error`} text={props.error ?? false} />
    </div>
  )
}

/** A page has one filled button. If it has two forms, the less important one has a `plain` button. */
export function SubmitButton(props: {
  readonly busy: boolean
  readonly text: string
  readonly doing: string
  readonly plain?: boolean
}) {
  const look = props.plain ? 'btn btn--lg' : 'btn btn--primary btn--lg'
  return (
    <button type="submit" className={props.busy ? `${look} is-busy` : look} aria-busy={props.busy}>
      {props.busy ? props.doing : props.text}
    </button>
  )
}

export const toProblem = (error: unknown): ApiProblem =>
  error instanceof ApiProblem
    ? error
    : new ApiProblem({ status: 0, code: 'client.unreadable', detail: '' }, error)

/** Sends one request at a time, and stores the reason of a refusal. */
export function useSending() {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem>()
  const send = async (work: () => Promise<void>): Promise<void> => {
    if (busy) return
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
    } catch (error) {
      setProblem(toProblem(error))
    }
    setBusy(false)
  }
  return { busy, problem, send }
}

export const hasFault = (faults: Readonly<Record<string, string | undefined>>): boolean =>
  Object.values(faults).some((text) => text !== undefined)

export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim())
