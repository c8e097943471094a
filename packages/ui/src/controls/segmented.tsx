import { useId } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { findChoiceAfter } from './move-choice.ts'

/** A choice of one among a few values, side by side. These are radio buttons, so the browser handles the arrow keys. */
export function Segmented<Value extends string>(props: {
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[]
  onChange(value: NoInfer<Value>): void
}) {
  const { options } = props
  const name = useId()
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Home' && event.key !== 'End') return
    const to = findChoiceAfter(event, 0, options.length)
    const next = to === undefined ? undefined : options[to]
    if (to === undefined || !next) return
    event.preventDefault()
    props.onChange(next.value)
    document.getElementsByName(name)[to]?.focus()
  }
  return (
    <div className="seg" role="radiogroup" aria-label={props.label}>
      {options.map(({ value, label }) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            value={value}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
            onKeyDown={onKeyDown}
          />
          {label}
        </label>
      ))}
    </div>
  )
}
