import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { verifySaasV2 } from '@loggia/signing'
import { measureDriftMs, startClock } from '../run/clock.ts'

export type FleetOptions = {
  readonly sellers: number
  /** Time that each takes to answer, in ms. */
  readonly delayMs: number
  /** This many sellers, the first ones, accept a request and never answer. */
  readonly hanging: number
}
/**
 * A received request: the seller, its activity and subject, and the time by the machine's clock with sub-millisecond
 * precision; in the order of arrival.
 */
export type Received = {
  readonly seller: number
  readonly activity: string
  readonly subject: string
  readonly atMs: number
}
export type FleetJournal = {
  readonly received: readonly Received[]
  readonly verified: number
  readonly refused: number
  /** How far the sellers' clock has drifted from the machine's. */
  readonly clockDriftMs: number
}
export type Fleet = {
  readonly urls: readonly string[]
  setKeys(keys: readonly string[]): void
  takeJournal(): FleetJournal
}

/** One request in this many is verified: verifying costs as much as signing, and would compete with the contenders. */
const checkedEach = 50

type Books = {
  keys: readonly string[]
  received: Received[]
  verified: number
  refused: number
  readonly options: FleetOptions
}

const nowMs = startClock()

/** Sellers with a port and a key each, which answer as the protocol requires. */
export async function openFleet(options: FleetOptions): Promise<Fleet> {
  const books: Books = { keys: [], received: [], verified: 0, refused: 0, options }
  const urls = await Promise.all(
    Array.from({ length: options.sellers }, (_, seller) => listen(books, seller)),
  )
  return {
    urls,
    setKeys: (keys) => void (books.keys = keys),
    takeJournal() {
      const { received, verified, refused } = books
      Object.assign(books, { received: [], verified: 0, refused: 0 })
      return { received, verified, refused, clockDriftMs: measureDriftMs(nowMs) }
    },
  }
}

async function listen(books: Books, seller: number): Promise<string> {
  const server = createServer((request, response) => receive(books, seller, { request, response }))
  // Longer than any client here keeps a connection open, so that no connection closes during a request.
  server.keepAliveTimeout = 120_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/saas`
}

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse }

function receive(books: Books, seller: number, { request, response }: Exchange): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const atMs = nowMs()
    const body = Buffer.concat(chunks)
    const message = JSON.parse(body.toString()) as Readonly<Record<string, string | undefined>>
    const { activity = '', orderLineId, instanceId } = message
    books.received.push({ seller, activity, subject: orderLineId ?? instanceId ?? '', atMs })
    if (books.received.length % checkedEach === 1) void check(books, seller, { url: request.url ?? '', body })
    if (seller < books.options.hanging) return
    const answer = (): void => void response.writeHead(200, replyHeaders).end(replyTo(message))
    if (books.options.delayMs > 0) setTimeout(answer, books.options.delayMs)
    else answer()
  })
}

const replyHeaders = { 'content-type': 'application/json;charset=utf8' }
const appInfo = {
  frontEndUrl: 'https://app.seller.example',
  userName: 'admin',
  password: 'an initial password',
}

function replyTo({
  activity,
  orderLineId,
  instanceId,
}: Readonly<Record<string, string | undefined>>): string {
  const success = { resultCode: '000000', resultMsg: 'success.' }
  if (activity === 'newInstance') return JSON.stringify({ ...success, instanceId: `i-${orderLineId}` })
  if (activity === 'queryInstance') return JSON.stringify({ ...success, info: [{ instanceId, appInfo }] })
  return JSON.stringify(success)
}

async function check(
  books: Books,
  seller: number,
  { url, body }: { url: string; body: Buffer },
): Promise<void> {
  const query = Object.fromEntries(new URLSearchParams(url.split('?')[1] ?? ''))
  const accessKey = books.keys[seller] ?? 'no key'
  const verdict = await verifySaasV2({ accessKey, query, body, nowMs: Date.now() })
  books.verified += verdict.ok ? 1 : 0
  books.refused += verdict.ok ? 0 : 1
}
