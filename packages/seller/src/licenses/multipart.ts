import { createHash, randomBytes } from 'node:crypto'
import { uploadRequestSchema } from '@loggia/protocol/license/open-apis'
import type { License } from '../families/licenses/handlers.ts'

/**
 * A license as the body of an upload (license §3.6). Written by hand, because the signature covers the bytes. Throws a
 * TypeError on a license that cannot be uploaded.
 */
export function writeUpload(license: License): { contentType: string; body: Uint8Array<ArrayBuffer> } {
  const boundary = `loggia-${randomBytes(16).toString('hex')}`
  const parts = partsOf(license).flatMap(({ headers, content }) => [
    `--${boundary}\r\n${headers}\r\n\r\n`,
    content,
    '\r\n',
  ])
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: joinBytes([...parts, `--${boundary}--\r\n`]),
  }
}

type Part = { readonly headers: string; readonly content: string | Uint8Array }

function partsOf(license: License): Part[] {
  if (typeof license === 'string') return [toHead({ type: 'CHARACTERS', characters: license })]
  const { fileName, content } = license
  const sha256 = createHash('sha256').update(content).digest('hex')
  // A quote or a line break would end the header (RFC 7578 §4.2 and its escapes in browsers).
  const shown = fileName.replaceAll(/["\r\n]/g, encodeURIComponent)
  const file = {
    headers: `Content-Disposition: form-data; name="file"; filename="${shown}"\r\nContent-Type: application/octet-stream`,
    content,
  }
  return [toHead({ type: 'FILE', file_name: fileName, sha256 }), file]
}

function toHead(request: object): Part {
  const read = uploadRequestSchema.safeParse(request)
  if (!read.success)
    throw new TypeError('upload: the license has 1 to 1,024 characters, or is a file with a name.')
  return {
    headers: 'Content-Disposition: form-data; name="isvUpdateFileReq"\r\nContent-Type: application/json',
    content: JSON.stringify(read.data),
  }
}

function joinBytes(parts: readonly (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder()
  const chunks = parts.map((part) => (typeof part === 'string' ? encoder.encode(part) : part))
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
