import type { IncomingMessage, ServerResponse } from 'node:http'
import { omitUndefined } from '@loggia/kernel'
import type { ReceivedMessage, SentMessage } from '../http.ts'
import { receiveBody, receiveWebBody } from './received-body.ts'
import type { ReadBefore } from './received-body.ts'

/**
 * The functions that `createSeller` and `createSsoSessions` return, and every adapter serves: one Web-standard function
 * for all requests.
 */
export type WebSeller = {
  (request: Request): Promise<Response>
  /** The same without `Request` and `Response`, whose creation costs more than verifying and signing. */
  readonly answer?: (message: ReceivedMessage) => Promise<SentMessage>
  /** The longest body that the seller reads, in bytes; 0 if it reads none. */
  readonly bodyLimitBytes?: number
  /** The paths below the production address that the seller answers too, such as `/produceAPI/v2/tenantSync`. */
  readonly pathsBelow?: readonly string[]
  /** The paths that it answers, if it knows them itself; then an adapter needs no `path`. */
  readonly paths?: readonly string[]
}

/** The options that all adapters share. */
export type AdapterOptions = {
  /**
   * The path of the production address, such as `/saas`. If the seller serves the joint kit, the paths of
   * its calls below it, `/saas/produceAPI/…`, are answered too. Requests to other paths go to the application unchanged. Without it, the adapter answers every
   * request that reaches it, or those of sign-ins that `createSsoSessions` answers.
   */
  readonly path?: string
  /**
   * The most bytes of a body that are kept. Default: `bodyLimitBytes` of the seller, or 1,048,576 if the seller has
   * none. Calls of the marketplace are far shorter. Of a longer body only this many bytes and one more are kept; the
   * seller refuses it with HTTP 200 and JSON, as the protocol demands. So clients that send long bodies cannot fill the
   * memory.
   */
  readonly mostBodyBytes?: number
  /**
   * Called with an error if the seller function threw, or if a body parser consumed the raw bytes. Default: writes it
   * to the console's error output. It never gets keys or bodies.
   */
  readonly onError?: (error: Error) => void
}

/** A request as Node passes it, with what a body parser of the application may have added. */
export type NodeRequest = IncomingMessage & ReadBefore & { readonly originalUrl?: string }

const mebibyte = 1_048_576

const mostBytesOf = (seller: WebSeller, options: AdapterOptions): number =>
  options.mostBodyBytes ?? seller.bodyLimitBytes ?? mebibyte

const bytesAreGone =
  'A body parser read the request before the Loggia adapter, so the raw bytes that are signed are lost. ' +
  'Mount the adapter before the parser, exclude its path from the parser, or keep the bytes in request.rawBody.'

/** The path of a request target, without its query. */
const pathOf = (target: string): string => target.split('?', 1)[0] ?? ''

/** The request target as the client sent it; routers shorten `url` to the part below their mount. */
export const readTarget = (request: NodeRequest): string => request.originalUrl ?? request.url ?? '/'

const withoutSlash = (path: string): string => path.replace(/(?<=.)\/$/, '')

/**
 * Whether a request target has the path that the adapter was given, or one below it that the seller answers too; a
 * trailing slash is ignored.
 */
export function isOnPath(seller: WebSeller, target: string, path: string | undefined): boolean {
  if (path === undefined && seller.paths === undefined) return true
  const asked = withoutSlash(pathOf(target))
  return listPaths(seller, path).some((served) => withoutSlash(served) === asked)
}

/** The paths of a production address: its own as it was given, and those below it. Without it, those of the function. */
export const listPaths = (
  { paths = [], pathsBelow = [] }: WebSeller,
  path: string | undefined,
): readonly string[] =>
  path === undefined ? paths : [path, ...pathsBelow.map((below) => path.replace(/\/$/, '') + below)]

/** Answers one request on a Node response. Resolves when it is answered or the client is gone; never rejects. */
export async function answerCall(
  seller: WebSeller,
  request: NodeRequest,
  response: ServerResponse,
  options: AdapterOptions,
): Promise<void> {
  // Without a listener, a client that disconnects during the answer would end the process.
  response.on('error', ignore)
  try {
    const body = readsNone(seller) ? noBody : await receiveBody(request, mostBytesOf(seller, options))
    if (body.kind === 'client_gone') return
    if (body.kind === 'parsed_before') throw new Error(bytesAreGone)
    if (seller.answer) sendMessage(response, await seller.answer(toMessage(request, body.bytes)))
    else await sendReply(response, await seller(toWebRequest(request, body.bytes)))
  } catch (error) {
    sendFailure(response, error, options)
  }
}

const ignore = (): void => undefined
const readsNone = ({ bodyLimitBytes }: WebSeller): boolean => bodyLimitBytes === 0
const noBody = { kind: 'bytes', bytes: new Uint8Array() } as const

