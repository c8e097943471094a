import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { emulatorProblems } from '../problems.ts'
import type { Emulator } from '../schema.ts'
import { isAskedByServer, isOfSignOn } from '../sign-on/desk.ts'
import type { SignOnDesk } from '../sign-on/desk.ts'
import type { SignOnReply } from '../sign-on/wire.ts'
import type { StandIn } from '../stand-in.ts'
import { answerControl, controlPath, toRefusalReply } from './answer.ts'
import type { ControlReply } from './answer.ts'

const host = '127.0.0.1'
/** Calls of the joint kit tell of five hundred people, or of all departments. */
const mostBytes = { control: 64 * 1024, standIn: 1024 * 1024 }
const openApis = '/api/mkp-openapi-public/'
export const standInPath = `${controlPath}/stand-in`

/** What is served behind the one port. */
export type Behind = {
  readonly emulator: Emulator
  readonly standIn: StandIn
  readonly signOn: SignOnDesk
  /** Pages, the console's API and the open APIs. */
  market(request: IncomingMessage, response: ServerResponse): void
}
export type Door = { readonly url: string; close(): Promise<void> }

/**
 * Opens the port. `behind` is called for each request; while it returns undefined, requests are not served. Rejects
 * with the system's error if the port is taken.
 */
export async function openDoor(port: number, behind: () => Behind | undefined): Promise<Door> {
  const server = createServer((request, response) => {
    const those = behind()
    if (!those) return void response.writeHead(503).end()
    serve(those, request, response).catch((error: unknown) => send(response, toRefusalReply(error)))
  })
  server.listen(port, host)
  await once(server, 'listening')
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function serve(behind: Behind, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = URL.parse(request.url ?? '/', `http://${host}`)
  if (!url) throw emulatorProblems.not_here({ path: `${request.method} ${request.url}` })
  // A seller's server in a container knows this machine by another name. Its requests are signed, so the name need not
  // be checked.
  if (!url.pathname.startsWith(openApis) && !isAskedByServer(url)) requireLocalName(request)
  if (isOfSignOn(url)) return serveSignOn(behind, { request, response, url })
  if (url.pathname !== controlPath && !url.pathname.startsWith(`${controlPath}/`))
    return behind.market(request, response)
  requireNoOtherPage(request)
  const isForStandIn = url.pathname === standInPath || url.pathname.startsWith(`${standInPath}/`)
  const body = await readBody(request, isForStandIn ? mostBytes.standIn : mostBytes.control)
  if (isForStandIn) {
    const { method = 'GET', headers } = request
    const { pathname: path, search } = url
    const reply = await behind.standIn.answer({ method, path, query: search.slice(1), headers, body })
    return send(response, { status: 200, type: 'application/json', ...reply })
  }
  const { method = 'GET' } = request
  send(response, await answerControl(behind.emulator, { method, url, body: body.toString() }))
}

type SignOnExchange = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
}

/** An app of another origin sends browsers here, but only the page of the company itself says who signs in. */
async function serveSignOn(behind: Behind, { request, response, url }: SignOnExchange): Promise<void> {
  if (request.method === 'POST' && !isAskedByServer(url)) requireNoOtherPage(request)
  const { method = 'GET', headers } = request
  const body = method === 'POST' ? (await readBody(request, mostBytes.control)).toString() : ''
  const reply = await behind.signOn.answer({ method, url, headers, body })
  if (reply === undefined) return behind.market(request, response)
  sendSignOn(response, reply)
}

function sendSignOn(response: ServerResponse, reply: SignOnReply): void {
  // A server that waits for ever is found by this.
  if (reply === 'hangs') return
  if (reply === 'breaks') return void response.destroy()
  response.writeHead(reply.status, { 'cache-control': 'no-store', ...reply.headers }).end(reply.body)
}

const localNames = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i

/**
 * Refuses foreign host names (DNS rebinding). The server listens on this machine only, but an attacker may let a name
 * of their own resolve to 127.0.0.1. A page of theirs in a browser on this machine would then have the same origin as
 * our pages, and the passwords of the market are public.
 */
function requireLocalName({ headers }: IncomingMessage): void {
  if (!localNames.test(headers.host ?? '')) throw emulatorProblems.not_local()
}

/** Refuses requests that a browser sends for another page. The market itself checks this where it matters. */
function requireNoOtherPage({ headers }: IncomingMessage): void {
  const site = headers['sec-fetch-site']
  const isOwnPage = site === undefined || site === 'same-origin' || site === 'none'
  const { origin } = headers
  const isOwnOrigin = origin === undefined || localNames.test(origin.replace(/^http:\/\//, ''))
  if (!isOwnPage || !isOwnOrigin) throw emulatorProblems.not_local()
}

async function readBody(request: IncomingMessage, mostBodyBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > mostBodyBytes)
      throw emulatorProblems.unreadable({ why: `it is longer than ${mostBodyBytes} bytes` })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

type Sent = ControlReply & { readonly headers?: Readonly<Record<string, string>> }

function send(response: ServerResponse, { status, type, body, headers }: Sent): void {
  if (response.headersSent) return void response.destroy()
  response
    .writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store', ...headers })
    .end(body)
}
