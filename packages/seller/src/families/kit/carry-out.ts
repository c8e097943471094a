import { toNames, refuseAs } from '../../requests.ts'
import type { KitRequest, Outcome } from '../../requests.ts'
import type { Call } from '../context.ts'
import { runHandler } from '../run-handler.ts'
import type { AppAsked, KitHandlers } from './handlers.ts'
import { keepUnconfirmed, takeUnconfirmed } from './unconfirmed.ts'

type KitCall = Call<KitHandlers>

/**
 * Carries out a call of the joint kit. Calls about one company run one after the other, so that the repeat of a
 * slow call does not overtake it. Only an outcome that nobody was told is kept, for the repeat that follows: after a
 * deletion the same addition is a new one.
 */
export async function carryOutKit(call: KitCall, request: KitRequest): Promise<Outcome> {
  const { instanceId, tenantId } = request
  const company = JSON.stringify([instanceId, tenantId])
  const { deadline } = call
  const outcome = await call.once.runExclusive({
    key: JSON.stringify(['sync', instanceId, tenantId]),
    deadline,
    work: () => sync(call, request, company),
  })
  return outcome ?? { kind: 'under way' }
}

async function sync(call: KitCall, request: KitRequest, company: string): Promise<Outcome> {
  const { onProblem, store, deadline } = call
  const named = toNames(request)
  const told = readTold(call, request)
  if (told === undefined) {
    const message =
      'The secret of an app could not be decrypted. Check that the public key of the app credential belongs to kitPrivateKey.'
    onProblem({ code: 'field_not_opened', detail: 'clientSecret', message, ...named })
    return refuseAs('secretUnreadable', 'clientSecret cannot be decrypted.')
  }
  const about = { company, content: [request.activity, told.content] }
  const kept = await takeUnconfirmed(store, about)
  if (kept) return kept
  const answer = await runHandler(told.run, named, onProblem)
  const refusal = answer.ok ? undefined : { code: answer.code, message: answer.message }
  // After a failure, the repeat tries again.
  if (deadline.isOver() && (answer.ok || answer.refused)) await keepUnconfirmed(store, about, refusal)
  return refusal ? refuseAs(refusal.code, refusal.message) : { kind: 'done' }
}

/** What a repeat has in common with its first call, and the handler with its argument. */
type ToldCall = { readonly content: unknown; readonly run: () => unknown }

/** Undefined if there is a secret that cannot be decrypted. */
function readTold({ handlers, openSecret }: KitCall, request: KitRequest): ToldCall | undefined {
  const { family: _, ...asked } = request
  switch (asked.activity) {
    case 'syncEnterprise': {
      const { activity: _activity, ...rest } = asked
      return { content: rest, run: () => handlers.syncEnterprise(rest) }
    }
    case 'syncApp': {
      const app = openApp(asked, openSecret)
      return app && { content: app, run: () => handlers.syncApp(app) }
    }
    case 'syncPeople': {
      const { activity: _activity, ...rest } = asked
      // A repeat may have the time at which it was sent.
      return { content: { ...rest, syncedAtMs: 0 }, run: () => handlers.syncPeople(rest) }
    }
    case 'syncDepartment': {
      const { activity: _activity, ...rest } = asked
      return { content: rest, run: () => handlers.syncDepartment?.(rest) }
    }
    case 'syncDepartments': {
      const { activity: _activity, ...rest } = asked
      return { content: rest, run: () => handlers.syncDepartments?.(rest) }
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
