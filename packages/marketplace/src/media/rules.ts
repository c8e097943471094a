import { fromDays } from '@loggia/kernel'
import type { DurationMs } from '@loggia/kernel'
import { mediaProblems } from './problems.ts'
import type { Holding, Purpose } from './schema.ts'

export const mostBytes = 5 * 1024 * 1024
/** Pixels are unpacked to four bytes each, so this is what keeps a small file from filling the memory. */
export const mostPixels = 40_000_000
const mostSide = 16_000

type Size = { readonly width: number; readonly height: number }
type PurposeRules = {
  readonly minWidth: number
  readonly minHeight: number
  readonly maxWidth?: number
  readonly isSquare?: true
  /** The long side as a multiple of the short one, at most. */
  readonly mostElongated: number
  /** The widths that pages need; never wider than what was given. */
  readonly widths: readonly number[]
  readonly lossless: boolean
  /** Of one product or seller. */
  readonly mostAttached: number
}

export const purposeRules: Readonly<Record<Purpose, PurposeRules>> = {
  // R33; pages show a logo at up to 120 px, on screens with two dots to each of them.
  logo: {
    minWidth: 120,
    minHeight: 120,
    isSquare: true,
    mostElongated: 1,
    widths: [240],
    lossless: true,
    mostAttached: 1,
  },
  // R34 says how many; the sizes are ours.
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

/** What a file may weigh before anything in it is looked at. */
export function requireBytes(bytes: Uint8Array): void {
  if (bytes.length === 0) throw mediaProblems.empty()
  if (bytes.length > mostBytes) throw mediaProblems.too_large({ got: bytes.length, max: mostBytes })
}

/** Decided by the header alone, before anything is unpacked. */
export function requirePixels({ width, height }: Size): void {
  if (width > mostSide || height > mostSide || width * height > mostPixels)
    throw mediaProblems.too_many_pixels({ width, height, maxPixels: mostPixels, maxSide: mostSide })
}

/** R33–R35: the shape that a purpose demands, of the picture as people see it. */
export function requireShape(purpose: Purpose, { width, height }: Size): void {
  const { minWidth, minHeight, maxWidth, isSquare, mostElongated } = purposeRules[purpose]
  if (isSquare && width !== height) throw mediaProblems.not_square({ width, height })
  if (width < minWidth || height < minHeight)
    throw mediaProblems.too_small({ width, height, minWidth, minHeight })
  if (maxWidth !== undefined && width > maxWidth) throw mediaProblems.too_wide({ width, maxWidth })
  if (Math.max(width, height) > mostElongated * Math.min(width, height))
    throw mediaProblems.too_elongated({ width, height, most: mostElongated })
}

/** The sizes that are made of a picture, the largest first: the widths of its purpose, or its own where that is less. */
export function listSizes(purpose: Purpose, { width, height }: Size): Size[] {
  const widths = purposeRules[purpose].widths.map((wanted) => Math.min(wanted, width))
  return [...new Set(widths)].map((wide) => ({
    width: wide,
    height: Math.max(1, Math.round((height * wide) / width)),
  }))
}

/** As files name them: the id, the width, what the hash of the content begins with. */
const namePattern = /^([0-9a-hjkmnp-tv-z]{26})-\d{1,5}-[0-9a-f]{16}\.webp$/

export type FileName = { readonly mediumId: `med_${string}` }
/** Undefined if the text can be no name of a picture; nothing else is ever served as one. */
export function readFileName(name: string): FileName | undefined {
  const [, id] = namePattern.exec(name) ?? []
  return id === undefined ? undefined : { mediumId: `med_${id}` }
}

export const toMediaPath = (name: string): string => `/media/${name}`
/** The file that a path of ours names, or undefined. */
export const findNameOfPath = (path: string): string | undefined =>
  path.startsWith('/media/') ? path.slice('/media/'.length) : undefined

/** Of one seller, all of their pictures together. */
export const quota: Holding = { count: 500, bytes: 500 * 1024 * 1024 }

export function requireQuota(held: Holding, more: number): void {
  if (held.count + 1 > quota.count || held.bytes + more > quota.bytes)
    throw mediaProblems.quota_exceeded({ ...held, maxCount: quota.count, maxBytes: quota.bytes })
}

/** R33–R35: how many of a purpose one product or seller may show. */
export function requireAttachable(purposes: readonly Purpose[]): void {
  for (const purpose of ['logo', 'picture', 'description'] as const) {
    const got = purposes.filter((one) => one === purpose).length
    const max = purposeRules[purpose].mostAttached
    if (got > max) throw mediaProblems.too_many_attached({ purpose, max, got })
  }
}

/** Who uploads a picture saves the page that shows it within this time. */
export const unusedForMs: DurationMs = fromDays(1)
