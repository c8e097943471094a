import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerAs, makesInstance } from './behaviours.ts'
import type { Behaviour } from './behaviours.ts'
import { openJournal } from './journal.ts'
import type { Journal, JournalLine } from './journal.ts'
import type { OrderScript, Script } from './script.ts'

export type FaultySellerOptions = {
  readonly accessKey: string
  readonly journalPath: string
  readonly script: Script
  readonly port?: number
  /** The initial password of every instance; one of its own each unless told. */
  readonly initialPassword?: string
  /** Told after the last byte of an answer to `newInstance` was handed over: the moment before the marketplace commits it. */
  readonly onAnswered?: (line: JournalLine) => void
}
export type FaultySeller = {
  readonly url: string
  readonly port: number
  /** Meets these orders by another script from now on. */
  setScript(orderId: string, script: OrderScript): void
  close(): Promise<void>
}

type Message = Readonly<
  Record<'activity' | 'orderId' | 'orderLineId' | 'businessId' | 'instanceId', string | undefined>
>
type Instance = { readonly instanceId: string; readonly orderId: string; released: boolean }
type Books = {
  readonly script: Script
  readonly initialPassword: string | undefined
  readonly byLine: Map<string, Instance>
  readonly byId: Map<string, Instance>
  /** How often each list of each script was asked. */
  readonly asked: Map<string, number>
}

/** The address that belongs to it is `<url>`; `POST /__control` with `{orderId, script}` changes an order's script. */
export async function startFaultySeller(options: FaultySellerOptions): Promise<FaultySeller> {
  const journal = openJournal(options.journalPath)
  const scripts = new Map<string, OrderScript>()
  const books: Books = {
    script: (orderId) => scripts.get(orderId) ?? options.script(orderId),
    initialPassword: options.initialPassword,
    byLine: new Map(),
    byId: new Map(),
    asked: new Map(),
  }
  const setScript = (orderId: string, script: OrderScript): void => void scripts.set(orderId, script)
  let requests = 0
  const server = createServer((request, response) => {
    // A request whose sender died while it wrote is nobody's any more.
    receive(request, response).catch(() => response.destroy())
  })
  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request)
    if (request.url === '/__control') {
      const { orderId, script } = JSON.parse(body) as { orderId: string; script: OrderScript }
      setScript(orderId, script)
      return void response.writeHead(204).end()
    }
    requests += 1
    await meet({ n: requests, url: request.url ?? '', body, response, books, journal, options })
  }
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { port, url: `http://127.0.0.1:${port}/saas`, setScript, close: () => close(server, journal) }
}

type Meeting = {
  n: number
  url: string
  body: string
  response: ServerResponse
  books: Books
  journal: Journal
  options: FaultySellerOptions
}

async function meet({ n, url, body, response, books, journal, options }: Meeting): Promise<void> {
  const signature = isSigned(options.accessKey, url, body) ? 'fits' : 'differs'
  const message = JSON.parse(body) as Message
  const { activity = '', orderId, orderLineId, businessId, instanceId } = message
  const decided = signature === 'fits' ? decide(books, message) : refuse('000001')
  const { behaviour, reply, made } = decided
  const about = {
    n,
    activity,
    signature,
    behaviour,
    orderId,
    orderLineId,
    businessId,
    instanceId,
    made,
  } as const
  journal.append({ at: new Date().toISOString(), phase: 'received', ...about })
  const ended = answerAs(behaviour, response, reply)
  const told = tellsId(behaviour) ? reply.instanceId : undefined
  const { taken } = await ended
  const line: JournalLine = {
    at: new Date().toISOString(),
    phase: 'answered',
    ...about,
    told,
    resultCode: reply.resultCode,
    taken,
  }
  journal.append(line)
  if (activity === 'newInstance' && taken) options.onAnswered?.(line)
}

type Reply = { resultCode: string; resultMsg: string; instanceId?: string; info?: object[] }
type Decision = { behaviour: Behaviour; reply: Reply; made?: string | undefined }

const success = { resultCode: '000000', resultMsg: 'success.' }
const refuse = (resultCode: string): Decision => ({
  behaviour: 'refusal',
  reply: { resultCode, resultMsg: 'refused.' },
})

/** An answer of this kind names the instance's id in bytes that a reader can take as a whole. */
const tellsId = (behaviour: Behaviour): boolean =>
  ['ok', 'pending', 'slow_drip', 'wrong_content_type', 'redirect', 'huge_body'].includes(behaviour)

function decide(books: Books, message: Message): Decision {
  if (message.activity === 'newInstance') return newInstance(books, message)
  const instance = books.byId.get(message.instanceId ?? '')
  if (!instance) return refuse('000003')
  if (message.activity === 'queryInstance') return queryInstance(books, instance)
  const behaviour = next(books, instance.orderId, 'releaseInstance')
  if (message.activity === 'releaseInstance' && behaviour === 'ok') instance.released = true
  return { behaviour, reply: success, made: instance.instanceId }
}

function newInstance(books: Books, { orderId = '', orderLineId = '', businessId = '' }: Message): Decision {
  const behaviour = next(books, orderId, 'newInstance')
  const line = `${orderId}/${orderLineId}`
  const before = books.byLine.get(line)
  if (!makesInstance(behaviour)) return { ...refuse('000100'), behaviour, made: before?.instanceId }
  const instance = before ?? { instanceId: businessId, orderId, released: false }
  books.byLine.set(line, instance)
  books.byId.set(instance.instanceId, instance)
  const { instanceId } = instance
  const reply: Reply = { ...success, ...(behaviour === 'pending' && { resultCode: '000004' }), instanceId }
  return { behaviour, reply, made: instanceId }
}

function queryInstance(books: Books, { instanceId, orderId, released }: Instance): Decision {
  if (released) return refuse('000003')
  const behaviour = next(books, orderId, 'queryInstance')
  const appInfo = {
    frontEndUrl: 'https://app.seller.example/',
    userName: 'admin',
    password: books.initialPassword ?? `initial-${instanceId}`,
  }
  const info = behaviour === 'pending' ? [] : [{ instanceId, appInfo }]
  return { behaviour, reply: { ...success, info }, made: instanceId }
}

function next(books: Books, orderId: string, list: keyof OrderScript): Behaviour {
  const key = `${orderId}/${list}`
  const nth = books.asked.get(key) ?? 0
  books.asked.set(key, nth + 1)
  const steps = books.script(orderId)[list]
  return steps[Math.min(nth, steps.length - 1)] ?? 'ok'
}

/** Written anew from the protocol's description, so that an error in ours does not hide itself. */
function isSigned(accessKey: string, url: string, body: string): boolean {
  const query = new URLSearchParams(url.split('?')[1] ?? '')
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

function close(server: Server, journal: Journal): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      journal.close()
      resolve()
    })
    server.closeAllConnections()
  })
}
