import { afterEach, beforeEach, expect } from 'vitest'
import { encodeRequest } from '@loggia/protocol/saas/v2'
import type { SaasV2Request } from '@loggia/protocol/saas/v2'
import { signSaasV2, verifyBodySign } from '@loggia/signing'
import { createSeller, createMemoryStore } from './index.ts'
import type { BasicKey, HandlersByFamily, OpenAsked, SaasHandlers, Seller } from './index.ts'
import type { SellerProblem, SellerSettings } from './index.ts'

export const accessKey = 'test-access-key-0001'
export const nowMs = 1_680_508_066_618
export const address = 'https://seller.example/my/saas'

/** The settings that a test changes of a seller that has `saas` handlers. */
export type SaasSettings = Partial<SellerSettings & BasicKey> & {
  readonly saas?: SaasHandlers
} & Pick<HandlersByFamily, 'notifications'>

/** A seller under test, with the requests to open that it got and the problems that it reported. */
export type Tried = {
  readonly seller: Seller
  readonly opened: OpenAsked[]
  readonly problems: SellerProblem[]
}

export function trySeller(saas: Partial<SaasHandlers> = {}, options: SaasSettings = {}): Tried {
  const opened: OpenAsked[] = []
  const problems: SellerProblem[] = []
  const seller = createSeller({
    accessKey,
    store: createMemoryStore({ now: () => nowMs }),
    now: () => nowMs,
    onProblem: (problem) => problems.push(problem),
    saas: {
      open(asked) {
        opened.push(asked)
        return { frontEndUrl: `https://app.example/${asked.instanceId}`, userName: 'admin', password: '初始' }
      },
      ...saas,
    },
    ...options,
  })
  return { seller, opened, problems }
}

let nonces = 0
/** A request of SaaS V2.0, signed as the marketplace signs it. */
export function signCall(request: SaasV2Request | string, key = accessKey): Request {
  const body = typeof request === 'string' ? request : encodeRequest(request)
  const nonce = `nonce-${(nonces += 1)}`
  const { query } = signSaasV2({ accessKey: key, body, nonce, timestampMs: nowMs })
  return new Request(`${address}?${query}`, { method: 'POST', body })
}

export type Reply = {
  resultCode: string
  resultMsg: string
  instanceId?: string
  encryptType?: string
  info?: { instanceId: string; appInfo?: Record<string, string>; usageInfo?: object[] }[]
}

/** Sends a request, checks that the answer is HTTP 200, JSON and signed with this key, and returns it. */
export async function answerTo(seller: Seller, request: Request, key = accessKey): Promise<Reply> {
  const response = await seller(request)
  const body = new Uint8Array(await response.arrayBuffer())
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/json;charset=utf-8')
  const header = response.headers.get('body-sign') ?? ''
  expect(verifyBodySign({ accessKey: key, header, body })).toEqual({ ok: true })
  return JSON.parse(new TextDecoder().decode(body)) as Reply
}

export const createPurchase = (n: number, businessId: string): SaasV2Request => ({
  activity: 'newInstance',
  orderId: `CS${n}`,
  orderLineId: `CS${n}-000001`,
  businessId,
})
export const createQuery = (...ids: string[]): SaasV2Request => ({
  activity: 'queryInstance',
  instanceId: ids.join(','),
})

/**
 * Creates a new seller before each test of a file and closes it afterwards. `start` creates another one with other
 * handlers or options.
 */
export function trySellerInEach() {
  let tried: Tried
  const start = (...given: Parameters<typeof trySeller>): void => {
    tried = trySeller(...given)
  }
  beforeEach(() => start())
  afterEach(() => tried.seller.close())
  return {
    start,
    current: (): Tried => tried,
    ask: (request: SaasV2Request | string): Promise<Reply> => answerTo(tried.seller, signCall(request)),
  }
}
