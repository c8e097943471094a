import { createSellerWith } from '../saas-v1/right.ts'
import type { Parts, Reply, Shop } from '../saas-v1/right.ts'
import type { Incoming, MakeSeller, Outgoing } from '../seller.ts'
import { createBook, createDesk } from './desk.ts'
import type { Desk, Message } from './desk.ts'
import type { Twist } from './v2.ts'

export function readObject(body: Buffer): Message | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Message)
      : undefined
  } catch {
    return undefined
  }
}

const escape = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)

/** The same request with its members and its token where the parts of SaaS V1.0 look for them. */
function withTarget(request: Incoming): Incoming {
  const { authtoken: token } = request.headers
  const pairs = Object.entries(readObject(request.body) ?? {})
    .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])
    .filter(([, value = '']) => value !== 'null' && value.trim() !== '')
  const all = typeof token === 'string' ? [...pairs, ['authToken', token]] : pairs
  const query = all.map(([name = '', value = '']) => `${escape(name)}=${escape(value)}`).join('&')
  return { ...request, target: `${request.target.split('?', 1)[0] ?? ''}?${query}` }
}

const nowhere = { status: 404, headers: { 'Content-Type': 'text/plain' }, body: 'Not Found' }

async function handle(request: Incoming, shop: Shop, parts: Parts, desk: Desk): Promise<Outgoing> {
  if (request.method !== 'POST') return { status: 405, headers: { Allow: 'POST' }, body: '' }
  const activity = desk.activityOf(request.target.split('?', 1)[0] ?? '')
  if (activity === undefined) return nowhere
  const badProof = parts.proofFault(parts.readQuery(request.target), parts)
  if (badProof !== undefined)
    return parts.respond({ resultCode: badProof, resultMsg: 'The authToken is not right.' }, parts)
  const message = { ...readObject(request.body), activity }
  // The parts of SaaS V1.0 know texts only; those of the kit know what a body has.
  return parts.respond(await parts.carryOut(message as unknown as Record<string, string>, shop, parts), parts)
}

/** A seller of the joint kit V1.0 in which some parts are replaced, or what it does with messages. */
export const createKitV1Seller =
  (change: (right: Parts) => Partial<Parts> = () => ({}), twist: Twist = () => ({})): MakeSeller =>
  (nowMs) => {
    const right = createDesk('/produceAPI/')
    const desk = { ...right, ...twist(right) }
    const book = createBook()
    const seller = createSellerWith((given) => {
      const parts: Parts = {
        ...given,
        carryOut: (message): Reply => desk.carryOut(message, book, desk),
        handle: (request, shop, current) => handle(request, shop, current, desk),
      }
      return { ...parts, ...change(parts) }
    })(nowMs)
    return (request) => seller(withTarget(request))
  }
