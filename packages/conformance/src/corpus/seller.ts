import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { OaepHashes } from '@loggia/signing'

/**
 * A request as a seller of the corpus gets it. `query` is decoded like a form; `target` is path and query as received.
 */
export type Incoming = {
  readonly method: string
  readonly target: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}
/** `hang`: no answer. `hang up`: the connection is closed without an answer. */
export type Outgoing =
  | {
      readonly status: number
      readonly headers: Readonly<Record<string, string | string[]>>
      readonly body: string | Buffer
    }
  | 'hang'
  | 'hang up'

/** A seller's server without its HTTP part. It has its own state: create one for each run. */
export type Seller = (request: Incoming) => Promise<Outgoing> | Outgoing

/** Creates a seller that has sold nothing; `nowMs` is its clock. */
export type MakeSeller = (nowMs: () => number) => Seller

/** A correct seller; its name says what it does, as in "a right seller that …". */
export type RightSeller = {
  readonly name: string
  readonly settings?: WrongSeller['settings']
  readonly make: MakeSeller
}

/** A seller with exactly one defect. */
export type WrongSeller = {
  /** Words with hyphens, unique within its protocol. */
  readonly name: string
  /** The defect, in one sentence without its full stop, with the seller as "it". */
  readonly defect: string
  /** The checks that name this defect: each of them must fail. */
  readonly found: readonly [string, ...string[]]
  /** Other checks that fail because of it in a whole run. */
  readonly also?: readonly string[]
  /** The defect breaks so much that the other failing checks cannot be listed. */
  readonly spreads?: true
  /** Settings for the run, so that a test need not wait as long as a real run. */
  readonly settings?: {
    readonly limitMs?: number
    readonly readyWithinMs?: number
    readonly oaep?: readonly OaepHashes[]
  }
  readonly make: MakeSeller
}

/** The key of every seller of the corpus. Its non-ASCII characters prove that it is used as UTF-8. */
export const corpusKey = '密钥-Key-2026'

export type Served = { readonly url: string; close(): Promise<void> }

/** Serves a seller over real HTTP on a free port of this machine. */
export async function serve(seller: Seller): Promise<Served> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => void answer(seller, { request, response, body: Buffer.concat(chunks) }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/saas`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Asked = { request: IncomingMessage; response: ServerResponse; body: Buffer }

async function answer(seller: Seller, { request, response, body }: Asked): Promise<void> {
  const outgoing = await seller({
    method: request.method ?? '',
    target: request.url ?? '/',
    query: new URL(request.url ?? '/', 'http://seller.example').searchParams,
    headers: request.headers,
    body,
  })
  if (outgoing === 'hang') return
  if (outgoing === 'hang up') return void request.socket.destroy()
  response.writeHead(outgoing.status, outgoing.headers)
  response.end(outgoing.body)
}
