import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { MarketClock } from '../harness/clock.ts'
import { answerAs, isMakingInstance, isTellingId } from './behaviours.ts'
import { answerTest, openSellerAdmin, refuse } from './desk.ts'
import type { SellerAdmin, Message } from './desk.ts'
import { openJournal } from './journal.ts'
import type { Journal, JournalLine } from './journal.ts'
import type { OrderScript, Script } from './script.ts'

export type SellerOptions = {
  readonly accessKey: string
  readonly journal: Journal
  /** The name of the seller, if several sellers write one journal. */
  readonly seller?: string
  readonly script: Script
  readonly port?: number
  /** It answers every test call well, and outside the journal: no engine has sent it. */
  readonly passesTests?: boolean
  /** The initial password of every instance. Default: a different one for each. */
  readonly initialPassword?: string
  /** The clock that dates the lines of the journal. Default: the ordinary clock. */
  readonly clock?: Pick<MarketClock, 'now' | 'at'>
  /** Called after the last byte of an answer to `newInstance` was sent: just before the marketplace commits it. */
  readonly onAnswered?: (line: JournalLine) => void
  /** Called for each application for the license of a device that the seller takes, whether or not its answer arrives. */
  readonly onApplied?: (asked: { readonly eventId: string; readonly fingerprint: string }) => void
}
export type FaultySeller = {
  readonly url: string
  readonly port: number
  /** From now on, meets these orders by another script. */
  setScript(orderId: string, script: OrderScript): void
  /** While it is well, it meets every request honestly. */
  setWell(well: boolean): void
  /** Stops listening, and resets open connections. */
  goDown(): Promise<void>
  comeBack(): Promise<void>
  close(): Promise<void>
}

/** Starts a seller with its own journal in this file. */
export async function startFaultySeller({
  journalPath,
  ...options
}: Omit<SellerOptions, 'journal'> & { readonly journalPath: string }): Promise<FaultySeller> {
  const journal = openJournal(journalPath)
  const seller = await startSeller({ ...options, journal })
  return {
    ...seller,
    async close() {
      await seller.close()
      journal.close()
    },
  }
}

/** Starts a seller at the address `<url>`. */
export async function startSeller(options: SellerOptions): Promise<FaultySeller> {
  const { journal, clock = { now: () => Date.now(), at: (ms: number) => ms } } = options
  const desk = openSellerAdmin(options)
  const meeting = { desk, journal, options, clock }
  const server = createServer((request, response) => {
    // The sender died while it wrote the request, so nobody waits for an answer.
    meet(request, response, meeting).catch(() => response.destroy())
  })
  const port = await listen(server, options.port ?? 0)
  return {
    port,
    url: `http://127.0.0.1:${port}/saas`,
    setScript: desk.setScript,
    setWell: desk.setWell,
    goDown: () => stopListening(server),
    comeBack: async () => void (await listen(server, port)),
    close: () => stopListening(server),
  }
}

type Meeting = {
  readonly desk: SellerAdmin
  readonly journal: Journal
  readonly options: SellerOptions
  readonly clock: Pick<MarketClock, 'now' | 'at'>
}

async function meet(
  request: IncomingMessage,
  response: ServerResponse,
  { desk, journal, options, clock }: Meeting,
): Promise<void> {
  const body = await bodyOf(request)
  const query = new URLSearchParams((request.url ?? '').split('?')[1] ?? '')
  const signature = isSigned(options.accessKey, query, body) ? 'fits' : 'differs'
  const message = JSON.parse(body) as Message
  const { activity = '', orderId, orderLineId, businessId, instanceId } = message
  const { scene, expireTime, productId, status, eventId, deviceFingerprint, productInfo } = message
  if (options.passesTests && message.testFlag === '1' && signature === 'fits')
    return void (await answerAs('ok', response, answerTest(message)))
  const { behaviour, reply, made } = signature === 'fits' ? desk.decide(message) : refuse('000001')
  const about = {
    ...(options.seller !== undefined && { seller: options.seller }),
    n: journal.nextNumber(),
    activity,
    signature,
    nonce: query.get('nonce') ?? '',
    signedAt: clock.at(Number(query.get('timestamp'))),
    behaviour,
    orderId,
    orderLineId,
    businessId,
    instanceId,
    scene,
    expireTime,
    productId: productInfo === undefined ? productId : JSON.stringify(productInfo),
    status,
    eventId,
    deviceFingerprint,
    made,
  } as const
  const now = (): string => new Date(clock.now()).toISOString()
  journal.append({ at: now(), phase: 'received', ...about })
  if (activity === 'getLicenseAsync' && isMakingInstance(behaviour))
    options.onApplied?.({ eventId: eventId ?? '', fingerprint: deviceFingerprint ?? '' })
  const { taken } = await answerAs(behaviour, response, reply)
  const told = isTellingId(behaviour) ? reply.instanceId : undefined
  const { resultCode } = reply
  const line: JournalLine = { at: now(), phase: 'answered', ...about, told, resultCode, taken }
  journal.append(line)
  if (activity === 'newInstance' && taken) options.onAnswered?.(line)
}

/** Implemented from the protocol's description, so that a fault in our own code cannot hide itself. */
function isSigned(accessKey: string, query: URLSearchParams, body: string): boolean {
  const hmac = (text: string): string => createHmac('sha256', accessKey).update(text).digest('hex')
  const expected = Buffer.from(
    hmac(`${accessKey}${query.get('nonce')}${query.get('timestamp')}${hmac(body)}`),
  )
  const got = Buffer.from((query.get('signature') ?? '').toLowerCase())
  return got.length === expected.length && timingSafeEqual(got, expected)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function stopListening(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
