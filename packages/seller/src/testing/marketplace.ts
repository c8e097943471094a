import { randomBytes, randomUUID } from 'node:crypto'
import { fromDays, omitUndefined } from '@loggia/kernel'
import type { FieldKeyBits } from '@loggia/signing'
import type { WebSeller } from '../adapters/answer-call.ts'
import { readSystemTime } from '../config.ts'
import type { ChangeEndReason, Target } from '../families/saas/handlers.ts'
import type { OrderQueryOptions } from '../orders/order-query.ts'
import type { TestCall, TestOrder } from './calls.ts'
import { createTestOrders } from './orders.ts'
import { waitUntilReady } from './ready.ts'
import { readReply } from './reply.ts'
import type { TestReply } from './reply.ts'
import { createSignedRequest } from './signed-request.ts'
import type { Sending } from './sending.ts'
import { getProtocol, writeCall, usualProtocol } from './wire/protocols.ts'
import type { SaasProtocol, TestMessage } from './wire/protocols.ts'

/** How a call is made: as a debugging console makes it, and with which faults. */
export type CallOptions = Sending & {
  /** The call comes from the debugging console: no buyer stands behind it. */
  readonly isTest?: boolean
}

/** What {@link createTestMarketplace} needs. */
export type TestMarketplaceOptions = {
  /**
   * What `createSeller` made; or the address of a server, which is called over HTTP. A seller that is given `orders` of this
   * marketplace is made after it: `(request) => seller(request)`.
   */
  readonly seller: WebSeller | string
  /** The key that signs, as it was given to `createSeller`. */
  readonly accessKey: string
  /** Real time in UTC milliseconds, as the seller has it: `clock.now`; that of the system unless told. */
  readonly now?: () => number
  /** What the marketplace speaks; `saas-v2` unless told. Order notifications are the same for both. */
  readonly protocol?: SaasProtocol
  /** The key of order notifications, if it is another one. */
  readonly notificationKey?: string
  /** The size of the key that seals phone and email of SaaS V1.0; 256 unless told. */
  readonly keyBits?: FieldKeyBits
  /**
   * How long {@link TestMarketplace.ready} waits for what a seller makes behind its answer, in real milliseconds; it does not wait unless
   * told. The scenarios go by it too, so a seller that returns `answerLater()` passes them.
   */
  readonly readyWithinMs?: number
}

/** A marketplace that calls one seller, in our words or in those of its protocol. */
export type TestMarketplace = {
  readonly protocol: SaasProtocol
  /**
   * Where a seller asks what was bought: `createSeller({ orders: market.orders })`. What is sold here is answered to a real query,
   * signed with AK and SK, and the MOCK orders are; with another `secretKey` it is refused as at the real marketplace. It
   * works within this process.
   */
  readonly orders: OrderQueryOptions
  /** A new order for one month; `chosen` takes the place of what is made up. */
  order(chosen?: Partial<TestOrder>): TestOrder
  /** Asks for an instance for an order, a new one unless told. */
  open(order?: Partial<TestOrder>, options?: CallOptions): Promise<TestReply>
  /**
   * Waits while the instance of an `open` is still being made (`000004`), for `readyWithinMs`: asks again, as the marketplace does. Gives
   * the answer of SaaS V1.0 that says the instance is there, and the one that was given to it with SaaS V2.0, which says so in a query.
   * Rejects with a {@link SellerAssertionError} if it does not get ready.
   */
  ready(opened: TestReply): Promise<TestReply>
  /** Asks how instances stand. */
  describe(instanceIds: string | readonly string[], options?: CallOptions): Promise<TestReply>
  /** Moves the end of an instance's term, by a month from now unless told. */
  changeEnd(
    instanceId: string,
    change?: { readonly reason?: ChangeEndReason; readonly order?: Partial<TestOrder> },
    options?: CallOptions,
  ): Promise<TestReply>
  /** Freezes an instance whose term is over. */
  freeze(instanceId: string, options?: CallOptions): Promise<TestReply>
  /** Gives it back after a renewal. */
  unfreeze(instanceId: string, options?: CallOptions): Promise<TestReply>
  /** Ends it for good. */
  release(instanceId: string, options?: CallOptions): Promise<TestReply>
  /** Tells that another specification or quantity was paid for. */
  upgrade(instanceId: string, order?: Partial<TestOrder>, options?: CallOptions): Promise<TestReply>
  /** Asks whether a renewal may change it. Not in SaaS V1.0: rejects with a TypeError. */
  checkChange(instanceId: string, target: Target, options?: CallOptions): Promise<TestReply>
  /** Tells that an order was paid, by an order notification. */
  notify(order?: Partial<TestOrder>, options?: CallOptions): Promise<TestReply>
  /** Sends any message of any protocol. */
  send(message: TestMessage, sending?: Sending): Promise<TestReply>
  /** Asks the same again as the marketplace does: a new nonce and stamp, and for an order another `businessId`. */
  repeat(reply: TestReply, sending?: Sending): Promise<TestReply>
  /** Sends the very bytes again, as one does who has overheard them. */
  replay(reply: TestReply): Promise<TestReply>
}

