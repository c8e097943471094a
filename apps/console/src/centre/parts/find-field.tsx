import { Icon } from '@loggia/ui'
import { useId, useState } from 'react'
import { ScriptForm } from '../forms/script-form.tsx'
import { useHydrated } from '../hydrated.ts'

type Props = {
  readonly label: string
  readonly hint: string
  readonly value: string | undefined
  readonly className?: string
  /** Numbers and ids are shown in monospace. */
  readonly isCode?: boolean
  readonly maxLength?: number
  onFind(text: string | undefined): void
}

/** A field that filters a list by its text: on Enter, when it loses the focus, or at once when it is emptied. */
export const FindField = (props: Props) => <Field key={props.value ?? ''} {...props} />

function Field({ label, hint, value = '', className, isCode = true, maxLength = 64, onFind }: Props) {
  const id = useId()
  const isHydrated = useHydrated()
  const [written, setWritten] = useState(value)
  const find = (text: string) => {
    if (text.trim() !== value) onFind(text.trim() || undefined)
  }
  return (
    <ScriptForm
      className={className ? `with-icon ${className}` : 'with-icon'}
      role="search"
      aria-label={label}
      inert={!isHydrated}
      onSubmit={() => find(written)}
    >
      <label className="sr" htmlFor={id}>
        {label}
      </label>
      <Icon name="search" />
      <input
        className={isCode ? 'input input--sm mono' : 'input input--sm'}
        id={id}
        type="search"
        placeholder={hint}
        autoComplete="off"
        spellCheck={false}
        maxLength={maxLength}
        value={written}
        onChange={(event) => {
          setWritten(event.target.value)
          // The clear button of the field empties it without Enter.
          if (event.target.value === '') find('')
        }}
        onBlur={() => find(written)}
      />
    </ScriptForm>
  )
}
