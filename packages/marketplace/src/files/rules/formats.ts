import { fileProblems } from '../problems.ts'

type Format = {
  /** File extensions, the usual one first. */
  readonly endings: readonly [string, ...string[]]
  fits(content: Uint8Array): boolean
}

const beginsWith = (content: Uint8Array, ...first: readonly number[]): boolean =>
  first.every((byte, i) => content[i] === byte)
const textOf = (content: Uint8Array, from: number, to: number): string =>
  Buffer.from(content.subarray(from, to)).toString('latin1')

/** UTF-8 without control characters, which programs and pictures contain. */
function isText(content: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content)
    return !/[^\P{Cc}\t\r\n]/u.test(text)
  } catch {
    return false
  }
}

const isZip = (content: Uint8Array): boolean => beginsWith(content, 0x50, 0x4b, 0x03, 0x04)

/**
 * The accepted types. None of them is run by a browser (HTML, SVG, scripts), and content must match its declared type.
 */
const formats = {
  'application/pdf': {
    endings: ['pdf'],
    fits: (content) =>
      textOf(content, 0, 5) === '%PDF-' &&
      textOf(content, Math.max(0, content.length - 1024), content.length).includes('%%EOF'),
  },
  'image/png': {
    endings: ['png'],
    fits: (content) => beginsWith(content, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  },
  'image/jpeg': { endings: ['jpg', 'jpeg'], fits: (content) => beginsWith(content, 0xff, 0xd8, 0xff) },
  'text/plain': { endings: ['txt'], fits: isText },
  // Licenses of sellers' own formats. The name gets an ending that no computer opens or runs.
  'application/octet-stream': { endings: ['lic', 'dat', 'key', 'bin'], fits: () => true },
  'text/csv': { endings: ['csv'], fits: isText },
  'application/zip': { endings: ['zip'], fits: isZip },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    endings: ['xlsx'],
    fits: (content) => isZip(content) && Buffer.from(content).includes('xl/workbook.xml'),
  },
} as const satisfies Readonly<Record<string, Format>>

export type MediaType = keyof typeof formats

const isKnown = (mediaType: string): mediaType is MediaType => Object.hasOwn(formats, mediaType)

/**
 * Returns the declared type if `allowed` includes it and the content matches. Throws `file.type_unsupported`,
 * `file.type_differs`.
 */
export function requireType(declared: string, content: Uint8Array, allowed: readonly MediaType[]): MediaType {
  if (!isKnown(declared) || !allowed.includes(declared))
    throw fileProblems.type_unsupported({ got: declared.slice(0, 100), allowed: allowed.join(', ') })
  if (!formats[declared].fits(content)) throw fileProblems.type_differs({ declared })
  return declared
}

/** Whether a name has an extension of this type. */
export const hasEndingOf = (name: string, mediaType: MediaType): boolean =>
  formats[mediaType].endings.some((ending) => name.toLowerCase().endsWith(`.${ending}`))

export const getEnding = (mediaType: MediaType): string => formats[mediaType].endings[0]
