import type { SaasV2Activity } from '@loggia/protocol/saas/v2'
import type { JsonObject } from '@loggia/protocol/wire'
import type { Bench } from '../engine/bench.ts'
import { LeftOpen, defineStep } from '../engine/check.ts'
import type { Step } from '../engine/check.ts'
import type { Exchange } from '../engine/exchange.ts'
import type { Order } from '../purchases/ids.ts'
import { openOrder, requireId, sendMessage } from '../stamped/instances.ts'
import type { Instance } from '../stamped/instances.ts'
import { readMessage } from '../stamped/send.ts'
import { createMessage } from './messages.ts'

export { findId, openOrder, repeatOrder, requireId, sendMessage } from '../stamped/instances.ts'
export type { Instance } from '../stamped/instances.ts'

/** The key of the run, for judges, which cannot see it otherwise. */
export const keyOfRun = defineStep('the key', async (bench) => bench.key)

/** The first purchase of the run. */
export const firstOpening = defineStep('the first newInstance', (bench) =>
  openOrder(bench, 'the first newInstance'),
)

/** The name of a query during the opening. */
export const whileOpened = 'a queryInstance while the instance is being created'

const firstPollMs = 100
const mostPollMs = 1_000

/** Whether a query says that the instance is ready (saas-v2 §3.1). */
export function isThere({ code, json }: Exchange, instanceId: string): boolean {
  if (code !== '000000') return false
  const info = json?.['info']
  if (info === undefined || info === null) return true
  return Array.isArray(info) && info.some((one) => (one as JsonObject | null)?.['instanceId'] === instanceId)
}

/** Queries until the instance is ready; undefined if it is not ready within the time limit. */
export async function waitUntilThere(
  bench: Bench,
  instanceId: string,
  more: JsonObject = {},
): Promise<Exchange | undefined> {
  const until = bench.nowMs() + bench.readyWithinMs
  for (let pauseMs = firstPollMs; ; pauseMs = Math.min(2 * pauseMs, mostPollMs)) {
    const asked = await sendMessage(
      bench,
      whileOpened,
      { ...createMessage(bench, 'queryInstance', instanceId), ...more },
      { meant: 'either' },
    )
    if (isThere(asked, instanceId)) return asked
    if (bench.nowMs() + pauseMs > until) return undefined
    await bench.wait(pauseMs)
  }
}

/** The instance of an accepted purchase, after it is ready. */
export async function becomeInstance(bench: Bench, exchange: Exchange): Promise<Instance> {
  const { orderId, orderLineId, testFlag } = readMessage(exchange) as Order & { testFlag?: string }
  const instanceId = requireId(exchange)
  if (exchange.code === '000004' && !(await waitUntilThere(bench, instanceId, { testFlag })))
    throw new LeftOpen(describeNotReady(bench))
  return { orderId, orderLineId, instanceId }
}

export const describeNotReady = ({ readyWithinMs }: Bench): string =>
  `The instance was not ready within ${readyWithinMs / 1000} s; use --ready-within to wait longer.`

/** The instance of the first purchase. No step freezes or releases it. */
export const mainInstance = defineStep('the first instance', async (bench) =>
  becomeInstance(bench, await bench.look(firstOpening)),
)

/** An additional instance for steps that change it. Nothing is opened if the first one was not. */
export const defineInstance = (purpose: string): Step<Instance> =>
  defineStep(`an instance ${purpose}`, async (bench) => {
    await bench.look(mainInstance)
    return becomeInstance(bench, await openOrder(bench, `the newInstance of an instance ${purpose}`))
  })

/** An instance for requests that must be refused, so that a wrong seller's changes to it affect nothing else. */
export const spareInstance = defineInstance('for requests that must be refused')

/** How a message about an instance differs from a right message of the activity. */
type About = {
  readonly about?: Step<Instance>
  readonly more?: JsonObject | ((bench: Bench) => JsonObject)
  readonly after?: Step<unknown>
}

/** Sends a right message of this activity about an instance; if `after` is given, after that step. */
export const askAbout = (
  name: string,
  activity: SaasV2Activity,
  { about = mainInstance, more = {}, after }: About = {},
): Step<Exchange> =>
  defineStep(name, async (bench) => {
    if (after) await Promise.allSettled([bench.look(after)])
    const { instanceId } = await bench.look(about)
    const others = typeof more === 'function' ? more(bench) : more
    return sendMessage(bench, name, { ...createMessage(bench, activity, instanceId), ...others })
  })

export const toRenew = defineInstance('to renew')
export const toUpgrade = defineInstance('to upgrade')
export const toFreeze = defineInstance('to freeze')
export const toRelease = defineInstance('to release')

export const queryStep = askAbout('a queryInstance', 'queryInstance')
export const renewalStep = askAbout('a refreshInstance', 'refreshInstance', { about: toRenew })
export const frozen = askAbout('a freeze', 'updateInstanceStatus', { about: toFreeze })
export const releaseStep = askAbout('a releaseInstance', 'releaseInstance', { about: toRelease })
export const upgradeStep = askAbout('an upgradeInstance', 'upgradeInstance', { about: toUpgrade })
export const changeChecked = askAbout('a changeInstanceCheck', 'changeInstanceCheck')

/** The simplest request of each activity, which a correct seller carries out. */
export const plainRequests: Readonly<Record<SaasV2Activity, Step<Exchange>>> = {
  newInstance: firstOpening,
  queryInstance: queryStep,
  refreshInstance: renewalStep,
  updateInstanceStatus: frozen,
  releaseInstance: releaseStep,
  upgradeInstance: upgradeStep,
  changeInstanceCheck: changeChecked,
}
