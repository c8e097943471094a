import type { JsonObject } from '@loggia/protocol/wire'
import type { Bench } from '../engine/bench.ts'
import { LeftOpen, defineStep } from '../engine/check.ts'
import type { Look } from '../engine/check.ts'
import { describeAnswer } from '../engine/exchange.ts'
import type { Exchange } from '../engine/exchange.ts'
import { createOrder } from '../purchases/ids.ts'
import { readMessage, send } from '../stamped/send.ts'
import type { Sending } from '../stamped/send.ts'

/** The notification of a new order (order-notification §2). */
export const createNotification = (bench: Bench): JsonObject => ({
  activity: 'orderNotify',
  ...createOrder(bench),
  testFlag: '0',
})

/** Sends a notification like a correct sender; its proof is that of SaaS V2.0. */
export const notify = (
  bench: Bench,
  name: string,
  message: Sending['body'],
  rest: Partial<Sending> = {},
): Promise<Exchange> =>
  send(bench, {
    name,
    activity: 'orderNotify',
    meant: 'accept',
    body: message,
    contentType: 'application/json;charset=utf-8',
    ...rest,
  })

export const firstNotification = defineStep('the first notification', (bench) =>
  notify(bench, 'the first notification', createNotification(bench)),
)

/**
 * The first notification if it was accepted. Throws otherwise: a server that refuses everything shows nothing by a
 * refusal.
 */
export async function requireFirst(look: Look): Promise<JsonObject> {
  const first = await look(firstNotification)
  if (first.code !== '000000')
    throw new LeftOpen(`The first notification was answered ${describeAnswer(first)}.`)
  return readMessage(first)
}

/** A notification that does not follow its table. */
export const unknownActivity = defineStep('a notification with an unknown activity', (bench) =>
  notify(
    bench,
    'a notification with an unknown activity',
    { ...createNotification(bench), activity: 'noSuchActivity' },
    { meant: 'refuse' },
  ),
)

export const unprovedStep = defineStep('a notification without a signature', (bench) =>
  notify(bench, 'a notification without a signature', createNotification(bench), {
    meant: 'refuse',
    prove: () => ({}),
  }),
)
