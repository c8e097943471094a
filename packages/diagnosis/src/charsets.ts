let gbkOf: ReadonlyMap<string, number> | undefined

/** Every character of GBK with its two bytes; the platform decodes GBK and cannot encode it. */
function gbkTable(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('gbk')
  const table = new Map<string, number>()
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if (character.length === 1 && character !== '\uFFFD' && !table.has(character))
        table.set(character, (lead << 8) | trail)
    }
  return table
}

/** A text in GBK, with `?` for what it cannot write, as Java and PHP do. */
export function encodeGbk(text: string): Uint8Array {
  gbkOf ??= gbkTable()
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const pair = gbkOf.get(character)
    if (code < 0x80) bytes.push(code)
    else if (pair === undefined) bytes.push(0x3f)
    else bytes.push(pair >> 8, pair & 0xff)
  }
  return Uint8Array.from(bytes)
}

/** Bytes of GBK as text, or undefined if they are none. */
export function decodeGbk(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('gbk', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** A text in US-ASCII, with `?` for each character that it cannot write. */
export const encodeAscii = (text: string): Uint8Array =>
  Buffer.from(text.replace(/[^\0-\x7F]/gu, '?'), 'latin1')

/** The bytes of UTF-8 that were read as ISO-8859-1 and written as UTF-8 again. */
export const encodeTwice = (text: string): Uint8Array =>
  Buffer.from(Buffer.from(text, 'utf8').toString('latin1'), 'utf8')

export const isAscii = (text: string): boolean => /^[\0-\x7F]*$/.test(text)

/** Escaped as a part of a URL. Half of a surrogate pair has no escape, and a key or a member that somebody typed may hold one. */
export const encodePercent = (text: string): string => encodeURIComponent(text.toWellFormed())

/** The bytes of UTF-8 that were read as GBK and written as UTF-8 again. */
export const encodeFromGbk = (text: string): Uint8Array =>
  Buffer.from(new TextDecoder('gbk').decode(Buffer.from(text, 'utf8')), 'utf8')

/** The low byte of each unit, as `btoa` and Node’s `latin1` take it. */
export const encodeLowBytes = (text: string): Uint8Array => Buffer.from(text, 'latin1')

/** The bytes of UTF-8 that were read as US-ASCII: each other byte became U+FFFD. */
export const encodeReplaced = (text: string): Uint8Array =>
  Buffer.from(
    Buffer.from(text, 'utf8')
      .toString('latin1')
      .replace(/[^\0-\x7F]/g, '\uFFFD'),
    'utf8',
  )

/** A text without the characters that US-ASCII lacks. */
export const encodeDropped = (text: string): Uint8Array =>
  Buffer.from(text.replace(/[^\0-\x7F]/gu, ''), 'latin1')

/** The bytes of UTF-8 that were read as Windows-1252 and written as UTF-8 again. */
export const encodeFromWindows = (text: string): Uint8Array =>
  Buffer.from(new TextDecoder('windows-1252').decode(Buffer.from(text, 'utf8')), 'utf8')

/** A text in UTF-16, the byte of more weight first, behind a byte order mark if that is told. */
export function encodeUtf16(text: string, isMarked: boolean): Uint8Array {
  return Buffer.from(isMarked ? `\uFEFF${text}` : text, 'utf16le').swap16()
}

/** Each half of a surrogate pair as a character of its own, as old Java and MySQL drivers write them. */
export const encodeCesu8 = (text: string): Uint8Array =>
  Buffer.concat(
    Array.from({ length: text.length }, (_, i) => {
      const unit = text.charCodeAt(i)
      if (unit < 0xd800 || unit > 0xdfff) return Buffer.from(text.charAt(i), 'utf8')
      return Buffer.from([0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)])
    }),
  )

/** Characters beyond the basic plane as `?`, one or one for each half, as tables of three bytes keep them. */
export const withoutAstral = (text: string, stand: string): string =>
  text.replace(/[\u{10000}-\u{10FFFF}]/gu, stand)
