import type { JsonObject } from '@loggia/protocol/wire'
import type { Bench } from '../engine/bench.ts'
import { LeftOpen } from '../engine/check.ts'
import { describeAnswer } from '../engine/exchange.ts'
import type { Exchange } from '../engine/exchange.ts'
import { createBusinessId, createOrder } from '../purchases/ids.ts'
import type { Order } from '../purchases/ids.ts'
import { readMessage, send } from './send.ts'
import type { Sending } from './send.ts'

/** An instance that the seller opened in this run. */
export type Instance = Order & { readonly instanceId: string }

/** Sends a message like a correct sender. */
export const sendMessage = (
  bench: Bench,
  name: string,
  message: JsonObject,
  rest: Partial<Sending> = {},
): Promise<Exchange> =>
  send(bench, { name, activity: String(message['activity']), meant: 'accept', body: message, ...rest })

/** The purchase of a new order. */
export const createPurchase = (bench: Bench): JsonObject => ({
  activity: 'newInstance',
  ...createOrder(bench),
  businessId: createBusinessId(bench),
})

/** Sends a purchase. Default: of a new order; `more` may name another one. */
export const openOrder = (bench: Bench, name: string, more: JsonObject = {}): Promise<Exchange> =>
  sendMessage(bench, name, { ...createPurchase(bench), ...more })

/** Sends the same purchase again like a retry: with another business id, nonce and time. */
export const repeatOrder = (
  bench: Bench,
  name: string,
  first: Exchange,
  more: JsonObject = {},
): Promise<Exchange> =>
  sendMessage(bench, name, { ...readMessage(first), businessId: createBusinessId(bench), ...more })

/** The instance id in an answer that accepted a purchase. */
export const findId = ({ json, code }: Exchange): string | undefined => {
  const id = json?.['instanceId']
  const accepted = code === '000000' || code === '000004'
  return accepted && typeof id === 'string' && id !== '' ? id : undefined
}

/** {@link findId}; throws a {@link CannotJudge} if there is none. */
export function requireId(exchange: Exchange): string {
  const id = findId(exchange)
  if (id === undefined)
    throw new LeftOpen(
      `There is no instance to test with: ${exchange.name} was answered ${describeAnswer(exchange)}.`,
    )
  return id
}
