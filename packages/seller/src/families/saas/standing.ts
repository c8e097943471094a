import type { Description } from './handlers.ts'
import { isRefusal } from '../../refusals.ts'
import type { StoredInstance, StoredRefusal } from '../../stores/store.ts'
import { describeAnswer } from './answers.ts'
import type { SaasCall } from '../context.ts'
import { runHandler } from '../run-handler.ts'
import type { HandlerOutcome } from '../run-handler.ts'
import { showInstance } from '../instances/instances.ts'
import { createOpeningWork } from '../instances/opening.ts'
import { isLater } from '../later.ts'
import type { Later } from '../later.ts'
import { createOpener } from './opener.ts'

/** The state of an instance as the marketplace is told it. */
export type Standing =
  | { readonly kind: 'there'; readonly description: Description }
  | { readonly kind: 'opening' }
  | { readonly kind: 'refused'; readonly refusal: StoredRefusal }

/** Reads the state of an instance and asks `describe`. Restarts an opening whose process died. */
export async function readStanding(context: SaasCall, instance: StoredInstance): Promise<Standing> {
  const { instanceId, state, access: stored, refusal } = instance
  if (state === 'refused') return refusedFor(refusal ?? { code: 'failed', message: 'It could not be made.' })
  const isOpening = state === 'opening'
  if (isOpening && !(await isPromisedForLater(context, instance))) return { kind: 'opening' }
  const answer = await askDescribe(context, instance)
  if (!answer.ok) return refusedFor(answer)
  const { value } = answer
  if (isLater(value) || (isOpening && value === undefined)) return { kind: 'opening' }
  if (isOpening) await context.store.changeInstance({ instanceId, state: 'open' })
  return { kind: 'there', description: { ...stored, ...value } }
}

const refusedFor = ({ code, message }: StoredRefusal): Standing => ({
  kind: 'refused',
  refusal: { code, message },
})

/**
 * Whether `open` returned `answerLater()`. If it has not returned and no process is working on it, its work is started
 * again.
 */
async function isPromisedForLater(context: SaasCall, instance: StoredInstance): Promise<boolean> {
  const { store, once } = context
  const claim = await store.lookUp(instance.openKey)
  if (claim?.state === 'done') return true
  if (claim?.state !== 'busy') {
    const { openKey, instanceId, orderId, purchase, protocol, isTest } = instance
    const readBought = async (): Promise<typeof purchase> => purchase
    const work = createOpeningWork(context, {
      key: openKey,
      activity: 'open',
      orderId,
      purchase: readBought,
      protocol,
      isTest,
      open: createOpener(context, instance),
    })
    const named = { activity: 'open', instanceId, orderId }
    await once.resume({ key: openKey, value: instanceId, work, named })
  }
  return false
}

const saysNothing = { ok: true, value: undefined } as const

/** What the seller's `describe` handler returns, if there is one. */
function askDescribe(
  { handlers, onProblem }: SaasCall,
  instance: StoredInstance,
):
  | HandlerOutcome<Description | Later | undefined>
  | Promise<HandlerOutcome<Description | Later | undefined>> {
  const { instanceId, isTest, protocol, orderId } = instance
  if (!handlers.describe) return saysNothing
  const ask = async () => {
    // Called as a method, because the handlers may be the methods of an object.
    const given = await handlers.describe?.({ instance: showInstance(instance), isTest, protocol })
    return isRefusal(given) ? given : describeAnswer(given)
  }
  return runHandler(ask, { activity: 'describe', instanceId, orderId }, onProblem)
}