/** A marketplace for a seller's unit tests. It speaks as the real one does and keeps nothing but what it is given. */
export function createTestMarketplace(options: TestMarketplaceOptions): TestMarketplace {
  const { seller, now = readSystemTime, protocol = usualProtocol } = options
  const sold = createTestOrders(now)
  const series = randomBytes(3).toString('hex').toUpperCase()
  let orders = 0

  function order(chosen: Partial<TestOrder> = {}): TestOrder {
    orders += 1
    const orderId = chosen.orderId ?? `CS${series}${String(orders).padStart(7, '0')}`
    return {
      orderId,
      orderLineId: `${orderId}-000001`,
      businessId: randomUUID(),
      productId: 'OFFI000000000000000001',
      skuCode: 'a0000000-0000-4000-8000-000000000001',
      customerId: '68cbc86abc2018ab880d92f36422fa0e',
      customerName: 'a-test-customer',
      expiresAtMs: now() + fromDays(30),
      ...chosen,
    }
  }

  const keyOf = (message: TestMessage): string =>
    (getProtocol(message).keyClass === 'common' ? options.notificationKey : undefined) ?? options.accessKey

  async function exchange(message: TestMessage, request: Request): Promise<TestReply> {
    // Read once and made anew for each use: a request of the Web can be sent only once.
    const { url, method, headers } = request
    const body = method === 'GET' ? undefined : await request.text()
    const again = (): Request => new Request(url, omitUndefined({ method, headers, body }))
    const response = typeof seller === 'string' ? await overHttp(again()) : await seller(again())
    return readReply({ sent: message, request: again, accessKey: keyOf(message) }, response)
  }

  async function send(message: TestMessage, sending: Sending = {}): Promise<TestReply> {
    const { keyBits } = options
    const request = createSignedRequest(message, {
      accessKey: keyOf(message),
      now,
      ...omitUndefined({ url: typeof seller === 'string' ? seller : undefined, keyBits }),
      ...sending,
    })
    return exchange(message, request)
  }

  const orderOf = new Map<string, string>()
  async function call(asked: TestCall, { isTest = false, ...sending }: CallOptions = {}): Promise<TestReply> {
    const message = writeCall({ ...asked, isTest }, protocol)
    sold.note(asked)
    const reply = await send(message, sending)
    if (asked.activity === 'open' && reply.instanceId !== undefined)
      orderOf.set(reply.instanceId, asked.order.orderId)
    return reply
  }
  const ofInstance = (instanceId: string) => ({ instanceId, orderId: orderOf.get(instanceId) ?? 'CS0' })

  const repeat = (reply: TestReply, sending?: Sending): Promise<TestReply> =>
    send(asRepeated(reply.sent), sending)

  return {
    protocol,
    orders: sold.where,
    order,
    send,
    ready: (opened) => waitUntilReady(opened, { withinMs: options.readyWithinMs ?? 0, send, repeat }),
    open: (chosen, how) => call({ activity: 'open', order: order(chosen) }, how),
    describe: (ids, how) => call({ activity: 'describe', instanceIds: [ids].flat() }, how),
    changeEnd: (instanceId, { reason = 'renewal', order: chosen } = {}, how = {}) =>
      call({ activity: 'changeEnd', instanceId, reason, order: order(chosen) }, how),
    freeze: (instanceId, how) => call({ activity: 'freeze', ...ofInstance(instanceId) }, how),
    unfreeze: (instanceId, how) => call({ activity: 'unfreeze', ...ofInstance(instanceId) }, how),
    release: (instanceId, how) => call({ activity: 'release', ...ofInstance(instanceId) }, how),
    upgrade: (instanceId, chosen, how) =>
      call({ activity: 'upgrade', instanceId, order: order(chosen) }, how),
    checkChange: (instanceId, target, how) => call({ activity: 'checkChange', instanceId, target }, how),
    notify: (chosen, how) => call({ activity: 'orderPaid', order: order(chosen) }, how),
    repeat,
    replay: (reply) => exchange(reply.sent, reply.request()),
  }
}

/** The marketplace asks for no compression; what is compressed in spite of that is not as it should be. */
function overHttp(request: Request): Promise<Response> {
  request.headers.set('accept-encoding', 'identity')
  return fetch(request)
}

/** The marketplace's business id is another one in every request (saas-v2 §3.2). */
function asRepeated(sent: TestMessage): TestMessage {
  if (sent.message.activity !== 'newInstance') return sent
  const message = { ...sent.message, businessId: randomUUID() }
  return { protocol: sent.protocol, message } as TestMessage
}
