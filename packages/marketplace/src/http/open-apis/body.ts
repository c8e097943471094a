import type { FastifyRequest } from 'fastify'
import { omitUndefined } from '@loggia/kernel'
import type { OpenApiBody, OpenApiRoute } from '@loggia/protocol/open-apis'
import type { OpenApiFile } from '../../platform/index.ts'
import { hasTooManyMarks } from '../bodies.ts'
import { parseMultipart } from './multipart.ts'

/** The checked parts of a request. */
export type ReadBody = {
  readonly params: unknown
  readonly body: unknown
  readonly file?: OpenApiFile
}
type Fault = { readonly fault: string; readonly details?: string }
type Faults = OpenApiRoute['faults']

const refuse = ({ failed }: Faults, code: string | undefined, details?: string): Fault =>
  omitUndefined({ fault: code ?? failed, details })

/** Reads the path and the body as the API's contract says, or gives the code with which it is refused. */
export function readBody(
  { params, body, faults }: OpenApiRoute,
  request: FastifyRequest,
  bytes: Buffer,
): ReadBody | Fault {
  const path = params?.safeParse(request.params)
  if (path && !path.success) return refuse(faults, faults.unfit, 'path')
  const of = { params: path?.data }
  if (!body) return { ...of, body: undefined }
  const type = request.headers['content-type'] ?? ''
  const read =
    body.kind === 'json' ? readJsonBody(faults, type, bytes) : readParts(body, faults, { type, bytes })
  if ('fault' in read) return read
  const fitting = body.schema.safeParse(read.value)
  if (fitting.success) return { ...of, body: fitting.data, ...omitUndefined({ file: read.file }) }
  // Where it does not fit, and not what was sent.
  const [issue] = fitting.error.issues
  return refuse(faults, faults.unfit, issue?.path.join('.') || undefined)
}

type Read = { readonly value: unknown; readonly file?: OpenApiFile } | Fault

function readJsonBody(faults: Faults, type: string, bytes: Buffer): Read {
  if (!/^application\/json\s*(;|$)/i.test(type)) return refuse(faults, faults.mediaType)
  const json = parseJson(bytes)
  return json ?? refuse(faults, faults.unreadable)
}

type Multipart = Extract<OpenApiBody, { kind: 'multipart' }>

function readParts(
  { json, file }: Multipart,
  faults: Faults,
  { type, bytes }: { readonly type: string; readonly bytes: Buffer },
): Read {
  if (!/^multipart\/form-data\s*;/i.test(type)) return refuse(faults, faults.mediaType)
  const parts = parseMultipart(type, bytes)
  if (!parts) return refuse(faults, faults.unreadable)
  const described = parts.get(json)
  const value = described && parseJson(described.content)
  if (!value) return refuse(faults, faults.unreadable, json)
  const kept = parts.get(file)
  const sent = kept && omitUndefined({ name: kept.fileName, content: kept.content })
  return { ...value, ...omitUndefined({ file: sent }) }
}

/** In an object, so that `null` is a value. */
function parseJson(bytes: Uint8Array): { readonly value: unknown } | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return hasTooManyMarks(text) ? undefined : { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}
