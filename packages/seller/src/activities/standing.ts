import { isLater } from '../handlers.ts'
import type { Description } from '../handlers.ts'
import type { StoredInstance, StoredRefusal } from '../stores/store.ts'
import { describeAnswer } from './answers.ts'
import type { Context } from './context.ts'
import { handled } from './handled.ts'
import { openingWork } from './opening.ts'

/** How an instance stands for a marketplace that asks. */
export type Standing =
  | { readonly kind: 'there'; readonly description: Description }
  | { readonly kind: 'opening' }
  | { readonly kind: 'refused'; readonly refusal: StoredRefusal }

/** Looks at an instance, asks `describe`, and takes up again an opening that was given up by a process that died. */
export async function standingOf(context: Context, instance: StoredInstance): Promise<Standing> {
  if (instance.state === 'refused')
    return {
      kind: 'refused',
      refusal: instance.refusal ?? { code: 'failed', message: 'It could not be made.' },
    }
  if (instance.state === 'opening' && !(await isPromisedForLater(context, instance)))
    return { kind: 'opening' }
  return described(context, instance)
}

/** Whether `open` has returned {@link later}; if it has not returned at all, its work is taken up if nobody does it. */
async function isPromisedForLater(context: Context, instance: StoredInstance): Promise<boolean> {
  const { store, once } = context
  const claim = await store.lookUp(instance.openKey)
  if (claim?.state === 'done') return true
  if (claim?.state !== 'busy') {
    const { openKey, instanceId, purchase, protocol, isTest } = instance
    const work = openingWork(context, { key: openKey, purchase: async () => purchase, protocol, isTest })
    await once.resume({ key: openKey, value: instanceId, work })
  }
  return false
}

async function described(context: Context, instance: StoredInstance): Promise<Standing> {
  const { handlers, store, onProblem } = context
  const { instanceId, isTest, protocol, orderId, state } = instance
  const stored: Description = instance.access ?? {}
  const isOpening = state === 'opening'
  if (!handlers.describe) return isOpening ? { kind: 'opening' } : { kind: 'there', description: stored }
  const asked = { instance: shown(instance), isTest, protocol }
  const named = { activity: 'describe', instanceId, orderId }
  const answer = await handled(async () => handlers.describe?.(asked), named, onProblem)
  if (!answer.ok) return { kind: 'refused', refusal: { code: answer.code, message: answer.message } }
  const usable = await handled(() => describeAnswer(answer.value), named, onProblem)
  if (!usable.ok) return { kind: 'refused', refusal: { code: usable.code, message: usable.message } }
  if (isLater(usable.value) || (isOpening && usable.value === undefined)) return { kind: 'opening' }
  if (isOpening) await store.changeInstance({ instanceId, state: 'open' })
  return { kind: 'there', description: { ...stored, ...usable.value } }
}

/** An instance as handlers see it. */
export function shown({ openKey: _key, refusal: _refusal, ...instance }: StoredInstance) {
  return instance
}
