import type { RouteInput } from '@loggia/protocol/console'
import type { DiagnosisProtocol } from '@loggia/protocol/console'
import { omitUndefined, fromIso, toIso } from '@loggia/kernel'

/** The values of the form. */
export type Typed = {
  readonly exchange: string
  /** The id of one of the seller's keys; empty if a key is typed. */
  readonly keyId: string
  readonly key: string
  readonly protocol: DiagnosisProtocol | ''
  readonly computed: string
  readonly receivedAt: string
  readonly entry: string
}
export const untouched: Typed = {
  exchange: '',
  keyId: '',
  key: '',
  protocol: '',
  computed: '',
  receivedAt: '',
  entry: '',
}

/** The fields that cannot be sent as they are. */
export type Wrong = Partial<Record<'exchange' | 'key' | 'receivedAt' | 'entry', true>>

/** The longest text that is accepted. */
const mostText = 200_000

/** Reads a typed time, as ISO 8601; undefined if it is not one. */
function readTime(text: string): string | undefined {
  try {
    return toIso(/^\d{13}$/.test(text) ? Number(text) : fromIso(text))
  } catch {
    return undefined
  }
}

export function findWrong({ exchange, keyId, key, receivedAt, entry }: Typed): Wrong {
  return omitUndefined({
    exchange: exchange.trim() === '' || exchange.length > mostText ? true : undefined,
    key: keyId === '' && key === '' ? true : undefined,
    receivedAt: receivedAt.trim() !== '' && readTime(receivedAt.trim()) === undefined ? true : undefined,
    entry: entry.trim() !== '' && !/^[1-9]\d{0,4}$/.test(entry.trim()) ? true : undefined,
  })
}

/** Converts the form into the body of the route. Call it only if no field is wrong. */
export function toBody(typed: Typed): RouteInput<'POST /api/seller/diagnoses'>['body'] {
  const { exchange, keyId, key, protocol, computed, receivedAt, entry } = typed
  const at = receivedAt.trim() === '' ? undefined : readTime(receivedAt.trim())
  return omitUndefined({
    exchange,
    ...(keyId === '' ? { key } : { keyId }),
    protocol: protocol || undefined,
    computed: computed.trim() || undefined,
    receivedAt: at,
    entry: entry.trim() === '' ? undefined : Number(entry),
  })
}