const toMessage = (request: NodeRequest, body: Uint8Array): ReceivedMessage => ({
  method: request.method ?? 'GET',
  url: asSent(readTarget(request)),
  header: (name) => rawHeader(request.rawHeaders, name.toLowerCase()),
  body,
})

/** The first header with this name. Node's `headers` would parse all headers into an object, and only two are read. */
function rawHeader(raw: readonly string[], name: string): string | undefined {
  for (let at = 0; at + 1 < raw.length; at += 2)
    if (raw[at]?.length === name.length && raw[at]?.toLowerCase() === name) return raw[at + 1]
  return undefined
}

/** Node reads the request line as Latin-1, but unescaped characters were sent as UTF-8. */
const asSent = (target: string): string =>
  /[\u0080-\u00ff]/.test(target) ? Buffer.from(target, 'latin1').toString('utf8') : target

function toWebRequest(request: NodeRequest, bytes: Uint8Array<ArrayBuffer>): Request {
  const method = request.method ?? 'GET'
  const headers = new Headers()
  for (let at = 0; at + 1 < request.rawHeaders.length; at += 2)
    headers.append(request.rawHeaders[at] ?? '', request.rawHeaders[at + 1] ?? '')
  const bodiless = method === 'GET' || method === 'HEAD'
  return new Request(urlOf(request), omitUndefined({ method, headers, body: bodiless ? undefined : bytes }))
}

/** `http://host/path?query` with the query as it was sent; a seller reads only the query. */
function urlOf(request: NodeRequest): string {
  const target = asSent(readTarget(request))
  const host = request.headers.host ?? ''
  const origin = `http://${URL.canParse(`http://${host}`) ? host : 'localhost'}`
  return target.startsWith('/') ? origin + target : new URL(target, origin).href
}

// A marketplace's debugger is known to compare these header names with capitals (saas-v1 §4), but `Headers` lower-cases
// them.
const capitals: Readonly<Record<string, string>> = {
  'body-sign': 'Body-Sign',
  'content-type': 'Content-Type',
}

function sendMessage(response: ServerResponse, { status, headers, body }: SentMessage): void {
  if (response.destroyed || response.headersSent) return
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) })
  response.end(body)
}

async function sendReply(response: ServerResponse, reply: Response): Promise<void> {
  const body = Buffer.from(await reply.arrayBuffer())
  if (response.destroyed || response.headersSent) return
  response.statusCode = reply.status
  for (const [name, value] of reply.headers) response.setHeader(capitals[name] ?? name, value)
  // Each `Set-Cookie` is a line of its own, and the loop kept only the last one.
  const cookies = reply.headers.getSetCookie()
  if (cookies.length > 0) response.setHeader('Set-Cookie', cookies)
  response.setHeader('Content-Length', body.length)
  response.end(body)
}

/** The reply if the seller function itself failed. After `000005` the marketplace tries again. */
export function writeFailureReply(error: unknown, { onError = writeToConsole }: AdapterOptions): string {
  const told = error instanceof Error ? error : new Error(String(error))
  // `onError` may throw or reject: neither may reach the framework or end the process.
  const telling = async (): Promise<void> => onError(told)
  telling().catch(ignore)
  const resultMsg = told.message === bytesAreGone ? bytesAreGone : 'An internal error of the service.'
  return JSON.stringify({ resultCode: '000005', resultMsg: resultMsg.slice(0, 255) })
}

const writeToConsole = (error: Error): void => console.error(error)

function sendFailure(response: ServerResponse, error: unknown, options: AdapterOptions): void {
  const body = writeFailureReply(error, options)
  if (response.destroyed || response.headersSent) return
  response.statusCode = 200
  response.setHeader('Content-Type', 'application/json;charset=utf-8')
  response.end(body)
}

/** The same for frameworks that pass a Web-standard request. */
export async function answerWebCall(
  seller: WebSeller,
  request: Request,
  options: AdapterOptions,
): Promise<Response> {
  const headers = { 'content-type': 'application/json;charset=utf-8' }
  try {
    if (readsNone(seller)) return await seller(request)
    const body = await receiveWebBody(request, mostBytesOf(seller, options))
    if (body.kind === 'parsed_before') throw new Error(bytesAreGone)
    // Nobody reads this response, but the framework expects one.
    if (body.kind === 'client_gone') return new Response(null, { status: 400 })
    return await seller(request.body ? withBody(request, body.bytes) : request)
  } catch (error) {
    return new Response(writeFailureReply(error, options), { headers })
  }
}

const withBody = ({ url, method, headers }: Request, body: Uint8Array<ArrayBuffer>): Request =>
  new Request(url, { method, headers, body })
