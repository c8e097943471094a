import { Icon } from '@loggia/ui'
import { useId, useState } from 'react'

type Props = {
  readonly label: string
  readonly hint: string
  readonly value: string | undefined
  readonly className?: string
  /** Numbers and ids are set in mono. */
  readonly isCode?: boolean
  readonly maxLength?: number
  onFind(text: string | undefined): void
}

/** A field that narrows a list by what is written in it: on Enter, on leaving it, or at once when it is emptied. */
export const FindField = (props: Props) => <Field key={props.value ?? ''} {...props} />

function Field({ label, hint, value = '', className, isCode = true, maxLength = 64, onFind }: Props) {
  const id = useId()
  const [written, setWritten] = useState(value)
  const find = (text: string) => {
    if (text.trim() !== value) onFind(text.trim() || undefined)
  }
  return (
    <form
      className={className ? `with-icon ${className}` : 'with-icon'}
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        find(written)
      }}
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
          // The cross of the field empties it, and asks no Enter.
          if (event.target.value === '') find('')
        }}
        onBlur={() => find(written)}
      />
    </form>
  )
}
