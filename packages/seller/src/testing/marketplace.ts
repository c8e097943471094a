import { randomBytes, randomUUID } from 'node:crypto'
import { fromDays, omitUndefined } from '@loggia/kernel'
import type { FieldKeyBits } from '@loggia/signing'
import type { WebSeller } from '../adapters/answer-call.ts'
import { readSystemTime } from '../config.ts'
import type { ChangeEndReason } from '../families/instances/handlers.ts'
import type { License } from '../families/licenses/handlers.ts'
import type { Target } from '../families/saas/handlers.ts'
import type { LicenseApiOptions } from '../licenses/license-api.ts'
import type { OrderQueryOptions } from '../orders/order-query.ts'
import { SellerAssertionError } from './assertions.ts'
import type { TestCall, TestDevice, TestOrder } from './calls.ts'
import { createTestCodes } from './codes.ts'
import type { TestCode } from './codes.ts'
import { createTestOrders } from './orders.ts'
import { createTestOpenApis } from './open-apis.ts'
import { waitUntilReady } from './ready.ts'
import { readReply } from './reply.ts'
import type { TestReply } from './reply.ts'
import { createSignedRequest } from './signed-request.ts'
import type { Sending } from './sending.ts'
import { createTestUploads } from './uploads.ts'
import { getProtocol, writeCall, usualProtocol } from './wire/protocols.ts'
import type { ProductProtocol, TestMessage } from './wire/protocols.ts'

/** How a call is sent: as a test call, and with which faults. */
export type CallOptions = Sending & {
  /** True for a call from the debugging console; it has no buyer. */
  readonly isTest?: boolean
}

/** The options of {@link createTestMarketplace}. */
export type TestMarketplaceOptions = {
  /**
   * The result of `createSeller`, or the address of a server, which is called over HTTP. A seller that uses `orders` of
   * this marketplace is created after it: pass `(request) => seller(request)`.
   */
  readonly seller: WebSeller | string
  /** The key that signs the calls: the one that `createSeller` got. */
  readonly accessKey: string
  /** Returns real time in UTC milliseconds, the same as the seller's: `clock.now`. Default: the system clock. */
  readonly now?: () => number
  /** The protocol of the calls. Default: `saas-v2`. Order notifications are the same for all. */
  readonly protocol?: ProductProtocol
  /** The key that signs order notifications. Default: `accessKey`. */
  readonly notificationKey?: string
  /** The key that signs calls about authorisation codes. Default: `accessKey`. */
  readonly licenseCodeKey?: string
  /** SaaS V1.0: the size in bits of the key that seals phone number and e-mail. Default: 256. */
  readonly keyBits?: FieldKeyBits
  /**
   * How long {@link TestMarketplace.ready} waits for an instance that the seller makes after its answer, in real
   * milliseconds, and {@link TestMarketplace.licenseFor} for a license. Default: `ready` does not wait, and `licenseFor`
   * waits 5,000. The scenarios wait as long too, so a seller that returns `answerLater()`
   * passes them.
   */
  readonly readyWithinMs?: number
}

/** A marketplace that calls one seller. Calls are made in the words of this kit, or as messages of a protocol. */
export type TestMarketplace = {
  readonly protocol: ProductProtocol
  /**
   * The order query of this marketplace, for `createSeller({ orders: market.orders })`. It answers real queries, signed
   * with AK and SK, for what was sold here and for the MOCK orders. A query with another `secretKey` is refused, as by
   * the real marketplace. It works only within this process.
   */
  readonly orders: OrderQueryOptions
  /**
   * The APIs for licenses of this marketplace, for `createSeller({ licenseApi: market.licenseApi })` and
   * `createLicenseApi(market.licenseApi)`; the same as `orders`. They know the codes of `code`, and take the licenses that were applied for by
   * `apply`.
   */
  readonly licenseApi: LicenseApiOptions
  /** Makes a new order for one month; `chosen` overrides the made-up members. */
  order(chosen?: Partial<TestOrder>): TestOrder
  /** Requests an instance for an order. Default: a new order. */
  open(order?: Partial<TestOrder>, options?: CallOptions): Promise<TestReply>
  /**
   * Waits while the instance of an `open` is being made (`000004`), for up to `readyWithinMs`, and asks again as the
   * marketplace does. Returns the answer of SaaS V1.0 that has the instance. With SaaS V2.0, where a query says that it
   * is ready, it returns `opened`. Rejects with a {@link SellerAssertionError} if the instance does not get ready.
   */
  ready(opened: TestReply): Promise<TestReply>
  /** Queries instances. */
  describe(instanceIds: string | readonly string[], options?: CallOptions): Promise<TestReply>
  /** Changes the end of an instance's term. Default: a renewal by one month from now. */
  changeEnd(
    instanceId: string,
    change?: { readonly reason?: ChangeEndReason; readonly order?: Partial<TestOrder> },
    options?: CallOptions,
  ): Promise<TestReply>
  /** Freezes an instance whose term has ended. */
  freeze(instanceId: string, options?: CallOptions): Promise<TestReply>
  /** Unfreezes an instance after a renewal. */
  unfreeze(instanceId: string, options?: CallOptions): Promise<TestReply>
  /** Releases an instance for good. */
  release(instanceId: string, options?: CallOptions): Promise<TestReply>
  /** Reports that another specification or quantity was paid. */
  upgrade(instanceId: string, order?: Partial<TestOrder>, options?: CallOptions): Promise<TestReply>
  /**
   * Asks whether a renewal may change the instance. Rejects with a TypeError in SaaS V1.0, which has no such request.
   */
  checkChange(instanceId: string, target: Target, options?: CallOptions): Promise<TestReply>
  /** Makes an authorisation code. In the calls about codes, the code is given instead of the id of an instance. */
  code(chosen?: TestCode): string
  /** Online activation: applies for the license of a device. Default: a new device, from now on for 30 days. */
  apply(instanceId: string, device?: Partial<TestDevice>, options?: CallOptions): Promise<TestReply>
  /**
   * Waits for the license that was applied for. Rejects with a {@link SellerAssertionError} if it is not uploaded in
   * time.
   */
  licenseFor(applied: TestReply): Promise<License>
  /** Sends an order notification: an order was paid. */
  notify(order?: Partial<TestOrder>, options?: CallOptions): Promise<TestReply>
  /** Sends any message of any protocol. */
  send(message: TestMessage, sending?: Sending): Promise<TestReply>
  /**
   * Repeats a call as the marketplace does: with a new nonce and timestamp, and for `open` with another `businessId`.
   */
  repeat(reply: TestReply, sending?: Sending): Promise<TestReply>
  /** Sends the same bytes again, as an attacker who recorded them would. */
  replay(reply: TestReply): Promise<TestReply>
}

