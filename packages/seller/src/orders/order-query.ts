import { omitUndefined } from '@loggia/kernel'
import { gatewayRefusalSchema, orderQueryPath, orderQueryReplySchema } from '@loggia/protocol/orders'
import type { OrderQueryReply } from '@loggia/protocol/orders'
import { signAkSk } from '@loggia/signing'
import { readSystemTime } from '../config.ts'
import { isWholeFrom, longestTimerMs } from '../tasks/deadline.ts'
import { OrderQueryError } from './order-query-error.ts'

/** An order as the marketplace returns it (open-apis §3.2), including unknown members. */
export type MarketOrder = NonNullable<OrderQueryReply['orderInfo']>

/** Where to send order queries, and with which key. The key is created in the marketplace's seller centre. */
export type OrderQueryOptions = {
  /** The marketplace's address without a path, such as `https://mkt.myhuaweicloud.com`. */
  readonly origin: string
  readonly accessKeyId: string
  readonly secretKey: string
  /** A second address. Tries alternate between both, beginning with `origin`. */
  readonly retryOrigin?: string | undefined
  /** The timeout of one try, in milliseconds. Default: 4,000. */
  readonly timeoutMs?: number | undefined
  /** The number of tries in all. Default: 3. Only failures that may pass are tried again, never a refused signature. */
  readonly tries?: number | undefined
  /** The wait before the second try, in milliseconds; it doubles for each further try. Default: 200. */
  readonly waitMs?: number | undefined
  /** Returns real time in UTC milliseconds. Default: the system clock. */
  readonly now?: (() => number) | undefined
  /** Replaces the runtime's `fetch`, for proxies and tests. */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined
}

/** Queries the marketplace for what was bought. */
export type OrderQuery = {
  /** Returns the order, with all its lines or only the named one. Rejects with an {@link OrderQueryError}. */
  (orderId: string, orderLineId?: string): Promise<MarketOrder>
}

/** Creates an order query. Throws a TypeError on wrong options. */
export function createOrderQuery(options: OrderQueryOptions): OrderQuery {
  const origins = checkedOrigins(options)
  for (const name of ['accessKeyId', 'secretKey'] as const)
    if (typeof options[name] !== 'string' || options[name] === '')
      throw new TypeError(`createOrderQuery: ${name} is missing.`)
  const { tries, waitMs, timeoutMs } = checkedNumbers(options)
  return async (orderId, orderLineId) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const origin = origins[(attempt - 1) % origins.length] ?? options.origin
        return await ask({ ...options, timeoutMs }, origin, { orderId, orderLineId })
      } catch (error) {
        if (!(error instanceof OrderQueryError) || !error.mayPass || attempt >= tries) throw error
        const pauseMs = Math.min(waitMs * 2 ** (attempt - 1), longestTimerMs)
        await new Promise<void>((resolve) => void setTimeout(resolve, pauseMs))
      }
    }
  }
}

function checkedNumbers({ tries = 3, waitMs = 200, timeoutMs = 4_000 }: OrderQueryOptions) {
  if (!isWholeFrom(1, tries, Number.MAX_SAFE_INTEGER))
    throw new TypeError('createOrderQuery: tries must be a whole number from 1.')
  const requireTime = (name: string, value: unknown, least: number): void => {
    if (isWholeFrom(least, value, longestTimerMs)) return
    throw new TypeError(
      `createOrderQuery: ${name} must be a whole number of milliseconds from ${least} to ${longestTimerMs}.`,
    )
  }
  requireTime('timeoutMs', timeoutMs, 1)
  requireTime('waitMs', waitMs, 0)
  return { tries, waitMs, timeoutMs }
}

function checkedOrigins({ origin, retryOrigin }: OrderQueryOptions): string[] {
  return [origin, ...(retryOrigin === undefined ? [] : [retryOrigin])].map((one) => {
    if (typeof one !== 'string' || !/^https?:\/\/[^/?#]+\/?$/.test(one))
      throw new TypeError(
        'createOrderQuery: origin must be a URL without a path, such as https://mkt.myhuaweicloud.com.',
      )
    return new URL(one).origin
  })
}

type Question = { readonly orderId: string; readonly orderLineId: string | undefined }

/** The options, with the timeout of one try filled in. */
type Asking = OrderQueryOptions & { readonly timeoutMs: number }

async function ask(options: Asking, origin: string, question: Question): Promise<MarketOrder> {
  const { orderId, orderLineId } = question
  const query = new URLSearchParams(omitUndefined({ orderId, orderLineId }))
  const target = `${orderQueryPath}?${query.toString().replaceAll('+', '%20')}`
  const reply = await send(options, origin, target)
  const { orderInfo, resultCode, resultMsg } = readOrder(reply)
  if (resultCode === 'MKT.0000' && orderInfo) return orderInfo
  throw OrderQueryError.refused({ status: reply.status, code: resultCode, text: resultMsg ?? '' })
}

type Received = { readonly status: number; readonly body: unknown }

async function send(options: Asking, origin: string, target: string): Promise<Received> {
  const { accessKeyId, secretKey, timeoutMs, now = readSystemTime } = options
  const headers = { 'content-type': 'application/json', host: new URL(origin).host }
  const signed = signAkSk({
    accessKeyId,
    secretKey,
    request: { method: 'GET', target, headers, body: '' },
    timeMs: now(),
  })
  const signal = AbortSignal.timeout(timeoutMs)
  // `host` is signed but not sent here, because the runtime adds the same header.
  const sent = { 'content-type': headers['content-type'], ...signed.headers }
  try {
    const get = options.fetch ?? fetch
    const reply = await get(origin + target, { headers: sent, signal, redirect: 'manual' })
    return { status: reply.status, body: parseText(await reply.text()) }
  } catch (error) {
    throw signal.aborted ? OrderQueryError.timedOut(timeoutMs) : OrderQueryError.unreachable(error)
  }
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function readOrder({ status, body }: Received): OrderQueryReply {
  const gateway = gatewayRefusalSchema.safeParse(body)
  if (gateway.success)
    throw OrderQueryError.refused({
      status,
      code: gateway.data.error_code,
      text: gateway.data.error_msg,
      requestId: gateway.data.request_id ?? undefined,
      isByGateway: true,
    })
  const read = orderQueryReplySchema.safeParse(body)
  if (read.success) return read.data
  throw OrderQueryError.unreadable(status)
}
