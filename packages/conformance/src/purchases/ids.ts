import { formatExpireTime } from '@loggia/protocol/saas/v2'
import type { Bench } from '../engine/bench.ts'

/** An order of one line, as the market numbers them. */
export type Order = { readonly orderId: string; readonly orderLineId: string }

/**
 * A new order; nobody has bought anything, so a seller that asks the market for it learns that it does not exist. Its number
 * is of the year 2000, which no market's is: what a run left behind is found by it.
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

/** A new business id: a UUID, as the market sends them. */
export function createBusinessId({ hex }: Pick<Bench, 'hex'>): string {
  const [a, b, c, d, e] = [hex(8), hex(4), hex(3), hex(3), hex(12)]
  return `${a}-${b}-4${c}-8${d}-${e}`
}

/** An id that no seller has given. */
export const createUnknownId = ({ hex }: Pick<Bench, 'hex'>): string => `no-such-instance-${hex(16)}`
