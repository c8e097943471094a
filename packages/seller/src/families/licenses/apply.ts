import { omitUndefined } from '@loggia/kernel'
import { isRefusal } from '../../refusals.ts'
import type { Refusal, RefusalName } from '../../refusals.ts'
import { refuseAs, toNames } from '../../requests.ts'
import type { ApplyRequest, Outcome } from '../../requests.ts'
import type { StoredInstance } from '../../stores/store.ts'
import type { WorkDone } from '../../tasks/once.ts'
import type { Call } from '../context.ts'
import { withInstance, toAsked } from '../instances/with-instance.ts'
import { isLater } from '../later.ts'
import type { Later } from '../later.ts'
import { refuseWork, runHandler, toOutcome } from '../run-handler.ts'
import type { HandlerOutcome } from '../run-handler.ts'
import { toDigest, encodeLicense, readLicense } from './content.ts'
import type { LicenseOnlineHandlers } from './handlers.ts'
import { encodeDevice } from './promised.ts'

type OnlineCall = Call<LicenseOnlineHandlers>

/** The event and the device decide on a license (license §3.4). */
const toLicenseId = ({ instanceId, eventId, fingerprint = '' }: ApplyRequest): string =>
  toDigest('apply', instanceId, eventId, fingerprint)

/**
 * Makes the license for a device, once for each application. The answer only accepts the application; the license is
 * uploaded.
 */
export async function apply(call: OnlineCall, request: ApplyRequest): Promise<Outcome> {
  const outcome = await withInstance(call, request, async (instance) => {
    const refusal = decideDates(request, instance)
    if (refusal) return refusal
    const licenseId = toLicenseId(request)
    let isRepeat = true
    const work = (): Promise<WorkDone> => {
      isRepeat = false
      return makeLicense(call, request, instance)
    }
    const ended = await call.once.run({
      key: JSON.stringify(['apply', licenseId]),
      value: '',
      work,
      named: toNames(request),
      deadline: call.deadline,
    })
    // The answer accepts the application, so nobody asks again: it is on the list of what was promised from now on, also
    // if this process ends or the handler fails.
    if (!ended.ended) await call.store.changeLicense(toPromise(call, request))
    const made = toOutcome(ended)
    if (made.kind !== 'done') return made
    if (isRepeat) await sendAgain(call, licenseId)
    const license = await call.store.findLicense(licenseId)
    return license?.state === 'promised' ? { kind: 'under way' } : made
  })
  // `000004` would say that the application was accepted, and the marketplace would not ask again (license §3.5).
  return outcome.kind === 'refused' && outcome.code === 'busy' ? refuseAs('failed', outcome.message) : outcome
}

/** The change by which `seller.promised()` lists it; none if the license is there. */
const toPromise = ({ now }: Pick<OnlineCall, 'now'>, request: ApplyRequest) => ({
  licenseId: toLicenseId(request),
  from: 'promised' as const,
  content: encodeDevice(request),
  dueAtMs: now(),
})

/** A license for a period has an end, and no license ends before it begins (license §3.5). */
function decideDates(
  { effectiveAtMs, expiresAtMs }: ApplyRequest,
  { purchase }: StoredInstance,
): Outcome | undefined {
  if (expiresAtMs === undefined)
    return purchase.charging === 'period'
      ? refuseAs('endMissing', 'A license for a period needs an end.')
      : undefined
  return expiresAtMs > effectiveAtMs
    ? undefined
    : refuseAs('outsideTerm', 'The license would end before it begins.')
}

async function makeLicense(
  call: OnlineCall,
  request: ApplyRequest,
  instance: StoredInstance,
): Promise<WorkDone> {
  const { store, now, uploads } = call
  const { eventId, instanceId } = request
  const licenseId = toLicenseId(request)
  // Stored first, so that `seller.licensed` finds it even before `apply` has returned.
  const license = await store.addLicense({
    licenseId,
    instanceId,
    isTest: instance.isTest,
    eventId,
    madeAtMs: now(),
    state: 'promised',
    failures: 0,
  })
  // Otherwise it was made by a process that died before its work had ended.
  if (license.state === 'promised') {
    const answer = await runApply(call, request, instance)
    if (!answer.ok) return refuseWork(answer)
    const { value } = answer
    // Does nothing if it was made by `seller.licensed` or another process in the meantime: the first license counts.
    await store.changeLicense(
      isLater(value)
        ? toPromise(call, request)
        : { licenseId, from: 'promised', state: 'made', content: value, dueAtMs: now() },
    )
  }
  await uploads.start(licenseId)
  return { result: 'done', keep: 'always' }
}

/** Runs the handler `apply`, and writes the license that it returned. */
const runApply = (
  { handlers, onProblem }: OnlineCall,
  request: ApplyRequest,
  instance: StoredInstance,
): Promise<HandlerOutcome<string | Later>> => {
  const { eventId, fingerprint, effectiveAtMs, expiresAtMs } = request
  const device = omitUndefined({ fingerprint, effectiveAtMs, expiresAtMs })
  const run = async (): Promise<string | Later | Refusal<RefusalName>> => {
    const licenseId = toLicenseId(request)
    const given = await handlers.apply({ ...toAsked(request, instance), licenseId, eventId, ...device })
    return isRefusal(given) || isLater(given) ? given : encodeLicense(readLicense(given, 'apply'))
  }
  return runHandler(run, toNames(request), onProblem)
}

/** Sends a license again that is applied for again, if the marketplace does not have it. */
async function sendAgain({ store, now, uploads }: OnlineCall, licenseId: string): Promise<void> {
  const again = { licenseId, state: 'made', dueAtMs: now(), failures: 0 } as const
  const isUnsent =
    (await store.changeLicense({ ...again, from: 'refused' })) ||
    (await store.changeLicense({ ...again, from: 'made' }))
  if (isUnsent) await uploads.start(licenseId)
}
