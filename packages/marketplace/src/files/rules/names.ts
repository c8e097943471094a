import { fileProblems } from '../problems.ts'
import { getEnding, hasEndingOf } from './formats.ts'
import type { MediaType } from './formats.ts'

const mostCharacters = 120
/** Controls, marks of direction, letters that show nothing (`U+3164`, `U+2800`), halves of characters and what only a font of one's own has. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800]/gu

/**
 * A name as people see it and save it: without folders, without characters that cannot be seen or turn the direction of
 * writing (`U+202E` makes `gpj.exe` of `exe.jpg`), and with an ending of its type, by which a computer opens it. Throws
 * `file.name_invalid`.
 */
export function cleanName(given: string, mediaType: MediaType): string {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  const name = last
    .normalize('NFC')
    .replace(unseen, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  if (name === '' || [...name].length > mostCharacters)
    throw fileProblems.name_invalid({ max: mostCharacters })
  return hasEndingOf(name, mediaType) ? name : `${name}.${getEnding(mediaType)}`
}

/** The value of `content-disposition` for a file that is saved and never shown in place (RFC 6266 §4.3); a name of ASCII alone is written once. */
export function formatDisposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  if (plain === name) return `attachment; filename="${name}"`
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}

type BlobName = {
  /** Of the thing that the bytes belong to. */
  readonly id: string
  /** SHA-256 of the bytes, in hexadecimal digits. */
  readonly hash: string
  /** Which of several of the same thing. */
  readonly part?: string | number
  readonly ending: string
}

/** `<the id's 26 characters>[-<part>]-<16 digits of the content's hash>.<ending>`: whoever knows a name, knows its bytes for ever. */
export const formatBlobName = ({ id, hash, part, ending }: BlobName): string =>
  [id.slice(4), ...(part === undefined ? [] : [part]), `${hash.slice(0, 16)}.${ending}`].join('-')

const pattern = /^[0-9a-hjkmnp-tv-z]{26}-(?:\d{1,5}-)?([0-9a-f]{16})\.[a-z]{3,4}$/

/** What the hash of the bytes begins with; undefined if the text can be no name of ours: nothing else is ever asked of a storage. */
export const readHashInName = (name: string): string | undefined => pattern.exec(name)?.[1]
