import type { LicenseOnlineActivity } from '@loggia/protocol/license/online'
import type { Bench } from '../engine/bench.ts'
import { CannotJudge, defineStep } from '../engine/check.ts'
import type { Judgement, Look, Step } from '../engine/check.ts'
import type { Exchange } from '../engine/exchange.ts'
import { judgeAccepted } from '../engine/judging.ts'
import type { Order } from '../purchases/ids.ts'
import { createUnknownId } from '../purchases/ids.ts'
import { isDone } from '../replies/verdicts.ts'
import { openOrder, repeatOrder, requireId, sendMessage } from '../stamped/instances.ts'
import type { Instance } from '../stamped/instances.ts'
import { createAsking } from '../stamped/lives/messages.ts'
import { readMessage, unreadable } from '../stamped/send.ts'
import { createMessage } from './messages.ts'

/** The first purchase of the run. */
export const firstOpening = defineStep('the first newInstance', (bench) =>
  openOrder(bench, 'the first newInstance'),
)

const firstPollMs = 100
const mostPollMs = 1_000

/**
 * Repeats a purchase that was answered with 000004 until it is answered with 000000. Nothing asks for the instance
 * later (license §3.1), so a seller may answer 000004 for ever; then the run goes on after the wait.
 */
async function waitUntilOpened(bench: Bench, opening: Exchange): Promise<boolean> {
  const until = bench.nowMs() + bench.readyWithinMs
  for (let pauseMs = firstPollMs; ; pauseMs = Math.min(2 * pauseMs, mostPollMs)) {
    const name = 'a newInstance while the instance is being created'
    const now = await repeatOrder(bench, name, opening)
    if (now.code !== '000004') return true
    if (bench.nowMs() + pauseMs > until) return false
    await bench.wait(pauseMs)
  }
}

/** Whether a purchase that was answered with 000004 is ever answered with 000000. It is found out once in a run. */
const saysWhenOpened = defineStep('whether the server says when an instance is ready', async (bench) => {
  const opening = await bench.look(firstOpening)
  return opening.code !== '000004' || waitUntilOpened(bench, opening)
})

/** The instance of an accepted purchase, after it is ready, as far as the server says that. */
export async function becomeInstance(bench: Bench, opening: Exchange): Promise<Instance> {
  const { orderId, orderLineId } = readMessage(opening) as Order
  const instanceId = requireId(opening)
  if (opening.code === '000004' && (await bench.look(saysWhenOpened))) await waitUntilOpened(bench, opening)
  return { orderId, orderLineId, instanceId }
}

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

export const defineIdOf = (instance: Step<Instance>): Step<string> =>
  defineStep(`the ID of ${instance.name}`, async (bench) => (await bench.look(instance)).instanceId)

/** Sends a right message about an instance. */
export const ask = createAsking<LicenseOnlineActivity>({ create: createMessage })

/** The first application for a license, of the first instance. */
export const application = ask('a getLicenseAsync', 'getLicenseAsync', { about: defineIdOf(mainInstance) })

/** Refusals of a right application that are about the order, of which a seller may know more than the run. */
export const ordersFault = ['000900', '000901']

/** An answer that shows whether an instance exists. */
export type Shown = { readonly instanceId: string; readonly exchange: Exchange }

/** Applies for a license of an instance; the answer shows whether it exists. */
export async function showInstance(bench: Bench, instanceId: string, when: string): Promise<Shown> {
  const name = `a getLicenseAsync ${when}`
  return {
    instanceId,
    exchange: await sendMessage(bench, name, createMessage(bench, 'getLicenseAsync', instanceId)),
  }
}

export const isShown = ({ exchange }: Shown): Judgement =>
  judgeAccepted(exchange, '000000', '000004', ...ordersFault)

/** Throws a {@link CannotJudge} if applications show nothing, because those of the first instance are refused. */
export async function requireApplications(look: Look): Promise<void> {
  if (!isDone(await look(application)))
    throw new CannotJudge('The server’s responses to getLicenseAsync do not show it.')
}

export const unknownActivity = defineStep('an unknown activity', (bench) =>
  sendMessage(
    bench,
    'a request of an unknown activity',
    { activity: 'noSuchActivity', instanceId: createUnknownId(bench) },
    { meant: 'refuse', activity: unreadable },
  ),
)
const unprovedStep = defineStep('a request without a signature', (bench) =>
  sendMessage(
    bench,
    'a request without a signature',
    createMessage(bench, 'releaseInstance', createUnknownId(bench)),
    {
      meant: 'refuse',
      prove: () => ({}),
    },
  ),
)
/** Refusals of each kind, for checks that look at replies. */
export const plainRefusals: readonly Step<Exchange>[] = [unknownActivity, unprovedStep]
