import { ApiProblem } from '@loggia/client'
import type { AgreementKind } from '@loggia/protocol/console'
import { DateInput, Icon } from '@loggia/ui'
import { useState } from 'react'
import type { InputHTMLAttributes, ReactNode } from 'react'
import { AgreementLinks } from '../agreement/agreement-links.tsx'
import { countryTexts } from './texts.ts'
import { FieldError } from '../entrance/refused.tsx'

type FieldProps = {
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
}
type Aria = { 'aria-invalid': boolean; 'aria-describedby': string | undefined }

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

export function TextInput({ label, hint, error, onChange, ...input }: InputProps) {
  const field = { id: input.id, label, hint, error }
  const { id, value, onBlur } = input
  return (
    <Field {...field}>
      {input.type === 'date' ? (
        <DateInput {...{ id, value, onBlur, onChange }} {...ariaOf(field)} />
      ) : (
        <input
          className="input"
          {...input}
          {...ariaOf(field)}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

export function PasswordInput(props: InputProps & { readonly show: string }) {
  const { label, hint, error, show, onChange, ...input } = props
  const [shown, setShown] = useState(false)
  const field = { id: input.id, label, hint, error }
  return (
    <Field {...field}>
      <div className="peek">
        <input
          className="input"
          {...input}
          {...ariaOf(field)}
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
  const { id, label, hint, error, value, rows, onChange } = props
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <textarea
        id={id}
        className="textarea"
        rows={rows}
        value={value}
        {...ariaOf(props)}
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
  const { id, label, hint, error, value, options, onChange, onBlur } = props
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <select
        id={id}
        className="select"
        value={value}
        {...ariaOf(props)}
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

/** Moves the focus to the first field with a fault. */
export function focusFirst(faults: Readonly<Record<string, string | undefined>>): boolean {
  const first = Object.entries(faults).find(([, text]) => text !== undefined)?.[0]
  if (first === undefined) return false
  document.getElementById(first)?.focus()
  return true
}

export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim())
