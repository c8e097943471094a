import { setTimeout as pause } from 'node:timers/promises'
import { Agent } from 'undici'
import { computeQuantile } from '../run/statistics.ts'

export type Headers = Readonly<Record<string, string>>
/** A reply as sent, with its compressed body. */
export type Answer = { readonly headers: Headers; readonly body: Buffer }
export type Asked = { readonly url: string; readonly path: string; headers(nth: number): Headers }

/** Headers that say how a reply's bytes are to be read. */
const kept = ['content-type', 'content-encoding', 'vary', 'cache-control']

export const createAgent = (connections: number): Agent =>
  new Agent({ connections, keepAliveTimeout: 30_000 })

/** Requests once and reads the whole reply; throws unless its status is 200. */
export async function askOnce(agent: Agent, { url, path, headers }: Asked, nth: number): Promise<Answer> {
  const reply = await agent.request({
    origin: url,
    path,
    method: 'GET',
    headers: { accept: '*/*', 'accept-encoding': 'gzip, br', ...headers(nth) },
  })
  const body = Buffer.from(await reply.body.arrayBuffer())
  if (reply.statusCode !== 200)
    throw new Error(`${path}: ${reply.statusCode} ${body.toString().slice(0, 200)}`)
  const said = kept.flatMap((name) => {
    const value = reply.headers[name]
    return typeof value === 'string' ? [[name, value] as const] : []
  })
  return { headers: Object.fromEntries(said), body }
}

/** Requests per second at full load, over connections that each wait for their reply. */
export async function askHard(asked: Asked, connections: number, seconds: number): Promise<number> {
  const agent = createAgent(connections)
  const from = performance.now()
  let count = 0
  const line = async (): Promise<void> => {
    while (performance.now() - from < seconds * 1000) await askOnce(agent, asked, (count += 1))
  }
  await Promise.all(Array.from({ length: connections }, line))
  const perSecond = (count * 1000) / (performance.now() - from)
  await agent.close()
  return perSecond
}

export type Waits = { readonly p50Ms: number; readonly p99Ms: number; readonly count: number }

/** Requests at a fixed rate, each at its scheduled time, even if earlier ones are slow; waits count from that time. */
export async function askAtRate(asked: Asked, perSecond: number, seconds: number): Promise<Waits> {
  const agent = createAgent(128)
  const from = performance.now()
  const begun: Promise<number>[] = []
  for (let nth = 0; nth < perSecond * seconds; nth += 1) {
    const at = from + (nth * 1000) / perSecond
    const early = at - performance.now()
    if (early > 0) await pause(early)
    begun.push(askOnce(agent, asked, nth).then(() => performance.now() - at))
  }
  const waits = await Promise.all(begun)
  await agent.close()
  return { p50Ms: computeQuantile(waits, 0.5), p99Ms: computeQuantile(waits, 0.99), count: waits.length }
}
