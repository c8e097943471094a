import { Icon } from '@loggia/ui'
import { useId, useState } from 'react'

/** A text that a list is narrowed by: found by Enter, by leaving the field, and by emptying it. */
export function SearchField(props: {
  readonly label: string
  readonly hint: string
  readonly value: string | undefined
  readonly maxLength?: number
  onFind(text: string | undefined): void
}) {
  const { value = '' } = props
  const id = useId()
  const [written, setWritten] = useState(value)
  const find = (text: string) => {
    if (text.trim() !== value) props.onFind(text.trim() || undefined)
  }
  return (
    <form
      className="with-icon searchfield"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        find(written)
      }}
    >
      <label className="sr" htmlFor={id}>
        {props.label}
      </label>
      <Icon name="search" />
      <input
        className="input input--sm"
        id={id}
        type="search"
        placeholder={props.hint}
        autoComplete="off"
        spellCheck={false}
        maxLength={props.maxLength ?? 100}
        value={written}
        onChange={(event) => {
          setWritten(event.target.value)
          if (event.target.value === '') find('')
        }}
        onBlur={() => find(written)}
      />
    </form>
  )
}
