import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { licensePaths, uploadRequestSchema } from '@loggia/protocol/license/open-apis'
import type { UploadErrorCode } from '@loggia/protocol/license/open-apis'

const [before = '', after = ''] = licensePaths.upload.split('{event_id}')

/** The application that an upload is for, by its path; undefined if it is another path. */
export function findEvent(path: string): string | undefined {
  if (!path.startsWith(before) || !path.endsWith(after)) return undefined
  try {
    return decodeURIComponent(path.slice(before.length, path.length - after.length)) || undefined
  } catch {
    return undefined
  }
}

/** The license in an upload: its text, or the SHA-256 of its file; or why there is none. */
export type ReadUpload =
  | { readonly ok: true; readonly content: string }
  | { readonly ok: false; readonly code: UploadErrorCode; readonly why: string }

const malformed = (why: string): ReadUpload => ({ ok: false, code: 'CBC.0101', why })

/** A part of a body, if it is there. */
type Part = ReturnType<FormData['get']>

const textOf = async (part: Part): Promise<string | undefined> =>
  part === null || typeof part === 'string' ? (part ?? undefined) : part.text()

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Reads the body of an upload (license §3.6). */
export async function readUpload(headers: IncomingHttpHeaders, body: Buffer): Promise<ReadUpload> {
  const type = headers['content-type'] ?? ''
  if (!/^multipart\/form-data\s*;/i.test(type))
    return malformed(`its content type is “${type.slice(0, 80)}”, not multipart/form-data with a boundary`)
  let form: FormData
  try {
    form = await new Response(new Uint8Array(body), { headers: { 'Content-Type': type } }).formData()
  } catch {
    return malformed('its body is not multipart/form-data')
  }
  const request = await textOf(form.get('isvUpdateFileReq'))
  if (request === undefined) return malformed('it has no part isvUpdateFileReq')
  const read = uploadRequestSchema.safeParse(parseJson(request))
  if (!read.success)
    return malformed('its isvUpdateFileReq is not JSON with the type CHARACTERS and characters, or with FILE')
  return read.data.type === 'CHARACTERS'
    ? { ok: true, content: read.data.characters }
    : readFile(form.get('file'), read.data.sha256)
}

async function readFile(part: Part, sha256: string | undefined): Promise<ReadUpload> {
  if (part === null || part === '') return malformed('its type is FILE, but it has no part file')
  const bytes = typeof part === 'string' ? Buffer.from(part) : Buffer.from(await part.arrayBuffer())
  const content = createHash('sha256').update(bytes).digest('hex')
  return sha256 === undefined || sha256.toLowerCase() === content
    ? { ok: true, content }
    : { ok: false, code: '91381037', why: 'its sha256 is not that of its file' }
}
