import type { Purchase } from '../../purchase.ts'
import { toNames } from '../../requests.ts'
import type { InstanceRequest, Outcome } from '../../requests.ts'
import type { InstanceChange, StoredInstance } from '../../stores/store.ts'
import type { WorkDone } from '../../tasks/once.ts'
import type { Call } from '../context.ts'
import { runHandler, toOutcome, refuseWork } from '../run-handler.ts'
import { findInstance } from './instances.ts'

/** A change of an instance, and what its handler needs. */
type Piece = {
  readonly key: readonly (string | null)[]
  /** Awaited before the instance is read. */
  readonly ready?: () => Promise<void>
  /** Reads the facts of the order before the handler runs. */
  readonly purchase?: () => Promise<Purchase>
  readonly run: (asked: { instance: StoredInstance; purchase: Purchase | undefined }) => unknown
  readonly change: (before: StoredInstance, purchase: Purchase | undefined) => InstanceChange
}

/** Carries out a change once for its key. A repeat is answered as done. */
export async function changeOnce(
  call: Call<unknown>,
  request: InstanceRequest,
  piece: Piece,
): Promise<Outcome> {
  const { instanceId, activity } = request
  const named = toNames(request)
  const work = async (): Promise<WorkDone> => {
    await piece.ready?.()
    const bought = await runHandler(async () => piece.purchase?.(), named, call.onProblem)
    if (!bought.ok) return refuseWork(bought)
    const purchase = bought.value
    const instance = await findInstance(call.store, instanceId)
    if (!instance) return { result: 'done', keep: 'always' }
    const answer = await runHandler(() => piece.run({ instance, purchase }), named, call.onProblem)
    if (!answer.ok) return refuseWork(answer)
    return { result: 'done', keep: 'always', change: piece.change(instance, purchase) }
  }
  const key = JSON.stringify([activity, instanceId, ...piece.key])
  return toOutcome(await call.once.run({ key, value: '', work, named, deadline: call.deadline }))
}
