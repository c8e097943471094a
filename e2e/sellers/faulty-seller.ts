import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { MarketClock } from '../harness/clock.ts'
import { answerAs, isTellingId } from './behaviours.ts'
import { openSellerAdmin, refuse } from './desk.ts'
import type { SellerAdmin, Message } from './desk.ts'
import { openJournal } from './journal.ts'
import type { Journal, JournalLine } from './journal.ts'
import type { OrderScript, Script } from './script.ts'

export type SellerOptions = {
  readonly accessKey: string
  readonly journal: Journal
  /** Whose server it is, where several write one journal. */
  readonly seller?: string
  readonly script: Script
  readonly port?: number
  /** The initial password of every instance; one of its own each unless told. */
  readonly initialPassword?: string
  /** What the lines of the journal are dated by; the ordinary clock unless told. */
  readonly clock?: Pick<MarketClock, 'now' | 'at'>
  /** Told after the last byte of an answer to `newInstance` was handed over: the moment before the marketplace commits it. */
  readonly onAnswered?: (line: JournalLine) => void
}
export type FaultySeller = {
  readonly url: string
  readonly port: number
  /** Meets these orders by another script from now on. */
  setScript(orderId: string, script: OrderScript): void
  /** While it is well, every request is met honestly. */
  setWell(well: boolean): void
  /** Nobody listens on its port any more, and what was open is reset. */
  goDown(): Promise<void>
  comeBack(): Promise<void>
  close(): Promise<void>
}

/** A seller with a journal of its own in this file. */
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

/** The address that belongs to it is `<url>`. */
export async function startSeller(options: SellerOptions): Promise<FaultySeller> {
  const { journal, clock = { now: () => Date.now(), at: (ms: number) => ms } } = options
  const desk = openSellerAdmin(options)
  const meeting = { desk, journal, options, clock }
  const server = createServer((request, response) => {
    // A request whose sender died while it wrote is nobody's any more.
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
  const { scene, expireTime, productId, status, productInfo } = message
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
    made,
  } as const
  const now = (): string => new Date(clock.now()).toISOString()
  journal.append({ at: now(), phase: 'received', ...about })
  const { taken } = await answerAs(behaviour, response, reply)
  const told = isTellingId(behaviour) ? reply.instanceId : undefined
  const { resultCode } = reply
  const line: JournalLine = { at: now(), phase: 'answered', ...about, told, resultCode, taken }
  journal.append(line)
  if (activity === 'newInstance' && taken) options.onAnswered?.(line)
}

/** Written anew from the protocol's description, so that an error in ours does not hide itself. */
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
