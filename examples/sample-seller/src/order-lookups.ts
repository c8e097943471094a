import {
  formatOrderTime,
  gatewayRefusalSchema,
  orderQueryPath,
  orderQueryReplySchema,
} from '@loggia/protocol/orders'
import { signAkSk } from '@loggia/signing'
import type { MarketConfig } from './config.ts'
import type { Bought, Instance, Instances } from './instances.ts'

/** Asks the marketplace what was bought, and keeps it with the instance. */
export type OrderLookups = {
  /** Asks behind the reply that is under way: the marketplace waits for that one, not for this. */
  lookUp(market: MarketConfig | undefined, instance: Instance, order: OrderOf): void
  /** Breaks off what is under way; nothing is written after that. */
  close(): Promise<void>
}
export type OrderOf = { readonly orderId: string; readonly orderLineId: string }

type Answer = { readonly bought: Bought } | { readonly refused: string }

const timeLimitMs = 10_000

export function createOrderLookups(options: {
  readonly instances: Instances
  readonly nowMs: () => number
  readonly log: (line: string) => void
}): OrderLookups {
  const { instances, nowMs, log } = options
  const ending = new AbortController()
  const open = new Map<string, Promise<void>>()

  async function ask(market: MarketConfig, instance: Instance, order: OrderOf): Promise<void> {
    const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(timeLimitMs)])
    const answer = await queryOrder(market, order, { timeMs: nowMs(), signal })
    if (ending.signal.aborted) return
    if ('refused' in answer)
      return log(`${instance.slug}: what ${order.orderId} bought is unknown: ${answer.refused}`)
    instances.change(instance, { bought: answer.bought })
    log(`${instance.slug}: ${sentenceOf(answer.bought)}`)
  }

  return {
    lookUp(market, instance, order) {
      const key = JSON.stringify([instance.slug, order])
      if (!market || open.has(key)) return
      const asking = ask(market, instance, order)
        .catch((error: unknown) => {
          if (!ending.signal.aborted) log(`${instance.slug}: the order query failed: ${String(error)}`)
        })
        .finally(() => open.delete(key))
      open.set(key, asking)
    },
    async close() {
      ending.abort()
      await Promise.all(open.values())
    },
  }
}

const sentenceOf = ({ orderId, orderType, productName, quantity, expireTime }: Bought): string =>
  [
    `${orderId} (${orderType}) bought ${productName}`,
    ...(quantity === undefined ? [] : [`quantity ${quantity}`]),
    ...(expireTime === undefined ? [] : [`until ${expireTime} UTC`]),
  ].join(', ')

/** One signed question; throws what `fetch` throws. */
export async function queryOrder(
  { origin, accessKeyId, secretKey }: MarketConfig,
  { orderId, orderLineId }: OrderOf,
  { timeMs, signal }: { readonly timeMs: number; readonly signal?: AbortSignal },
): Promise<Answer> {
  const target = `${orderQueryPath}?${new URLSearchParams({ orderId, orderLineId }).toString()}`
  const { host } = new URL(origin)
  const request = { method: 'GET', target, headers: { host }, body: '' }
  const { headers } = signAkSk({ accessKeyId, secretKey, request, timeMs })
  const reply = await fetch(origin + target, { headers, ...(signal && { signal }) })
  const body: unknown = await reply.json()
  const gateway = gatewayRefusalSchema.safeParse(body)
  if (gateway.success) return { refused: `${gateway.data.error_code} ${gateway.data.error_msg}` }
  const { resultCode, resultMsg, orderInfo } = orderQueryReplySchema.parse(body)
  const line = orderInfo?.orderLine.find((one) => one.orderLineId === orderLineId)
  if (!orderInfo || !line) return { refused: `${resultCode} ${resultMsg ?? ''}` }
  const product = line.productInfo?.[0]
  return {
    bought: {
      orderId,
      orderType: orderInfo.orderType,
      productName: product?.productName ?? product?.productId ?? '',
      ...(typeof product?.linearValue === 'number' && { quantity: product.linearValue }),
      ...(line.periodType &&
        typeof line.periodNumber === 'number' && { period: `${line.periodNumber} ${line.periodType}` }),
      ...(line.expireTime && { expireTime: line.expireTime }),
      askedAt: formatOrderTime(timeMs),
    },
  }
}
