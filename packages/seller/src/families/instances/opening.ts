import { omitUndefined } from '@loggia/kernel'
import type { Access } from '../../instance.ts'
import type { Protocol } from '../../protocol.ts'
import type { Purchase } from '../../purchase.ts'
import type { Refusal } from '../../refusals.ts'
import type { StoredRefusal } from '../../stores/store.ts'
import type { Work, WorkDone } from '../../tasks/once.ts'
import type { Context } from '../context.ts'
import { isLater } from '../later.ts'
import type { Later } from '../later.ts'
import { runHandler, refuseWork } from '../run-handler.ts'

/** What is opened, and under which claim. */
export type Opening = {
  readonly key: string
  /** The name of the seller's handler. */
  readonly activity: 'open' | 'issue'
  readonly orderId: string
  readonly purchase: () => Promise<Purchase>
  readonly protocol: Protocol
  readonly isTest: boolean
  /** Runs the seller's handler, with the id that the instance will have, and checks its answer. */
  readonly open: (begun: Begun) => Promise<Access | Later | Refusal | undefined>
  /** Called with the access data that `open` returned, including a password that is not stored. */
  readonly onGiven?: (access: Access) => void
}

/** What is being opened, and under which id. */
export type Begun = { readonly instanceId: string; readonly purchase: Purchase }

/** The results of an opening that succeeded. */
export const openedResult = 'opened'
export const laterResult = 'later'

/** The work of opening one instance; its `value` is the id of the instance. */
export function createOpeningWork(context: Context, opening: Opening): Work {
  const { onProblem } = context
  const { activity, orderId } = opening
  return async (value) => {
    const instanceId = value
    const named = { activity, instanceId, orderId }
    const bought = await runHandler(opening.purchase, named, onProblem)
    if (!bought.ok) return refuseWork(bought)
    const purchase = bought.value
    const begun = { instanceId, purchase }
    await begin(context, opening, begun)
    const answer = await runHandler(() => opening.open(begun), named, onProblem)
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

/**
 * Stores the instance, so that a query finds it. An instance that was refused before is tried again under the same id.
 */
async function begin(
  { store, now }: Context,
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
