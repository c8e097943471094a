/** The first difference between two bodies. A byte is undefined if its body has ended. */
export type Difference = {
  /** The bytes before this offset are equal. */
  readonly offset: number
  readonly signed: number | undefined
  readonly received: number | undefined
  /** The text before the difference: at most {@link excerptBytes} bytes up to the first different character. */
  readonly before: string
  /** The text of each body from there. */
  readonly signedText: string
  readonly receivedText: string
}

const excerptBytes = 24
const isInside = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80

/** The offset at which the character of the byte at `at` starts. */
function characterStart(bytes: Uint8Array, at: number): number {
  let start = at
  while (start > 0 && at - start < 3 && isInside(bytes[start])) start--
  return start
}

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }
const unseen = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (one) => escapes[one] ?? `\\u${(one.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )
const read = (bytes: Uint8Array): string =>
  unseen(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))

function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) if (a[at] !== b[at]) return at
  return length
}

/** Finds the first difference between the signed and the received body; undefined if they are equal. */
export function findDifference(signed: Uint8Array, received: Uint8Array): Difference | undefined {
  const offset = firstDifference(signed, received)
  if (offset === signed.length && offset === received.length) return undefined
  const longer = signed.length > received.length ? signed : received
  const start = characterStart(longer, offset)
  const from = characterStart(longer, Math.max(0, start - excerptBytes))
  const after = (bytes: Uint8Array): string =>
    read(bytes.subarray(start, characterStart(bytes, Math.min(bytes.length, start + excerptBytes))))
  return {
    offset,
    signed: signed[offset],
    received: received[offset],
    before: read(longer.subarray(from, start)),
    signedText: after(signed),
    receivedText: after(received),
  }
}
