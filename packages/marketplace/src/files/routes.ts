import type { KeptFile as WireFile, UploadedFile } from '@loggia/protocol/console'
import { toWireTime } from '../platform/index.ts'
import { fileProblems } from './problems.ts'
import type { KeptFile, Upload } from './schema.ts'

/**
 * Accepts only what an encoder writes: otherwise one file would have many texts, and one idempotency key many inputs.
 */
export function readUpload({ name, mediaType, content }: UploadedFile): Upload {
  const bytes = Buffer.from(content, 'base64')
  if (bytes.toString('base64') !== content) throw fileProblems.unreadable()
  return { name, mediaType, content: bytes }
}

/** A file in the shape of the contract. */
export const presentFile = ({ id, name, mediaType, bytes, createdAt }: KeptFile): WireFile => ({
  id,
  name,
  mediaType,
  bytes,
  path: `/api/files/${id}`,
  createdAt: toWireTime(createdAt),
})
