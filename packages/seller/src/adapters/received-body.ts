import type { IncomingMessage } from 'node:http'

/** The bytes of the body, or the reason why there are no bytes to verify a signature over. */
export type ReceivedBody =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** A body parser read the stream before the adapter, and did not keep the raw bytes. */
  | { readonly kind: 'parsed_before' }
  /** The connection was closed before the body was complete: nobody waits for a response. */
  | { readonly kind: 'client_gone' }

/**
 * Where body parsers leave the body: `express.raw` and `express.text` in `body`, Nest and many `verify` hooks in
 * `rawBody`.
 */
export type ReadBefore = { readonly body?: unknown; readonly rawBody?: unknown }

/**
 * Reads the raw bytes of a request. Of a body longer than `mostBytes` only the first `mostBytes` + 1 are kept, so that
 * long bodies cannot fill the memory. No signature fits these bytes, so the seller refuses them with a reply of the
 * protocol.
 */
export function receiveBody(
  request: IncomingMessage & ReadBefore,
  mostBytes: number,
): Promise<ReceivedBody> | ReceivedBody {
  const kept = bytesIn(request.rawBody) ?? bytesIn(request.body)
  if (kept) return { kind: 'bytes', bytes: kept.subarray(0, mostBytes + 1) }
  if (request.readableEnded || request.readableDidRead)
    return hasBody(request) ? { kind: 'parsed_before' } : { kind: 'bytes', bytes: new Uint8Array() }
  if (request.destroyed) return { kind: 'client_gone' }
  return readStream(request, mostBytes)
}

function bytesIn(kept: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (typeof kept === 'string') return Buffer.from(kept)
  return kept instanceof Uint8Array ? new Uint8Array(kept) : undefined
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

function readStream(request: IncomingMessage, mostBytes: number): Promise<ReceivedBody> {
  const chunks: Buffer[] = []
  let length = 0
  return new Promise((resolve) => {
    // Reads to the end even if the body is too long, because a client that is still sending would not read the
    // response.
    request.on('data', (chunk: Buffer) => {
      if (length <= mostBytes) chunks.push(chunk.subarray(0, mostBytes + 1 - length))
      length += chunk.length
    })
    const clientGone = (): void => resolve({ kind: 'client_gone' })
    request.on('end', () => resolve({ kind: 'bytes', bytes: joinChunks(chunks) }))
    request.on('error', clientGone)
    request.on('close', clientGone)
  })
}

function joinChunks(chunks: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  const [only] = chunks
  return chunks.length === 1 && only ? (only as Buffer<ArrayBuffer>) : Buffer.concat(chunks)
}

/** The same for a Web-standard request, whose body can be read only once. */
export async function receiveWebBody(request: Request, mostBytes: number): Promise<ReceivedBody> {
  if (request.bodyUsed) return { kind: 'parsed_before' }
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of (request.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
      if (length <= mostBytes) chunks.push(Buffer.from(chunk.subarray(0, mostBytes + 1 - length)))
      length += chunk.length
    }
  } catch {
    return { kind: 'client_gone' }
  }
  return { kind: 'bytes', bytes: joinChunks(chunks) }
}
