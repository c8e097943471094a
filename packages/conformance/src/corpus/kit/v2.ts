import { createHmac } from 'node:crypto'
import { createSellerWith } from '../saas-v2/right.ts'
import type { Parts, Proved } from '../saas-v2/right.ts'
import type { Incoming, MakeSeller } from '../seller.ts'
import { createBook, createDesk } from './desk.ts'
import type { Desk, Message } from './desk.ts'

/** The signature over another body. */
export const signKit = (key: string, { nonce, timestamp }: Proved, body: Buffer | string): string =>
  createHmac('sha256', key)
    .update(key + nonce + timestamp)
    .update(body)
    .digest('hex')

/** The form that is signed: sorted, without nulls. */
export function sortBody(body: Buffer): Buffer {
  try {
    const members = Object.entries(JSON.parse(body.toString('utf8')) as object)
    return Buffer.from(
      JSON.stringify(
        Object.fromEntries(
          members.filter(([, value]) => value !== null).toSorted(([a], [b]) => (a < b ? -1 : 1)),
        ),
      ),
    )
  } catch {
    return body
  }
}

const headers: Readonly<Record<string, string>> = {
  signature: 'x-sign',
  timestamp: 'x-timestamp',
  nonce: 'x-nonce',
}

/** The same request with its proof where the parts of SaaS V2.0 look for it. */
function withQuery(request: Incoming): Incoming {
  const query = new URLSearchParams()
  for (const [part, name] of Object.entries(headers)) {
    const value = request.headers[name]
    if (typeof value === 'string') query.set(part, value)
  }
  return { ...request, query }
}

const pathOf = ({ target }: Incoming): string => target.split('?', 1)[0] ?? ''
const nowhere = { status: 404, headers: { 'Content-Type': 'text/plain' }, body: 'Not Found' }

/** The parts that a seller of the kit has instead of those of SaaS V2.0. */
function createParts(right: Parts, desk: Desk): Parts {
  const book = createBook()
  return {
    ...right,
    signaturesOf: (proved, key) => [
      signKit(key, proved, proved.body),
      signKit(key, proved, sortBody(proved.body)),
    ],
    messageFault: () => undefined,
    carryOut: (message) => desk.carryOut(message, book, desk),
    handle: async (request, shop, parts) => {
      const activity = desk.activityOf(pathOf(request))
      if (activity === undefined) return nowhere
      const readBody = (body: Buffer): Message | undefined => {
        const message = parts.readBody(body)
        return message && { activity, ...message }
      }
      return right.handle(request, shop, { ...parts, readBody })
    },
  }
}

export type ChangeParts = (right: Parts) => Partial<Parts>
export type Twist = (right: Desk) => Partial<Desk>
const asItIs = (): object => ({})

/** A seller of the joint kit V2.0 in which some parts are replaced, or what it does with messages. */
export const createKitV2Seller =
  (change: ChangeParts = asItIs, twist: Twist = asItIs): MakeSeller =>
  (nowMs) => {
    const right = createDesk('/produceAPI/v2/')
    const desk = { ...right, ...twist(right) }
    const seller = createSellerWith((given) => {
      const parts = createParts(given, desk)
      return { ...parts, ...change(parts) }
    })(nowMs)
    return (request) => seller(withQuery(request))
  }
