import { mostDaysAtOnce } from '@loggia/protocol/console/calendar/kinds'
import { Button, formatCount } from '@loggia/ui'
import { useId, useRef, useState } from 'react'
import type { ChangeEvent } from 'react'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TextArea } from '../../centre/parts/fields.tsx'
import { useSaving } from './days-dialog.tsx'
import { countKind } from './days.ts'
import { exampleLines, readDayLines } from './day-lines.ts'
import type { DayLines, WrongLine } from './day-lines.ts'
import { calendarTexts } from './texts.ts'
import './calendar.css'

const mostWrongShown = 10
const mostFileBytes = 1024 * 1024

/** Adds the days of a list, such as those of a year: pasted, or from a file. */
export function LinesDialog({ onClose }: { onClose(): void }) {
  const texts = calendarTexts.use().lines
  const [text, setText] = useState('')
  const [isChecked, setChecked] = useState(false)
  const { change, save } = useSaving(onClose)
  const read = readDayLines(text)
  const { days, wrong } = read
  const isEmpty = days.length + wrong.length === 0
  const onAct = () => {
    setChecked(true)
    if (wrong.length === 0 && days.length > 0 && days.length <= mostDaysAtOnce) save(days)
  }
  return (
    <DecisionDialog texts={texts} act={texts.act} change={change} onClose={onClose} onAct={onAct}>
      <div className="daylines">
        <TextArea
          label={texts.label}
          hint={texts.hint}
          error={isChecked && isEmpty ? texts.missing : undefined}
          rows={9}
          spellCheck={false}
          placeholder={exampleLines}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <FileButton onRead={setText} />
      {!isEmpty && <Found of={read} />}
    </DecisionDialog>
  )
}

/** What was read, or what has to be corrected. */
function Found({ of: { days, wrong } }: { readonly of: DayLines }) {
  const texts = calendarTexts.use().lines
  if (wrong.length > 0) return <WrongLines of={wrong} />
  if (days.length > mostDaysAtOnce)
    return (
      <p className="error" role="alert">
        {texts.tooMany(formatCount(days.length))}
      </p>
    )
  return (
    <p className="t13 dim" role="status">
      {texts.found({
        holidays: formatCount(countKind(days, 'holiday')),
        workdays: formatCount(countKind(days, 'workday')),
      })}
    </p>
  )
}

function WrongLines({ of }: { readonly of: readonly WrongLine[] }) {
  const texts = calendarTexts.use().lines
  const more = of.length - mostWrongShown
  return (
    <div className="note note--bad" role="alert">
      <div className="grow">
        <p>{texts.wrong(formatCount(of.length))}</p>
        <ul className="daylines__wrong">
          {of.slice(0, mostWrongShown).map(({ line, text, fault }) => (
            <li key={line}>
              <b className="strong">{texts.line(formatCount(line))}</b> {texts.faults[fault]}
              <span className="mono t12 dim">{text}</span>
            </li>
          ))}
        </ul>
        {more > 0 && <p>{texts.more(formatCount(more))}</p>}
      </div>
    </div>
  )
}

/** Reads a file into the field, where its lines can be corrected. */
function FileButton({ onRead }: { onRead(text: string): void }) {
  const texts = calendarTexts.use().lines
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [isUnreadable, setUnreadable] = useState(false)
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? []
    event.target.value = ''
    if (!file) return
    setUnreadable(file.size > mostFileBytes)
    if (file.size > mostFileBytes) return
    file.arrayBuffer().then(
      (bytes) => onRead(decodeText(bytes)),
      () => setUnreadable(true),
    )
  }
  return (
    <div className="stack">
      <label className="sr" htmlFor={id}>
        {texts.file}
      </label>
      <input
        ref={input}
        id={id}
        className="sr"
        type="file"
        tabIndex={-1}
        accept=".csv,.txt,text/csv,text/plain"
        onChange={onChange}
      />
      <span>
        <Button size="small" onClick={() => input.current?.click()}>
          {texts.file}
        </Button>
      </span>
      {isUnreadable && (
        <p className="error" role="alert">
          {texts.unreadable}
        </p>
      )}
    </div>
  )
}

/** Chinese editions of spreadsheets save CSV in GB 18030. */
function decodeText(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
