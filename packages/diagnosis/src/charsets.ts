let gbkOf: ReadonlyMap<string, number> | undefined

/** Maps every character of GBK to its two bytes. The platform can decode GBK but not encode it. */
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

/** Encodes a text in GBK, with `?` for unknown characters, as Java and PHP do. */
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

/** Decodes GBK; undefined if the bytes are not GBK. */
export function decodeGbk(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('gbk', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Encodes a text in US-ASCII, with `?` for unknown characters. */
export const encodeAscii = (text: string): Uint8Array =>
  Buffer.from(text.replace(/[^\0-\x7F]/gu, '?'), 'latin1')

/** Encodes in UTF-8, decodes as ISO-8859-1, and encodes in UTF-8 again. */
export const encodeTwice = (text: string): Uint8Array =>
  Buffer.from(Buffer.from(text, 'utf8').toString('latin1'), 'utf8')

export const isAscii = (text: string): boolean => /^[\0-\x7F]*$/.test(text)

/**
 * Percent-encodes a part of a URL. A typed key or member may contain half of a surrogate pair, which cannot be encoded,
 * so it is replaced first.
 */
export const encodePercent = (text: string): string => encodeURIComponent(text.toWellFormed())

/** Encodes in UTF-8, decodes as GBK, and encodes in UTF-8 again. */
export const encodeFromGbk = (text: string): Uint8Array =>
  Buffer.from(new TextDecoder('gbk').decode(Buffer.from(text, 'utf8')), 'utf8')

/** The low byte of each UTF-16 unit, as `btoa` and Node’s `latin1` write it. */
export const encodeLowBytes = (text: string): Uint8Array => Buffer.from(text, 'latin1')

/** Encodes in UTF-8 and decodes as US-ASCII, so that each other byte becomes U+FFFD. */
export const encodeReplaced = (text: string): Uint8Array =>
  Buffer.from(
    Buffer.from(text, 'utf8')
      .toString('latin1')
      .replace(/[^\0-\x7F]/g, '\uFFFD'),
    'utf8',
  )

/** Removes the characters that US-ASCII does not have. */
export const encodeDropped = (text: string): Uint8Array =>
  Buffer.from(text.replace(/[^\0-\x7F]/gu, ''), 'latin1')

/** Encodes in UTF-8, decodes as Windows-1252, and encodes in UTF-8 again. */
export const encodeFromWindows = (text: string): Uint8Array =>
  Buffer.from(new TextDecoder('windows-1252').decode(Buffer.from(text, 'utf8')), 'utf8')

/** Encodes in UTF-16, big-endian, with a byte order mark if `isMarked`. */
export function encodeUtf16(text: string, isMarked: boolean): Uint8Array {
  return Buffer.from(isMarked ? `\uFEFF${text}` : text, 'utf16le').swap16()
}

/** Encodes each half of a surrogate pair as its own character (CESU-8), as old Java and MySQL drivers do. */
export const encodeCesu8 = (text: string): Uint8Array =>
  Buffer.concat(
    Array.from({ length: text.length }, (_, i) => {
      const unit = text.charCodeAt(i)
      if (unit < 0xd800 || unit > 0xdfff) return Buffer.from(text.charAt(i), 'utf8')
      return Buffer.from([0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)])
    }),
  )

/**
 * Replaces characters beyond the basic plane by `stand`, `?` for each or `??`, as a MySQL column with three bytes per
 * character stores them.
 */
export const withoutAstral = (text: string, stand: string): string =>
  text.replace(/[\u{10000}-\u{10FFFF}]/gu, stand)
