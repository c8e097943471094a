import { toNames, refuseAs } from '../../requests.ts'
import type { KitRequest, Outcome } from '../../requests.ts'
import type { Call } from '../context.ts'
import { runHandler } from '../run-handler.ts'
import type { AppAsked, KitHandlers } from './handlers.ts'

type KitCall = Call<KitHandlers>

/**
 * Carries out a call of the joint kit. Calls about one organisation run one after the other, so that the repeat of a
 * slow call does not overtake it. They are not remembered: after a deletion the same addition is a new one.
 */
export async function carryOutKit(call: KitCall, request: KitRequest): Promise<Outcome> {
  const { instanceId, tenantId } = request
  const key = JSON.stringify(['sync', instanceId, tenantId])
  const { deadline } = call
  const outcome = await call.once.runExclusive({ key, deadline, work: () => sync(call, request) })
  return outcome ?? { kind: 'under way' }
}

async function sync(call: KitCall, request: KitRequest): Promise<Outcome> {
  const { onProblem } = call
  const named = toNames(request)
  const run = listen(call, request)
  if (run === undefined) {
    const message =
      'The secret of an app could not be decrypted. Check that the public key of the app credential belongs to kitPrivateKey.'
    onProblem({ code: 'field_not_opened', detail: 'clientSecret', message, ...named })
    return refuseAs('secretUnreadable', 'clientSecret cannot be decrypted.')
  }
  const answer = await runHandler(run, named, onProblem)
  return answer.ok ? { kind: 'done' } : refuseAs(answer.code, answer.message)
}

/** The handler with its argument; undefined if there is a secret that cannot be decrypted. */
function listen({ handlers, openSecret }: KitCall, request: KitRequest): (() => unknown) | undefined {
  const { family: _, ...asked } = request
  switch (asked.activity) {
    case 'syncEnterprise': {
      const { activity: _activity, ...rest } = asked
      return () => handlers.syncEnterprise(rest)
    }
    case 'syncApp': {
      const app = openApp(asked, openSecret)
      return app && (() => handlers.syncApp(app))
    }
    case 'syncPeople': {
      const { activity: _activity, ...rest } = asked
      return () => handlers.syncPeople(rest)
    }
    case 'syncDepartment': {
      const { activity: _activity, ...rest } = asked
      return () => handlers.syncDepartment?.(rest)
    }
    case 'syncDepartments': {
      const { activity: _activity, ...rest } = asked
      return () => handlers.syncDepartments?.(rest)
    }
  }
}

type AppRequest = Omit<Extract<KitRequest, { activity: 'syncApp' }>, 'family'>

/** Whoever deletes an app needs no secret, and must not fail because of it (joint-kit §7). */
function openApp(
  { activity: _, change, sealedSecret, ...rest }: AppRequest,
  openSecret: KitCall['openSecret'],
): AppAsked | undefined {
  if (change === 'delete') return { ...rest, change }
  const clientSecret = openSecret(sealedSecret)
  return clientSecret === undefined ? undefined : { ...rest, change, clientSecret }
}
