import { formatExpireTime } from '@loggia/protocol/saas/v2'
import type { Bench } from '../engine/bench.ts'

/** The ids of an order with one line, in the format of the market. */
export type Order = { readonly orderId: string; readonly orderLineId: string }

/**
 * Creates the ids of an order that nobody has placed: a seller that queries it learns that it does not exist. The
 * number is from the year 2000, which no real order has, so that leftovers of a run can be recognised.
 */
export function createOrder({ hex, nowMs }: Pick<Bench, 'hex' | 'nowMs'>): Order {
  const stamp = `00${formatExpireTime(nowMs()).slice(4, 12)}`
  const tail = BigInt(`0x${hex(12)}`)
    .toString(36)
    .toUpperCase()
    .padStart(5, '0')
    .slice(-5)
  const orderId = `CS${stamp}${tail}`
  return { orderId, orderLineId: `${orderId}-000001` }
}

/** Creates a business id: a UUID, as the market sends them. */
export function createBusinessId({ hex }: Pick<Bench, 'hex'>): string {
  const [a, b, c, d, e] = [hex(8), hex(4), hex(3), hex(3), hex(12)]
  return `${a}-${b}-4${c}-8${d}-${e}`
}

/** The id of an instance, or another thing, that no seller has. */
export const createUnknownId = ({ hex }: Pick<Bench, 'hex'>, word = 'instance'): string =>
  `no-such-${word}-${hex(16)}`
