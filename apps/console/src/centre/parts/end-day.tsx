import { addDays, fromCalendar, toIso } from '@loggia/kernel'
import type { Zone } from '@loggia/kernel'
import { useState } from 'react'
import { useFrame } from '../frame.ts'
import { TextField } from './fields.tsx'

/** An optional last day in the market's calendar: its field, and the moment when it is over. */
export function useEndDay(words: { readonly until: string; readonly untilHint: string }) {
  const { zone } = useFrame()
  const [day, setDay] = useState('')
  const field = (
    <TextField
      label={words.until}
      hint={words.untilHint}
      type="date"
      value={day}
      onChange={(event) => setDay(event.target.value)}
    />
  )
  return { field, endsAt: toEndOfDay(day, zone as Zone) }
}

function toEndOfDay(day: string, zone: Zone): string | undefined {
  const [year, month, date] = day.split('-').map(Number)
  if (year === undefined || month === undefined || date === undefined) return undefined
  const midnight = { year, month, day: date, hour: 0, minute: 0, second: 0, ms: 0 }
  return toIso(addDays(fromCalendar(midnight, zone), 1, zone))
}
