import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** A document that is the same for many readers: made and compressed once, and sent to all as the same bytes. */
export type KeptDocument = {
  readonly type: string
  readonly plain: Buffer
  readonly gzip: Buffer
  readonly etag: string
}

/** Compresses it as well as possible, unless `gzip` is the text compressed. */
export function keepDocument(type: string, text: string, gzip?: Buffer): KeptDocument {
  const plain = Buffer.from(text)
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
  return { type, plain, gzip: gzip ?? gzipSync(plain, { level: 9 }), etag }
}

/** Sends the document, with gzip if the client accepts it; 304 if the client already has it, and the status is 200. */
export function sendKept(
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  { type, plain, gzip, etag }: KeptDocument,
): FastifyReply {
  const isCompressed = mayGzip(request)
  // RFC 9110 §8.8.3.3: the compressed form is another representation and needs an entity tag of its own.
  const tag = isCompressed ? etag.replace(/"$/, '-gzip"') : etag
  // RFC 9110 §13.2.1: conditions count only for what is found.
  const isFound = reply.statusCode === 200
  if (isFound) void reply.header('etag', tag)
  if (isFound && isKnown(request.headers['if-none-match'], tag)) return reply.status(304).send()
  if (isCompressed) void reply.header('content-encoding', 'gzip')
  return reply.type(type).send(isCompressed ? gzip : plain)
}

export const mayGzip = ({ headers }: FastifyRequest): boolean =>
  /(^|,)\s*gzip\s*(?!;\s*q=0(\.0*)?\s*(,|$))/i.test(String(headers['accept-encoding'] ?? ''))

/** RFC 9110 §13.1.2: a list of entity tags, or `*`. */
export const isKnown = (given: string | undefined, etag: string): boolean =>
  given !== undefined &&
  (given.trim() === '*' || given.split(',').some((one) => one.trim().replace(/^W\//, '') === etag))
