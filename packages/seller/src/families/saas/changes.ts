import { omitUndefined } from '@loggia/kernel'
import type { SaasHandlers } from './handlers.ts'
import { mergeOrder } from '../../purchase.ts'
import type { Purchase } from '../../purchase.ts'
import { toNames, refuseAs, refuseUnknownInstance } from '../../requests.ts'
import type {
  ChangeEndRequest,
  CheckChangeRequest,
  Outcome,
  ReleaseRequest,
  StatusRequest,
  UpgradeRequest,
} from '../../requests.ts'
import type { InstanceChange, StoredInstance } from '../../stores/store.ts'
import type { InstanceState } from '../../instance.ts'
import type { WorkDone } from '../../tasks/once.ts'
import type { SaasCall } from '../context.ts'
import { runHandler, toOutcome, refuseWork } from '../run-handler.ts'
import { findInstance, isVisible } from './instances.ts'
import { showInstance } from './standing.ts'

type ChangeRequest = ChangeEndRequest | StatusRequest | ReleaseRequest | UpgradeRequest | CheckChangeRequest

/** Finds the instance of a request and calls `change`, or answers at once why the request is not carried out. */
async function onInstance(
  call: SaasCall,
  request: ChangeRequest,
  change: (instance: StoredInstance) => Promise<Outcome>,
): Promise<Outcome> {
  const instance = await findInstance(call.store, request.instanceId)
  if (!instance) return refuseUnknownInstance()
  // A call from the debugging console must not touch the instance of a buyer.
  if (request.isTest && !instance.isTest) return { kind: 'done' }
  const isRelease = request.activity === 'release'
  if (isRelease && (instance.state === 'released' || instance.state === 'refused')) return { kind: 'done' }
  if (!isVisible(instance, request) || instance.state === 'refused') return refuseUnknownInstance()
  if (instance.state === 'opening' && !isRelease) return refuseAs('busy', 'The instance is still being made.')
  return change(instance)
}

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
async function once(call: SaasCall, request: ChangeRequest, piece: Piece): Promise<Outcome> {
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

const askedOf = (request: ChangeRequest, instance: StoredInstance) => ({
  protocol: request.protocol,
  isTest: instance.isTest,
  instance: showInstance(instance),
})

/** Changes the end of a term, once for each order and reason (saas-v2 §3.4). */
export const changeEnd = (call: SaasCall, request: ChangeEndRequest): Promise<Outcome> =>
  onInstance(call, request, async (found) => {
    const { instanceId, reason, expiresAtMs, orderId, orderLineId } = request
    const isOther = reason === 'renewalWithChange' || reason === 'trialToPaid'
    const outcome = await once(call, request, {
      key: [reason, orderId, orderLineId ?? null],
      purchase: () => purchaseForEnd(call, request),
      run: ({ instance, purchase }) =>
        purchase &&
        call.handlers.changeEnd?.({ ...askedOf(request, instance), reason, expiresAtMs, purchase }),
      change: (before, purchase) =>
        omitUndefined({
          instanceId,
          expiresAtMs,
          purchase: isOther && purchase ? mergeOrder(before.purchase, purchase) : undefined,
        }),
    })
    return outcome.kind === 'done' && isThawed(call, request, found)
      ? setStatus(call, { ...request, activity: 'unfreeze' })
      : outcome
  })

const isThawed = (
  { now, traitsOf }: SaasCall,
  { protocol, expiresAtMs }: ChangeEndRequest,
  { state }: StoredInstance,
): boolean => state === 'frozen' && expiresAtMs > now() && traitsOf(protocol)?.renewalUnfreezes === true

/**
 * The request itself has the new end, so a failed order query is only reported. It fails the call for a renewal that
 * changes the product, because what was bought has to be known then.
 */
async function purchaseForEnd(call: SaasCall, request: ChangeEndRequest): Promise<Purchase> {
  if (request.reason === 'renewalWithChange') return call.purchases.of(request)
  return call.purchases.of(request).catch((error: unknown) => {
    const { orderId, instanceId } = request
    call.onProblem({
      code: 'order_query_failed',
      message: 'The order query failed; the new end is known nevertheless.',
      activity: 'changeEnd',
      orderId,
      instanceId,
      error,
    })
    return call.purchases.ofIds(request)
  })
}

/** Changes the specification or quantity, once for each order (saas-v2 §3.7). */
export const upgrade = (call: SaasCall, request: UpgradeRequest): Promise<Outcome> =>
  onInstance(call, request, async () => {
    const { instanceId, orderId, orderLineId } = request
    const { handlers } = call
    if (!handlers.upgrade) return refuseAs('invalid', 'This product cannot be upgraded.')
    return once(call, request, {
      key: [orderId, orderLineId ?? null],
      purchase: () => call.purchases.of(request),
      run: ({ instance, purchase }) =>
        purchase && handlers.upgrade?.({ ...askedOf(request, instance), purchase }),
      change: (before, purchase) =>
        omitUndefined({ instanceId, purchase: purchase ? mergeOrder(before.purchase, purchase) : undefined }),
    })
  })

/**
 * Ends an instance. A repeat succeeds and does nothing (saas-v2 §3.6). If `open` is still running, `release` waits for
 * it, if necessary after the call was answered. Otherwise `release` would find nothing to end, and `open` would leave
 * an instance that nobody ends.
 */
export const release = (call: SaasCall, request: ReleaseRequest): Promise<Outcome> =>
  onInstance(call, request, ({ openKey }) => {
    const { instanceId, orderId, orderLineId } = request
    return once(call, request, {
      key: [],
      ready: () => call.once.waitUntilFree(openKey),
      run: ({ instance }) =>
        call.handlers.release?.(omitUndefined({ ...askedOf(request, instance), orderId, orderLineId })),
      change: () => ({ instanceId, state: 'released' }),
    })
  })

/** Asks whether a renewal may change the instance. Nothing is kept, because the answer may differ the next time. */
export const checkChange = (call: SaasCall, request: CheckChangeRequest): Promise<Outcome> =>
  onInstance(call, request, async (instance) => {
    const { handlers, onProblem } = call
    const { instanceId, target } = request
    if (!handlers.checkChange)
      return handlers.upgrade ? { kind: 'done' } : refuseAs('invalid', 'This product cannot be changed.')
    const run = async () => handlers.checkChange?.({ ...askedOf(request, instance), target })
    const answer = await runHandler(run, { activity: 'checkChange', instanceId }, onProblem)
    return answer.ok ? { kind: 'done' } : refuseAs(answer.code, answer.message)
  })

const targets = { freeze: 'frozen', unfreeze: 'open' } as const satisfies Partial<
  Record<keyof SaasHandlers, InstanceState>
>

/**
 * Freezes or unfreezes an instance (saas-v2 §3.5). Both are serialised for each instance, so that a slow freeze cannot
 * finish after a later unfreeze.
 */
export const setStatus = (call: SaasCall, request: StatusRequest): Promise<Outcome> =>
  onInstance(call, request, async () => {
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

async function changeState(call: SaasCall, request: StatusRequest, state: InstanceState): Promise<WorkDone> {
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
  const run = async () => handlers[activity]?.(askedOf(request, instance))
  const answer = await runHandler(run, { activity, instanceId }, onProblem)
  if (!answer.ok) return refuseWork(answer)
  // Written while the lock is held, so that the next change sees it.
  await store.changeInstance({ instanceId, state })
  return done
}
