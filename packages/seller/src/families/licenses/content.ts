import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { maxLicenseLength } from '@loggia/protocol/license/v1'
import { parseChecked } from '../parse-checked.ts'
import type { License } from './handlers.ts'

/** The longest text of an upload (license §3.6). */
const mostCharacters = 1024
/** As many as the marketplace takes. */
const mostFileBytes = 5_000_000

const fileSchema = z.strictObject({
  fileName: z
    .string()
    .min(1)
    .max(255)
    .refine((name) => !/[\p{Cc}"/\\]/u.test(name), 'must be a plain file name'),
  content: z
    .instanceof(Uint8Array)
    .refine(({ length }) => length > 0 && length <= mostFileBytes, `must have 1 to ${mostFileBytes} bytes`),
})
const textSchema = z.string().min(1).max(mostCharacters)
const issuedSchema = z.string().min(1).max(maxLicenseLength)

/** Reads what `apply` returned. Throws an `UnusableAnswer` if it cannot be sent. */
export const readLicense = (value: unknown, handler: string): License =>
  typeof value === 'object'
    ? parseChecked(fileSchema, value, handler)
    : parseChecked(textSchema, value, handler)

/** Reads what `issue` returned. Throws an `UnusableAnswer` if it cannot be sent. */
export const readLicenseText = (value: unknown): string => parseChecked(issuedSchema, value, 'issue')

/** Writes a license as JSON, as a store keeps it. */
export const encodeLicense = (license: License): string =>
  JSON.stringify(
    typeof license === 'string'
      ? license
      : { fileName: license.fileName, base64: Buffer.from(license.content).toString('base64') },
  )

/** Reads what {@link encodeLicense} wrote. */
export function decodeLicense(text: string): License {
  const kept = JSON.parse(text) as string | { readonly fileName: string; readonly base64: string }
  if (typeof kept === 'string') return kept
  return { fileName: kept.fileName, content: new Uint8Array(Buffer.from(kept.base64, 'base64')) }
}

/** A digest of what decides on a license or a code, as an id that reveals neither. */
export const toDigest = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)
