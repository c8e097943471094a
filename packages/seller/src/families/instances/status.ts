import type { InstanceState } from '../../instance.ts'
import { toNames } from '../../requests.ts'
import type { Outcome, StatusRequest } from '../../requests.ts'
import type { WorkDone } from '../../tasks/once.ts'
import type { InstanceCall } from '../context.ts'
import { refuseWork, runHandler, toOutcome } from '../run-handler.ts'
import type { InstanceHandlers } from './handlers.ts'
import { findInstance, isVisible } from './instances.ts'
import { withInstance, toAsked } from './with-instance.ts'

const targets = { freeze: 'frozen', unfreeze: 'open' } as const satisfies Partial<
  Record<keyof InstanceHandlers, InstanceState>
>

/**
 * Freezes or unfreezes an instance (saas-v2 §3.5). Both are serialised for each instance, so that a slow freeze cannot
 * finish after a later unfreeze.
 */
export const setStatus = (call: InstanceCall, request: StatusRequest): Promise<Outcome> =>
  withInstance(call, request, async () => {
    const { instanceId, activity } = request
    const state = targets[activity]
    const work = async (): Promise<WorkDone> => {
      const wait = call.startDeadline()
      const lock = JSON.stringify(['state', instanceId])
      const run = () => changeState(call, request, state)
      const ended = await call.once
        .runExclusive({ key: lock, deadline: wait, work: run })
        .finally(() => wait.clear())
      return (
        ended ?? refuseWork({ ok: false, refused: false, code: 'busy', message: 'Another change goes on.' })
      )
    }
    const key = JSON.stringify([activity, instanceId])
    const ended = await call.once.run({
      key,
      value: '',
      work,
      named: toNames(request),
      deadline: call.deadline,
    })
    return toOutcome(ended)
  })

async function changeState(
  call: InstanceCall,
  request: StatusRequest,
  state: InstanceState,
): Promise<WorkDone> {
  const { store, handlers, onProblem } = call
  const { instanceId, activity } = request
  const done: WorkDone = { result: 'done', keep: 'never' }
  const instance = await findInstance(store, instanceId)
  // Read only under the lock, because the previous change may have changed or released the instance.
  if (!instance || !isVisible(instance, request))
    return refuseWork({
      ok: false,
      refused: false,
      code: 'unknownInstance',
      message: 'This instance does not exist here.',
    })
  if (instance.state === state) return done
  const run = async () => handlers[activity]?.(toAsked(request, instance))
  const answer = await runHandler(run, { activity, instanceId }, onProblem)
  if (!answer.ok) return refuseWork(answer)
  // Written while the lock is held, so that the next change sees it.
  await store.changeInstance({ instanceId, state })
  return done
}
