import type { FastifyRequest } from 'fastify'
import type { BodyBudget } from './bodies.ts'
import { watchConnectionEnd } from './connections.ts'

/** Holds room for the body of a request until it is answered or its connection ends. Throws `request.too_many`. */
export function holdBody(
  request: FastifyRequest,
  budget: BodyBudget,
  { reader, mostBytes }: { readonly reader: string; readonly mostBytes: number },
): void {
  const release = budget(reader, readAnnouncedBytes(request, mostBytes))
  const stay = watchConnectionEnd(request, release)
  request.releaseBody = () => {
    stay()
    release()
  }
}

/** The bytes that a request announces; a chunked request counts as the most that its route accepts. */
function readAnnouncedBytes({ headers }: FastifyRequest, most: number): number {
  if (headers['transfer-encoding'] !== undefined) return most
  return Math.min(Number(headers['content-length'] ?? 0) || 0, most)
}
