import type { FieldKeyBits } from '@loggia/signing'
import type { Bench } from '../engine/bench.ts'
import { CannotJudge, defineStep } from '../engine/check.ts'
import type { Look, Step } from '../engine/check.ts'
import type { Exchange } from '../engine/exchange.ts'
import { withArticle } from '../replies/refusals.ts'
import { isAlike, isDone } from '../replies/verdicts.ts'
import { createUnknownId } from '../purchases/ids.ts'
import {
  readParameters,
  repeatOrder,
  repeatUntilOpened,
  requireId,
  sendMessage,
} from '../tokened/instances.ts'
import type { Parameters, Sending } from '../tokened/send.ts'
import { createMessage } from './messages.ts'
import type { SaasV1Activity } from './messages.ts'

export {
  findId,
  readParameters,
  repeatOrder,
  repeatUntilOpened,
  requireId,
  sendMessage,
} from '../tokened/instances.ts'
export { withArticle } from '../replies/refusals.ts'

/** An instance that the seller opened in this run, and its purchase. */
export type Instance = { readonly instanceId: string; readonly bought: Parameters }

/** The key settings of the command line, for checks that look into a reply. */
export const keyStep = defineStep('what was given', ({ key, keyBits }) => Promise.resolve({ key, keyBits }))

/** The size of the AES key that seals phone number and e-mail. Throws a {@link CannotJudge} if it was not given. */
export async function requireKeyBits(look: Look): Promise<FieldKeyBits> {
  const { keyBits } = await look(keyStep)
  if (keyBits === undefined)
    throw new CannotJudge(
      '--key-bits must say whether the product encrypts phone and email with 128 or 256 bits.',
    )
  return keyBits
}

/** Sends a purchase. Default: of a new order; `more` may name another one. */
export const openOrder = (
  bench: Bench,
  name: string,
  more: Parameters = {},
  rest: Partial<Sending> = {},
): Promise<Exchange> =>
  sendMessage(bench, name, { ...createMessage(bench, 'newInstance', ''), ...more }, rest)

/** The first purchase of the run, with its immediate answer. */
export const firstOpening = defineStep('the first newInstance', (bench) =>
  openOrder(bench, 'the first newInstance', {}, { meant: 'either' }),
)

/** The first purchase, after its instance was opened. */
export const openingStep = defineStep('the creation of the first instance', async (bench) =>
  repeatUntilOpened(bench, await bench.look(firstOpening)),
)

/** The same purchase again, like a retry. */
export const repeatStep = defineStep('a repeat of newInstance', async (bench) =>
  repeatOrder(bench, 'a repeat of the first newInstance', await bench.look(openingStep)),
)

const becomeInstance = (exchange: Exchange): Instance => ({
  instanceId: requireId(exchange),
  bought: readParameters(exchange),
})

/** The instance of the first purchase. No step freezes, expires or releases it. */
export const mainInstance = defineStep('the first instance', async (bench) =>
  becomeInstance(await bench.look(openingStep)),
)

/** An additional instance for steps that change it. Nothing is opened if the first one was not. */
export const defineInstance = (purpose: string): Step<Instance> =>
  defineStep(`an instance ${purpose}`, async (bench) => {
    await bench.look(mainInstance)
    const first = await openOrder(bench, `the newInstance of an instance ${purpose}`, {}, { meant: 'either' })
    return becomeInstance(await repeatUntilOpened(bench, first))
  })

/** An instance for requests that must be refused, so that a wrong seller's changes to it affect nothing else. */
export const spareInstance = defineInstance('for requests that must be refused')

/** How a message about an instance differs from a right message of the activity. */
export type About = {
  readonly about?: Step<Instance>
  readonly more?: Parameters | ((bench: Bench, instanceId: string) => Parameters)
  readonly after?: Step<unknown>
  readonly rest?: Partial<Sending>
}

/** Sends a message of this activity about an instance; if `after` is given, after that step. */
export const askAbout = (
  name: string,
  activity: SaasV1Activity,
  { about = mainInstance, more = {}, after, rest }: About = {},
): Step<Exchange> =>
  defineStep(name, async (bench) => {
    if (after) await Promise.allSettled([bench.look(after)])
    const { instanceId } = await bench.look(about)
    const others = typeof more === 'function' ? more(bench, instanceId) : more
    return sendMessage(bench, name, { ...createMessage(bench, activity, instanceId), ...others }, rest)
  })

