import { Problem, fromMinutes, omitUndefined } from '@loggia/kernel'
import { decodeJwt } from 'jose'
import type { JWTPayload } from 'jose'
import { record, runInTx, system } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { identityProblems } from '../problems.ts'
import { readName } from '../rules.ts'
import type { IdentityProvider } from '../schema.ts'
import * as store from '../store/index.ts'
import { addTo, lockOperators, operatorsName } from './context.ts'
import type { IdentityContext } from './context.ts'
import type { Ends } from './ends.ts'
import type { RelyingParty } from './relying-party.ts'

const event = 'http://schemas.openid.net/event/backchannel-logout'
/** Longer than a token is accepted: it counts once. */
const rememberedMs = fromMinutes(10)

/** OpenID Connect Back-Channel Logout 1.0: the provider tells that somebody has signed out there. */
export function createLogout(context: IdentityContext, party: RelyingParty, ends: Ends) {
  const { db, wall, seal, directory } = context

  /** Throws `identity.logout_refused`. */
  async function endByProvider(token: string): Promise<void> {
    const { iss, aud } = decode(token)
    const issuer = readName(iss) ?? ''
    const clientIds = [aud ?? []].flat().flatMap((one) => readName(one) ?? [])
    const providers = await store.providers.listByClient(db, { issuer, clientIds })
    const [first] = providers
    if (!first) throw identityProblems.logout_refused({ reason: 'iss, aud' })
    const { jti, ...of } = requireLogout(await verify(first, token))
    await runInTx(context, { actor: system }, async (tx) => {
      const digest = seal.digest(`logout-token:${first.id}:${jti}`)
      if (!(await store.identities.useLogoutToken(tx, digest, addTo(wall.now(), rememberedMs))))
        throw identityProblems.logout_refused({ reason: 'jti' })
      for (const provider of providers) await endAt(tx, provider, of)
    })
  }

  const verify = (provider: IdentityProvider, token: string): Promise<JWTPayload> =>
    party.verifyLogout(provider, token).catch((error: unknown) => {
      const reason =
        error instanceof Problem ? String(error.details['reason'] ?? error.details['fault']) : 'jwt'
      throw identityProblems.logout_refused({ reason }, error)
    })

  /** The lock is that of sign-ins: one that is under way is seen, or comes later. */
  async function endAt(tx: Tx, { id: providerId, enterpriseId }: IdentityProvider, of: Ended): Promise<void> {
    if (enterpriseId) await directory.lockEnterprise(tx, enterpriseId)
    else await lockOperators(tx)
    const members = await ends.endSessions(tx, { providerId, ...of })
    const company = enterpriseId ? (await directory.getEnterprise(tx, enterpriseId)).name : operatorsName
    for (const memberId of members)
      await record(tx, 'member.signed_out_by_provider', { subject: memberId, data: { company } })
  }

  return { endByProvider }
}

function decode(token: string): JWTPayload {
  try {
    return decodeJwt(token)
  } catch (error) {
    throw identityProblems.logout_refused({ reason: 'jwt' }, error)
  }
}

type Ended = { readonly subject?: string; readonly sid?: string }

/** §2.6: it says that it is a logout, whose, and is no identity token. */
function requireLogout(
  payload: JWTPayload & { readonly events?: unknown },
): Ended & { readonly jti: string } {
  const { events, nonce } = payload
  const told = typeof events === 'object' && events !== null ? Reflect.get(events, event) : undefined
  if (typeof told !== 'object' || told === null) throw identityProblems.logout_refused({ reason: 'events' })
  if (nonce !== undefined) throw identityProblems.logout_refused({ reason: 'nonce' })
  const [jti, subject, sid] = [payload.jti, payload.sub, payload['sid']].map(readName)
  if (jti === undefined) throw identityProblems.logout_refused({ reason: 'jti' })
  // One that names somebody in a way that cannot be read must not end the sessions of others.
  const isUnread = (payload.sub !== undefined && !subject) || (payload['sid'] !== undefined && !sid)
  if (isUnread || (subject === undefined && sid === undefined))
    throw identityProblems.logout_refused({ reason: 'sub, sid' })
  return omitUndefined({ jti, subject, sid })
}
