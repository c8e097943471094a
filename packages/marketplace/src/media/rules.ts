import { fromDays } from '@loggia/kernel'
import type { DurationMs } from '@loggia/kernel'
import { mostFileBytes } from '@loggia/protocol/console/files/kinds'
import { mediaProblems } from './problems.ts'
import type { Holding, Purpose } from './schema.ts'

/** Most bytes that a stored file can have: earlier the limit of uploads was 5 MiB. */
export const mostStoredBytes = 5 * 1024 * 1024
/** Each pixel is decoded to four bytes, so this limits the memory that a small file can use. */
export const mostPixels = 40_000_000
const mostSide = 16_000

type Size = { readonly width: number; readonly height: number }
type PurposeRules = {
  readonly minWidth: number
  readonly minHeight: number
  readonly maxWidth?: number
  readonly isSquare?: true
  /** The greatest ratio of the long side to the short one. */
  readonly mostElongated: number
  /** The widths in px that pages need; a picture is never enlarged. */
  readonly widths: readonly number[]
  readonly lossless: boolean
  /** The most of one product or seller. */
  readonly mostAttached: number
}

export const purposeRules: Readonly<Record<Purpose, PurposeRules>> = {
  // R33; pages show a logo at up to 120 px, on screens with a pixel ratio of 2.
  logo: {
    minWidth: 120,
    minHeight: 120,
    isSquare: true,
    mostElongated: 1,
    widths: [240],
    lossless: true,
    mostAttached: 1,
  },
  // R34 gives the number; the sizes are our choice.
  picture: {
    minWidth: 640,
    minHeight: 360,
    mostElongated: 3,
    widths: [1200, 480],
    lossless: false,
    mostAttached: 5,
  },
  // R35.
  description: {
    minWidth: 900,
    minHeight: 800,
    maxWidth: 1200,
    mostElongated: 10,
    widths: [1200],
    lossless: false,
    mostAttached: 5,
  },
}

/**
 * Accepts only canonical base64: otherwise one file could have several texts, and one idempotency key several inputs.
 */
export function readBase64(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text) throw mediaProblems.unreadable()
  return bytes
}

/** Checks the size of a file before its content is read. */
export function requireBytes(bytes: Uint8Array): void {
  if (bytes.length === 0) throw mediaProblems.empty()
  if (bytes.length > mostFileBytes) throw mediaProblems.too_large({ got: bytes.length, max: mostFileBytes })
}

/** Checks the size in the header before anything is decoded. */
export function requirePixels({ width, height }: Size): void {
  if (width > mostSide || height > mostSide || width * height > mostPixels)
    throw mediaProblems.too_many_pixels({ width, height, maxPixels: mostPixels, maxSide: mostSide })
}

/** R33–R35: checks the shape for a purpose, with width and height after the EXIF rotation. */
export function requireShape(purpose: Purpose, { width, height }: Size): void {
  const { minWidth, minHeight, maxWidth, isSquare, mostElongated } = purposeRules[purpose]
  if (isSquare && width !== height) throw mediaProblems.not_square({ width, height })
  if (width < minWidth || height < minHeight)
    throw mediaProblems.too_small({ width, height, minWidth, minHeight })
  if (maxWidth !== undefined && width > maxWidth) throw mediaProblems.too_wide({ width, maxWidth })
  if (Math.max(width, height) > mostElongated * Math.min(width, height))
    throw mediaProblems.too_elongated({ width, height, most: mostElongated })
}

/** The sizes to make of a picture, the largest first: the widths of its purpose, limited to its own width. */
export function listSizes(purpose: Purpose, { width, height }: Size): Size[] {
  const widths = purposeRules[purpose].widths.map((wanted) => Math.min(wanted, width))
  return [...new Set(widths)].map((wide) => ({
    width: wide,
    height: Math.max(1, Math.round((height * wide) / width)),
  }))
}

/** A file name: the id, the width, and the first digits of the content's hash. */
const namePattern = /^([0-9a-hjkmnp-tv-z]{26})-\d{1,5}-[0-9a-f]{16}\.webp$/

export type FileName = { readonly mediumId: `med_${string}` }
/** Undefined if the text is not the name of a picture; no other file is served as one. */
export function readFileName(name: string): FileName | undefined {
  const [, id] = namePattern.exec(name) ?? []
  return id === undefined ? undefined : { mediumId: `med_${id}` }
}

export const toMediaPath = (name: string): string => `/media/${name}`
/** The file name in a path of a medium; undefined for any other path. */
export const findNameOfPath = (path: string): string | undefined =>
  path.startsWith('/media/') ? path.slice('/media/'.length) : undefined

/** The name of the picture in a path; none for any other path, so that nothing else can be deleted by one. */
export const listNamesOfPath = (path: string): string[] =>
  [findNameOfPath(path)].filter((name) => name !== undefined && readFileName(name) !== undefined) as string[]

/** The most that all pictures of one seller may be. */
export const quota: Holding = { count: 500, bytes: 500_000_000 }

export function requireQuota(held: Holding, more: number): void {
  if (held.count + 1 > quota.count || held.bytes + more > quota.bytes)
    throw mediaProblems.quota_exceeded({ ...held, maxCount: quota.count, maxBytes: quota.bytes })
}

/** R33–R35: limits how many pictures of a purpose one product or seller shows. */
export function requireAttachable(purposes: readonly Purpose[]): void {
  for (const purpose of ['logo', 'picture', 'description'] as const) {
    const got = purposes.filter((one) => one === purpose).length
    const max = purposeRules[purpose].mostAttached
    if (got > max) throw mediaProblems.too_many_attached({ purpose, max, got })
  }
}

/** An uploaded picture must be used on a page within this time (ms). */
export const unusedForMs: DurationMs = fromDays(1)
