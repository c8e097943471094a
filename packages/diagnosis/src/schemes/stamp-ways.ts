import { toIso } from '@loggia/kernel'
import { encodePercent } from '../charsets.ts'
import { decodeForm } from '../exchange.ts'
import type { Finding } from '../findings.ts'
import { rememberLast } from '../json-text.ts'
import { dropEqualWays, markSeldomUnless, way } from '../search.ts'
import type { Way } from '../search.ts'
import {
  toLocalTime,
  toSeconds,
  shiftTimestamp,
  createShifter,
  toShortTime,
  parseStampMs,
} from '../stamps.ts'
import { toFinding } from './formula.ts'

// The nonce and the timestamp of a request as they may have been signed.

const words = ['null', 'undefined', 'None']
/** Words for a missing value, or a template's placeholder that was not replaced. */
const standInsOf = (name: 'nonce' | 'timestamp'): string[] => [
  ...words,
  `{{${name}}}`,
  `\${${name}}`,
  `{${name}}`,
]
const standIn = (parameter: 'nonce' | 'timestamp', text: string): Finding => ({
  kind: 'stamp_stand_in',
  parameter,
  text,
})

export function listNonceWays(nonce: string, rawNonce: string): Way<string>[] {
  const form = new URLSearchParams({ n: nonce.toWellFormed() }).toString().slice(2)
  const encoded = [rawNonce, encodePercent(nonce), form, encodePercent(encodePercent(nonce))]
  const changed: [string, Finding][] = [
    [decodeForm(nonce), { kind: 'nonce_changed', how: 'decoded' }],
    [nonce.replaceAll('+', ' '), { kind: 'nonce_changed', how: 'decoded' }],
    [nonce.replaceAll(' ', '+'), { kind: 'nonce_changed', how: 'decoded' }],
    [nonce.toLowerCase(), { kind: 'nonce_changed', how: 'lower' }],
    [nonce.toUpperCase(), { kind: 'nonce_changed', how: 'upper' }],
    [nonce.replaceAll('-', ''), { kind: 'nonce_changed', how: 'dashes' }],
    [nonce.trim(), { kind: 'nonce_changed', how: 'trimmed' }],
    [nonce.slice(0, 32), { kind: 'nonce_changed', how: 'cut' }],
    [nonce.slice(0, 16), { kind: 'nonce_changed', how: 'cut' }],
    [nonce.slice(0, 64), { kind: 'nonce_changed', how: 'cut' }],
    [Buffer.from(nonce).toString('base64'), { kind: 'nonce_changed', how: 'base64' }],
    [`"${nonce}"`, { kind: 'nonce_changed', how: 'quoted' }],
  ]
  const ways = [
    way.right(nonce),
    ...encoded.map((one) => way.common(one, toFinding('nonce_encoded'))),
    ...changed.map(([one, finding]) => way.wrong(one, finding)),
    ...standInsOf('nonce').map((text) => way.wrong(text, standIn('nonce', text))),
  ]
  return dropEqualWays(
    markSeldomUnless(ways, ({ mistakes }) =>
      mistakes.some((one) => one.kind === 'nonce_changed' && ['decoded', 'lower', 'upper'].includes(one.how)),
    ),
    (one) => one,
  )
}

const createSpelling = (text: string): Way<string> =>
  way.wrong(text, { kind: 'timestamp_formatted' as const, example: text.slice(0, 40) })

/** The same moment in common date formats. */
function dates(ms: number): Way<string>[] {
  return [0, 8].flatMap((hours) => {
    const iso = toIso(ms + hours * 3_600_000)
    const digits = iso.replace(/\D/g, '')
    return [
      iso,
      iso.replace(/\.\d+/, ''),
      iso.slice(0, 19),
      iso.slice(0, 19).replace('T', ' '),
      digits.slice(0, 14),
      digits.slice(0, 17),
      digits.slice(0, 8),
      iso.slice(0, 10),
      iso.replace('T', ' ').replace('Z', ''),
    ].map((text) => createSpelling(text))
  })
}

