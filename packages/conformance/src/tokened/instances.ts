import type { Bench } from '../engine/bench.ts'
import { LeftOpen } from '../engine/check.ts'
import { describeAnswer } from '../engine/exchange.ts'
import type { Exchange } from '../engine/exchange.ts'
import { createBusinessId } from '../purchases/ids.ts'
import { send } from './send.ts'
import type { Parameters, Sending } from './send.ts'

/** Sends a message like a correct sender. */
export const sendMessage = (
  bench: Bench,
  name: string,
  parameters: Parameters,
  rest: Partial<Sending> = {},
): Promise<Exchange> =>
  send(bench, { name, activity: parameters['activity'] ?? '', meant: 'accept', parameters, ...rest })

/** The parameters that were sent, without those of the proof. */
export function readParameters({ request }: Exchange): Parameters {
  const {
    timeStamp: _stamp,
    authToken: _token,
    ...message
  } = Object.fromEntries(new URL(request.url).searchParams)
  return message
}

/** Sends the same purchase again like a retry, with another business id. */
export const repeatOrder = (
  bench: Bench,
  name: string,
  first: Exchange,
  { more = {}, ...rest }: Partial<Sending> & { more?: Parameters } = {},
): Promise<Exchange> =>
  sendMessage(bench, name, { ...readParameters(first), businessId: createBusinessId(bench), ...more }, rest)

/** The instance id in an answer that accepted a purchase. */
export const findId = ({ json, code }: Exchange): string | undefined => {
  const id = json?.['instanceId']
  return code === '000000' && typeof id === 'string' && id !== '' ? id : undefined
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

const firstPollMs = 100
const mostPollMs = 1_000

/**
 * Repeats a purchase that was answered with 000004, like the marketplace, until the answer changes. V1.0 counts only
 * 000000 as success (saas-v1 §2), so a slower seller answers 000004 until the instance is ready.
 */
export async function repeatUntilOpened(bench: Bench, first: Exchange): Promise<Exchange> {
  const { activity } = first
  const until = bench.nowMs() + bench.readyWithinMs
  let now = first
  for (let pauseMs = firstPollMs; now.code === '000004'; pauseMs = Math.min(2 * pauseMs, mostPollMs)) {
    if (bench.nowMs() + pauseMs > until)
      throw new LeftOpen(
        `What was bought was not ready within ${bench.readyWithinMs / 1000} s; use --ready-within to wait longer.`,
      )
    await bench.wait(pauseMs)
    now = await repeatOrder(bench, `a ${activity} while it is being carried out`, first, {
      meant: 'either',
    })
  }
  return now
}