/**
 * Creates a marketplace for a seller's unit tests. It speaks like the real one, and remembers only the orders of its
 * calls.
 */
export function createTestMarketplace(options: TestMarketplaceOptions): TestMarketplace {
  const { seller, now = readSystemTime, protocol = usualProtocol } = options
  const sold = createTestOrders(now)
  const codes = createTestCodes(now)
  const uploads = createTestUploads()
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

  const keysOfClasses = {
    basic: undefined,
    common: options.notificationKey,
    authorisation_code: options.licenseCodeKey,
  }
  const keyOf = (message: TestMessage): string =>
    keysOfClasses[getProtocol(message).keyClass] ?? options.accessKey

  async function exchange(message: TestMessage, request: Request): Promise<TestReply> {
    // The body is read once, and each use gets a new request, because a `Request` can be sent only once.
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
    for (const noting of [sold, codes, uploads]) noting.note({ ...asked, isTest })
    const reply = await send(message, sending)
    if (asked.activity === 'open' && reply.instanceId !== undefined)
      orderOf.set(reply.instanceId, asked.order.orderId)
    return reply
  }
  const ofInstance = (instanceId: string) => ({ instanceId, orderId: orderOf.get(instanceId) ?? 'CS0' })

  const device = (chosen: Partial<TestDevice> = {}): TestDevice => ({
    eventId: randomUUID(),
    fingerprint: '00-16-3E-00-00-01|DISK-0001|BOARD-0001|CPU-0001',
    effectiveAtMs: now(),
    expiresAtMs: now() + fromDays(30),
    ...chosen,
  })

  async function licenseFor({ sent, ...reply }: TestReply): Promise<License> {
    const eventId = sent.message.activity === 'getLicenseAsync' ? sent.message.eventId : ''
    const withinMs = options.readyWithinMs ?? 5_000
    const license = await uploads.wait(eventId, withinMs)
    if (license !== undefined) return license
    throw new SellerAssertionError(`The license was not uploaded within ${withinMs} ms.`, { sent, ...reply })
  }

  function code({ order: chosen, isCollected = true }: TestCode = {}): string {
    const made = randomBytes(20).toString('hex').toUpperCase()
    codes.add(made, order(chosen), isCollected)
    return made
  }

  const openApis = createTestOpenApis(
    now,
    ({ url, init }) =>
      sold.serve(url) ?? codes.serve(url.pathname, init.body) ?? uploads.serve(url.pathname, init),
  )

  const repeat = (reply: TestReply, sending?: Sending): Promise<TestReply> =>
    send(asRepeated(reply.sent), sending)

  return {
    protocol,
    orders: openApis,
    licenseApi: openApis,
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
    code,
    apply: (instanceId, chosen, how) => call({ activity: 'apply', instanceId, device: device(chosen) }, how),
    licenseFor,
    notify: (chosen, how) => call({ activity: 'orderPaid', order: order(chosen) }, how),
    repeat,
    replay: (reply) => exchange(reply.sent, reply.request()),
  }
}

/** The marketplace asks for no compression, so a compressed answer has to fail. */
function overHttp(request: Request): Promise<Response> {
  request.headers.set('accept-encoding', 'identity')
  return fetch(request)
}

/** The marketplace's business id differs in every request (saas-v2 §3.2). */
function asRepeated(sent: TestMessage): TestMessage {
  if (!('businessId' in sent.message)) return sent
  const message = { ...sent.message, businessId: randomUUID() }
  return { protocol: sent.protocol, message } as TestMessage
}
