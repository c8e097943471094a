import type { ClockState } from '@loggia/protocol/console'
import { toCalendarParts, fromCalendar, toIso, toZone as zoneOf } from '@loggia/kernel'
import { Button, EmptyArch } from '@loggia/ui'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { useFrame, useNow } from '../frame.ts'
import type { Area } from '../frame.ts'
import { CheckedForm } from '../forms/form.tsx'
import { ActButton, Refusal } from '../parts/dialog.tsx'
import { DateField, TextField } from '../parts/fields.tsx'
import { AfterHydration, CardSkeleton } from '../parts/loaded.tsx'
import { formatOffset } from '../../offset.ts'
import { Card, Page } from '../parts/page.tsx'
import { clockTexts } from './texts.ts'
import { DoneText, MoveText } from './move-text.tsx'
import { readLocal, readWhole } from './read-move.ts'
import { useClock, useMoves } from './use-clock.ts'
import './clock.css'

/** The head of the clock's page, and its cards if the clock can be moved. */
export function ClockHead({ area, children }: { readonly area: Area; readonly children: ReactNode }) {
  const texts = clockTexts.use()
  const { movableClock } = useFrame()
  return (
    <Page area={area} title={texts.title} lead={movableClock && <span>{texts.lead}</span>}>
      {movableClock ? (
        children
      ) : (
        <div className="card">
          <EmptyArch level={2} title={texts.fixed.title} text={texts.fixed.text} />
        </div>
      )}
    </Page>
  )
}

/** Where to move the clock. */
export function MoveCard() {
  return (
    <AfterHydration skeleton={<CardSkeleton rows={4} />}>
      <Moving />
    </AfterHydration>
  )
}

function Moving() {
  const texts = clockTexts.use()
  const clock = useClock()
  const moves = useMoves()
  return (
    <Card id={useId()} title={texts.form.title} beside={<span className="t13 faint">{texts.form.note}</span>}>
      <div className="moveforms">
        <ByForm clock={clock} moves={moves} />
        <ToForm clock={clock} moves={moves} />
      </div>
      <Refusal error={moves.error} />
      <Latest clock={clock} />
    </Card>
  )
}

type FormProps = { readonly clock: ClockState | undefined; readonly moves: ReturnType<typeof useMoves> }
const lengths = ['months', 'days', 'hours'] as const
type Lengths = Record<(typeof lengths)[number], string>

function ByForm({ clock, moves }: FormProps) {
  const texts = clockTexts.use().form
  const [written, write] = useState<Lengths>({ months: '', days: '30', hours: '' })
  const [isChecked, setChecked] = useState(false)
  const read = lengths.map((name) => readWhole(written[name]))
  const isEmpty = read.every((count) => count === 0)
  const faultOf = (count: number | undefined, nth: number): string | undefined => {
    if (!isChecked) return undefined
    return count === undefined ? texts.wrong : isEmpty && nth === 0 ? texts.nothing : undefined
  }
  const onAct = (): void => {
    setChecked(true)
    const [months, days, hours] = read
    if (isEmpty || months === undefined || days === undefined || hours === undefined) return
    moves.move({ kind: 'by', months, days, hours })
  }
  return (
    <CheckedForm className="moveform" onSubmit={onAct}>
      <div className="moveform__row">
        {lengths.map((name, nth) => (
          <TextField
            key={name}
            label={texts[name]}
            className="num"
            inputMode="numeric"
            autoComplete="off"
            error={faultOf(read[nth], nth)}
            value={written[name]}
            onChange={(event) => write({ ...written, [name]: event.target.value })}
          />
        ))}
      </div>
      <ActButton
        isBusy={moves.isPending}
        busy={texts.busy}
        disabled={!clock?.mayMove || clock.moving !== undefined}
        onAct={onAct}
      >
        {texts.by}
      </ActButton>
    </CheckedForm>
  )
}

function ToForm({ clock, moves }: FormProps) {
  const texts = clockTexts.use().form
  const { zone, zoneOffsetMinutes } = useFrame()
  const now = useNow()
  const [written, write] = useState('')
  const [isChecked, setChecked] = useState(false)
  const parts = readLocal(written)
  const first = toCalendarParts(now(), zoneOf(zone))
  const onAct = (): void => {
    setChecked(true)
    if (parts) moves.move({ kind: 'to', at: toIso(fromCalendar(parts, zoneOf(zone))) })
  }
  return (
    <CheckedForm className="moveform" onSubmit={onAct}>
      <DateField
        precision="minute"
        label={texts.to}
        hint={texts.toHint(formatOffset(zoneOffsetMinutes))}
        error={isChecked && !parts ? texts.noTime : undefined}
        min={`${first.year}-${two(first.month)}-${two(first.day)}T${two(first.hour)}:${two(first.minute)}`}
        value={written}
        onChange={write}
      />
      <Button type="submit" disabled={!clock?.mayMove || clock.moving !== undefined || moves.isPending}>
        {texts.goTo}
      </Button>
    </CheckedForm>
  )
}

const two = (n: number): string => String(n).padStart(2, '0')

/** The current move, or the latest one. */
function Latest({ clock }: { readonly clock: ClockState | undefined }) {
  const texts = clockTexts.use()
  const of = clock?.moving ?? clock?.last
  if (!clock || !of) return null
  return (
    <p className="t13 dim" role="status">
      {clock.moving ? <MoveText target={clock.moving.target} /> : clock.last && texts.ends[clock.last.end]} ·{' '}
      <DoneText of={of} /> · {texts.by(of.by)}
    </p>
  )
}
