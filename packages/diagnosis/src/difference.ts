/** The first place at which two bodies part. A byte is undefined where its body has ended. */
export type Difference = {
  /** Bytes before it are the same. */
  readonly offset: number
  readonly signed: number | undefined
  readonly received: number | undefined
  /** The text before, from the character in which the bodies part back to at most {@link excerptBytes} bytes. */
  readonly before: string
  /** The text of each from there. */
  readonly signedText: string
  readonly receivedText: string
}

const excerptBytes = 24
const isInside = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80

/** The start of the character that the byte at `at` belongs to. */
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

/** Where the body that was signed parts from the one received; undefined if they are the same. */
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
