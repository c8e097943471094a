import { useRef, useState } from 'react'
import type { ComponentProps } from 'react'
import { Icon } from '../icon.tsx'
import { defineTexts } from '../texts.ts'
import { readDate } from './read-date.ts'
import type { DatePrecision } from './read-date.ts'

const dateTexts = defineTexts({ pick: '打开日历' }, { pick: 'Open calendar' })
/** The form of a date is the same in both languages. */
const forms: Readonly<Record<DatePrecision, string>> = { day: 'YYYY-MM-DD', minute: 'YYYY-MM-DD HH:mm' }

type Props = Omit<ComponentProps<'input'>, 'type' | 'value' | 'onChange' | 'min' | 'max'> & {
  /** As a native date field has it: `2026-03-02`, `2026-03-02T08:30`. */
  readonly value: string
  readonly precision?: DatePrecision
  readonly min?: string | undefined
  readonly max?: string | undefined
  /** Gets what is typed, also if it is no date: forms check it. */
  onChange(value: string): void
}

const toShown = (value: string): string => value.replace('T', ' ')
const toValue = (shown: string): string => shown.replace(' ', 'T')

/**
 * A field for a date, typed as it is shown everywhere. Native fields show the order of the browser's region, such as
 * mm/dd/yyyy. Their calendar opens beside it.
 */
export function DateInput({ value, precision = 'day', min, max, onChange, className, ...input }: Props) {
  const texts = dateTexts.use()
  const picker = useRef<HTMLInputElement>(null)
  const [written, setWritten] = useState({ text: toShown(value), of: value })
  // A value from elsewhere, such as of a filter that was reset, replaces what was typed.
  if (written.of !== value) setWritten({ text: toShown(value), of: value })
  const [isWrong, setWrong] = useState(false)
  const write = (text: string) => {
    setWrong(false)
    setWritten({ text, of: value })
    onChange(toValue(text))
  }
  const leave = () => {
    const date = readDate(written.text, precision)
    if (date !== undefined && date !== written.text) write(date)
    setWrong(date === undefined && written.text.trim() !== '')
  }
  return (
    <span className="datein">
      <input
        {...input}
        className={className ? `input ${className}` : 'input'}
        type="text"
        inputMode="text"
        autoComplete="off"
        spellCheck={false}
        placeholder={forms[precision]}
        maxLength={20}
        aria-invalid={isWrong || input['aria-invalid'] === true}
        value={written.text}
        onChange={(event) => write(event.target.value)}
        onBlur={(event) => {
          leave()
          input.onBlur?.(event)
        }}
      />
      <input
        ref={picker}
        className="datein__native"
        type={precision === 'day' ? 'date' : 'datetime-local'}
        tabIndex={-1}
        aria-hidden="true"
        min={min}
        max={max}
        value={readDate(written.text, precision) === undefined ? '' : toValue(written.text)}
        onChange={(event) => write(toShown(event.target.value))}
      />
      <button
        type="button"
        className="datein__pick"
        aria-label={texts.pick}
        title={texts.pick}
        onClick={() => picker.current?.showPicker()}
      >
        <Icon name="calendar" size={16} />
      </button>
    </span>
  )
}
