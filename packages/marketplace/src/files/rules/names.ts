import { fileProblems } from '../problems.ts'
import { getEnding, hasEndingOf } from './formats.ts'
import type { MediaType } from './formats.ts'

const mostCharacters = 120
/**
 * Control and direction characters, invisible letters (`U+3164`, `U+2800`), unpaired surrogates, and private-use and
 * unassigned characters.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800]/gu

/**
 * The name that people see and save: without folders, without characters that are invisible or change the direction of
 * writing (`U+202E` shows `exe.jpg` as `gpj.exe`), and with an extension of its type, by which computers open it.
 * Throws `file.name_invalid`.
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

/**
 * The `content-disposition` of a download that is never shown in place (RFC 6266 §4.3); an ASCII name needs no second
 * form.
 */
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
  /** Id of the thing that the bytes belong to. */
  readonly id: string
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly hash: string
  /** Distinguishes several of the same thing. */
  readonly part?: string | number
  readonly ending: string
}

/** `<the id's 26 characters>[-<part>]-<16 digits of the content's hash>.<ending>`: the bytes of a name never change. */
export const formatBlobName = ({ id, hash, part, ending }: BlobName): string =>
  [id.slice(4), ...(part === undefined ? [] : [part]), `${hash.slice(0, 16)}.${ending}`].join('-')

const pattern = /^[0-9a-hjkmnp-tv-z]{26}-(?:\d{1,5}-)?([0-9a-f]{16})\.[a-z]{3,4}$/

/** The hash prefix in a name; undefined if the text is no name of ours, and then the storage is not asked. */
export const readHashInName = (name: string): string | undefined => pattern.exec(name)?.[1]