/** Sends the same request about the same instance again, like a retry. */
export const defineRepetition = (name: string, first: Step<Exchange>): Step<Exchange> =>
  defineStep(name, async (bench) => sendMessage(bench, name, readParameters(await bench.look(first))))

/** A message of this activity about an instance that no seller has. */
export const askUnknown = (activity: SaasV1Activity): Step<Exchange> => {
  const name = `${withArticle(activity)} of an instance that does not exist`
  return defineStep(name, (bench) =>
    sendMessage(bench, name, createMessage(bench, activity, createUnknownId(bench)), { meant: 'refuse' }),
  )
}

export const toExpire = defineInstance('to expire')
export const toRelease = defineInstance('to release')
export const toFreeze = defineInstance('to freeze')
export const toUpgrade = defineInstance('to upgrade')

export const refreshStep = askAbout('a refreshInstance', 'refreshInstance')
export const expiryStep = askAbout('an expireInstance', 'expireInstance', { about: toExpire })
export const releaseStep = askAbout('a releaseInstance', 'releaseInstance', { about: toRelease })
export const upgradeStep = askAbout('an upgrade', 'upgrade', { about: toUpgrade })
export const frozen = askAbout('an instanceStatus FREEZE', 'instanceStatus', { about: toFreeze })
export const queryStep = askAbout('a queryInstance', 'queryInstance')

/** The simplest request of each activity, which a correct seller carries out. */
export const plainRequests: Readonly<Record<SaasV1Activity, Step<Exchange>>> = {
  newInstance: openingStep,
  refreshInstance: refreshStep,
  expireInstance: expiryStep,
  releaseInstance: releaseStep,
  upgrade: upgradeStep,
  instanceStatus: frozen,
  queryInstance: queryStep,
}

export const unknownActivity = defineStep('an unknown activity', (bench) =>
  sendMessage(
    bench,
    'an unknown activity',
    { activity: 'noSuchActivity', instanceId: createUnknownId(bench) },
    { meant: 'refuse' },
  ),
)

export const unprovedStep = defineStep('a request without a signature', (bench) =>
  sendMessage(
    bench,
    'a request without a signature',
    createMessage(bench, 'queryInstance', createUnknownId(bench)),
    {
      meant: 'refuse',
      without: ['timeStamp'],
      wire: (pairs) => pairs.filter(([name]) => name !== 'authToken'),
    },
  ),
)

/** One request of each activity and one refusal of each kind, for checks that look at replies. */
export const plainExchanges: readonly Step<unknown>[] = [
  ...Object.values(plainRequests),
  unknownActivity,
  unprovedStep,
  askUnknown('releaseInstance'),
]

/** Activities that only some kinds of billing need, with those that belong together (saas-v1 §1). */
const goesWith: Readonly<Partial<Record<SaasV1Activity, readonly SaasV1Activity[]>>> = {
  refreshInstance: ['expireInstance'],
  expireInstance: ['refreshInstance'],
  instanceStatus: ['queryInstance'],
  queryInstance: ['instanceStatus'],
  upgrade: [],
}

async function isOffered(look: Look, activity: SaasV1Activity): Promise<boolean> {
  const asked = await look(plainRequests[activity])
  return isDone(asked) || !isAlike(asked, await look(unknownActivity))
}

/**
 * Throws a {@link CannotJudge} if the product does not need this activity: a period product has no usage, and a product
 * that is bought once is never renewed. That is assumed if the activity, and each that belongs to it, gets the same
 * answer as an activity that cannot exist: the same HTTP status and the same code, or none.
 */
export async function requireOffered(look: Look, activity: SaasV1Activity): Promise<void> {
  const others = goesWith[activity]
  if (others === undefined) return
  for (const one of [activity, ...others]) if (await isOffered(look, one)) return
  throw new CannotJudge(`This server does not offer ${activity}: it answers it like an unknown activity.`)
}
