import { addDays, fromCalendar, toIso } from '@loggia/kernel'
import type { Zone } from '@loggia/kernel'
import { useState } from 'react'
import { useFrame } from '../frame.ts'
import { TextField } from './fields.tsx'

type Words = {
  readonly until: string
  readonly untilHint: string
  /** Only if a day must be chosen: what is said without one. */
  readonly untilMissing?: string
}

/** A last day in the market's calendar: its field, and the moment when it is over. */
export function useEndDay(words: Words) {
  const { zone } = useFrame()
  const [day, setDay] = useState('')
  const [isChecked, setChecked] = useState(false)
  const endsAt = toEndOfDay(day, zone as Zone)
  const field = (
    <TextField
      name="until"
      label={words.until}
      hint={words.untilHint}
      error={isChecked && endsAt === undefined ? words.untilMissing : undefined}
      type="date"
      value={day}
      onChange={(event) => setDay(event.target.value)}
    />
  )
  return { field, endsAt, check: () => setChecked(true) }
}

function toEndOfDay(day: string, zone: Zone): string | undefined {
  const [year, month, date] = day.split('-').map(Number)
  if (year === undefined || month === undefined || date === undefined) return undefined
  const midnight = { year, month, day: date, hour: 0, minute: 0, second: 0, ms: 0 }
  return toIso(addDays(fromCalendar(midnight, zone), 1, zone))
}
