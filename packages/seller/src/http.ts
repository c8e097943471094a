/** A request whose body was already read into bytes; adapters pass it to `Seller.answer`. */
export type ReceivedMessage = {
  readonly method: string
  /** The full URL, or only path and query. */
  readonly url: string
  /** Finds a header by its name, whatever the case. */
  readonly header: (name: string) => string | null | undefined
  readonly body: Uint8Array
}

/** The response. Send header names with these capitals if the framework allows it (saas-v1 §4). */
export type SentMessage = {
  readonly status: 200
  readonly headers: { readonly 'Content-Type': string; readonly 'Body-Sign': string }
  readonly body: string
}

/** Returns the whole body, or undefined if it is longer than `mostBytes`; the rest is then not read. */
export async function readBody(
  { headers, body }: Pick<Request | Response, 'headers' | 'body'>,
  mostBytes: number,
): Promise<Uint8Array | undefined> {
  if (Number(headers.get('content-length') ?? 0) > mostBytes) return undefined
  if (body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > mostBytes) return undefined
    chunks.push(chunk)
  }
  return joinChunks(chunks, length)
}

function joinChunks(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [first] = chunks
  if (first && chunks.length === 1) return first
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