function scientific(ms: number): string[] {
  const text = ms.toExponential().replace('e+', 'E')
  return [
    text,
    text.replace('E', 'e+'),
    text.replace('E', 'E+'),
    `${ms}.0`,
    `${ms}.00`,
    `${ms / 1000}`,
    (ms / 1000).toFixed(3),
    (ms / 1000).toFixed(6),
    `${ms}L`,
  ]
}

/** A slightly earlier or later moment in the same format: the clock was read twice. */
const nearMs = 2000
function near(timestamp: string, ms: number): Way<string>[] {
  const step = timestamp.length === 13 || timestamp.length === 17 ? 1 : 1000
  const shifted = createShifter(timestamp)
  const ways: Way<string>[] = []
  for (let by = step; by <= nearMs * (step === 1 ? 1 : 60); by += step)
    for (const byMs of [by, -by]) {
      const text = shifted(byMs)
      if (text !== undefined) ways.push(way.alone(text, { kind: 'timestamp_other', byMs }))
    }
  return ms > 0 ? ways : []
}

/**
 * Remembered, because there are thousands. Most diagnoses do not need them, and several computations of one diagnosis
 * need the same ones.
 */
const all = rememberLast(allTimestampWays)

/** A timestamp, and what may have been signed instead. */
export const listTimestampWays =
  (timestamp: string) =>
  (most: number): readonly Way<string>[] =>
    most === 0 ? [way.right(timestamp)] : all(timestamp)

function allTimestampWays(timestamp: string): Way<string>[] {
  const ways = [way.right(timestamp)]
  const add = (text: string | undefined, finding: Finding, isCommon = false): void => {
    if (text !== undefined) ways.push({ ...way.wrong(text, finding), isCommon })
  }
  add(toSeconds(timestamp), toFinding('timestamp_seconds_signed'), true)
  if (/^\d{10}$/.test(timestamp)) add(`${timestamp}000`, toFinding('timestamp_milliseconds_signed'), true)
  add(toLocalTime(timestamp), toFinding('timestamp_local_signed'), true)
  add(toShortTime(timestamp), toFinding('timestamp_short_signed'), true)
  add(shiftTimestamp(timestamp, -8 * 3_600_000), toFinding('timestamp_local_signed'))
  const ms = parseStampMs(timestamp)
  if (ms !== undefined && Number.isSafeInteger(ms) && ms < 253_402_000_000_000) {
    if (/^\d{13}$/.test(timestamp)) {
      add(`${timestamp.slice(0, 10)}000`, toFinding('timestamp_truncated'), true)
      add(String(Math.round(ms / 1000)), toFinding('timestamp_seconds_signed'))
      add(String(Math.round(ms / 1000) * 1000), toFinding('timestamp_truncated'))
      add(String(ms | 0), toFinding('timestamp_overflow'))
      add(String(ms >>> 0), toFinding('timestamp_overflow'))
      add('2147483647', toFinding('timestamp_overflow'))
      add(`${timestamp}000`, toFinding('timestamp_truncated'))
      for (const text of scientific(ms)) add(text, toFinding('timestamp_float'))
    } else {
      add(
        toShortTime(timestamp) === undefined ? undefined : `${timestamp.slice(0, 14)}000`,
        toFinding('timestamp_truncated'),
      )
      add(String(ms), toFinding('timestamp_milliseconds_signed'))
      add(String(Math.floor(ms / 1000)), toFinding('timestamp_seconds_signed'))
    }
    ways.push(...dates(ms))
    ways.push(...near(timestamp, ms))
  }
  for (const text of standInsOf('timestamp')) add(text, standIn('timestamp', text))
  return dropEqualWays(
    markSeldomUnless(ways, ({ mistakes }) =>
      mistakes.some((one) => one.kind === 'nonce_changed' && ['decoded', 'lower', 'upper'].includes(one.how)),
    ),
    (one) => one,
  )
}
