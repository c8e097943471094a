import type { RouteInput } from '@loggia/protocol/console'
import type { DiagnosisProtocol } from '@loggia/protocol/console'
import { omitUndefined, fromIso, toIso } from '@loggia/kernel'

/** What stands in the form. */
export type Typed = {
  readonly exchange: string
  /** An id of the seller's keys, or nothing if a key is typed. */
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

/** Which fields cannot be sent as they are. */
export type Wrong = Partial<Record<'exchange' | 'key' | 'receivedAt' | 'entry', true>>

/** The longest text that is taken. */
const mostText = 200_000

/** A time as people write it, in ISO 8601; nothing if it is none. */
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

/** The form as the route takes it. Ask only when nothing is wrong in it. */
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
