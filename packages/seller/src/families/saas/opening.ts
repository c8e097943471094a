import { omitUndefined } from '@loggia/kernel'
import { isLater } from './handlers.ts'
import type { Later } from './handlers.ts'
import type { Access } from '../../instance.ts'
import type { Protocol } from '../../protocol.ts'
import type { Purchase } from '../../purchase.ts'
import { isRefusal } from '../../refusals.ts'
import type { StoredRefusal } from '../../stores/store.ts'
import type { Work, WorkDone } from '../../tasks/once.ts'
import { readOpenAnswer, requireSealable } from './answers.ts'
import type { SaasCall } from '../context.ts'
import { runHandler, refuseWork } from '../run-handler.ts'

/** What is opened, and under which claim. */
export type Opening = {
  readonly key: string
  readonly orderId: string
  readonly purchase: () => Promise<Purchase>
  readonly protocol: Protocol
  readonly isTest: boolean
  /** Called with the access data that `open` returned, including a password that is not stored. */
  readonly onGiven?: (access: Access) => void
}

/** The results of an opening that succeeded. */
export const openedResult = 'opened'
export const laterResult = 'later'

/** The work of opening one instance; its `value` is the id of the instance. */
export function createOpeningWork(context: SaasCall, opening: Opening): Work {
  const { handlers, onProblem } = context
  const { protocol, isTest, orderId } = opening
  return async (value) => {
    const instanceId = value
    const named = { activity: 'open', instanceId, orderId }
    const open = async (purchase: Purchase) => {
      const given = await handlers.open({ instanceId, purchase, protocol, isTest })
      if (isRefusal(given)) return given
      const answer = readOpenAnswer(given)
      if (answer && !isLater(answer) && context.isSealing(protocol)) requireSealable(answer)
      return answer
    }
    const bought = await runHandler(opening.purchase, named, onProblem)
    if (!bought.ok) return refuseWork(bought)
    const purchase = bought.value
    await begin(context, opening, { instanceId, purchase })
    const answer = await runHandler(() => open(purchase), named, onProblem)
    if (answer.ok) {
      if (answer.value && !isLater(answer.value)) opening.onGiven?.(answer.value)
      return doneOf(instanceId, answer.value, context.keepsPassword)
    }
    // After `busy`, the next call tries again, even if it is a query: once the marketplace has an id, it sends only
    // queries.
    if (answer.code === 'busy') return { ...refuseWork(answer), keep: 'never' }
    const ended = refuseWork(answer)
    const refusal: StoredRefusal = { code: answer.code, message: answer.message }
    return answer.refused ? { ...ended, change: { instanceId, state: 'refused', refusal } } : ended
  }
}

type Begun = { readonly instanceId: string; readonly purchase: Purchase }

/**
 * Stores the instance, so that a query finds it. An instance that was refused before is tried again under the same id.
 */
async function begin(
  { store, now }: SaasCall,
  opening: Opening,
  { instanceId, purchase }: Begun,
): Promise<void> {
  const { key, protocol, isTest } = opening
  const { orderId, orderLineId, expiresAtMs } = purchase
  await store.addInstance(
    omitUndefined({
      instanceId,
      openKey: key,
      protocol,
      isTest,
      orderId,
      orderLineId,
      state: 'opening',
      purchase,
      expiresAtMs,
      madeAtMs: now(),
    }),
  )
  await store.changeInstance({ instanceId, state: 'opening', purchase })
}

function doneOf(instanceId: string, answer: Access | Later | undefined, keepsPassword: boolean): WorkDone {
  if (isLater(answer)) return { result: laterResult, keep: 'always' }
  return {
    result: openedResult,
    keep: 'always',
    change: omitUndefined({
      instanceId,
      state: 'open',
      access: answer ? toKeep(answer, keepsPassword) : undefined,
    }),
  }
}

/** Removes the password unless it is to be stored. */
export function toKeep(access: Access, keepsPassword: boolean): Access {
  if (keepsPassword) return access
  const { password: _password, ...rest } = access
  return rest
}
