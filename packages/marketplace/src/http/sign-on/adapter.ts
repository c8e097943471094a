import { errors, Provider } from 'oidc-provider'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import { toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type {
  GivenToken,
  Holder,
  Payload,
  SignOnClient,
  SignOnPerson,
  SignOns,
  SignOnTenant,
  Used,
} from '../../sign-on/index.ts'

type TenantKey = SignOnTenant['tenantKey']
/** Who a request is about, as far as it is known: by the session, the ticket or the code of the request. */
type Known = {
  holder?: Holder
  /** The session as it is stored, and under which name. */
  session?: { readonly secret: string; readonly payload: Payload }
  /** The client that asks, and who may use its app. */
  client?: SignOnClient | undefined
  /** The code or the refresh token that it shows. */
  shown?: Shown | undefined
  /** It is used, and the first of the two tokens of the answer stored, when the second is stored. */
  used?: Used
  token?: GivenToken
  grants: Map<string, { readonly accountId: string; readonly clientId: string }>
}
const knownOf = new WeakMap<object, Known>()

/** What is known in the request that is being answered. */
function recall(): Known {
  const { ctx } = Provider
  if (!ctx) return { grants: new Map() }
  const known = knownOf.get(ctx) ?? { grants: new Map() }
  knownOf.set(ctx, known)
  return known
}

/** What a ticket said, which comes back with the request that goes on. */
export type Result = {
  readonly login: { readonly accountId: Holder['userId']; readonly ts: number }
  readonly consent: Record<string, never>
  readonly sessionId: Id<'ses'>
}

const toSeconds = (ms: number): number => Math.floor(ms / 1000)
const withoutId = ({ jti: _jti, ...payload }: AdapterPayload): Payload => payload

/** A token of a sign-on that was ended in this moment: the database refuses it. */
const isOfNothing = (error: unknown): boolean => (error as { code?: unknown }).code === '23503'

/** What differs between the things that the library keeps; its names of them. */
type Place = Partial<Pick<Adapter, 'upsert' | 'find' | 'consume' | 'destroy' | 'revokeByGrantId'>>

/** Where the library keeps what it needs, of one company. What is not listed is never asked for with our settings. */
export function createAdapter(
  signOns: SignOns,
  tenant: SignOnTenant,
  scope: string,
): (name: string) => Adapter {
  const { tenantKey } = tenant
  const places: Readonly<Record<string, Place>> = {
    Session: createSessionPlace(signOns, tenantKey),
    Interaction: {
      // The session in it would be a secret in clear; another takes its place.
      upsert: (uid, { session: _session, returnTo: _returnTo, ...payload }) =>
        signOns.saveStep(tenantKey, uid, withoutId(payload)),
      find: async (uid) => restore(uid, (await signOns.findStep(tenantKey, uid))?.payload),
      destroy: (uid) => signOns.removeStep(tenantKey, uid),
    },
    Client: {
      find: async (clientId) => {
        const found = await findClient(signOns, tenantKey, clientId)
        return found && describeClient(found)
      },
    },
    Grant: { find: (id) => Promise.resolve(describeGrant(id, scope)), ...createRevoking(signOns) },
    AuthorizationCode: createCodePlace(signOns, tenantKey),
    AccessToken: createTokenPlace(signOns, tenantKey, 'access'),
    RefreshToken: createTokenPlace(signOns, tenantKey, 'refresh'),
  }
  return (name) => {
    const refuse = (act: string) => (): never => {
      throw new Error(`Nothing ${act} a ${name}`)
    }
    return {
      upsert: refuse('keeps'),
      find: () => Promise.resolve(undefined),
      findByUserCode: refuse('finds'),
      findByUid: refuse('finds'),
      consume: refuse('uses'),
      destroy: () => Promise.resolve(),
      revokeByGrantId: refuse('revokes'),
      ...places[name],
    }
  }
}

const restore = (jti: string, payload: Payload | undefined, more?: object): AdapterPayload | undefined =>
  payload && { ...payload, ...more, jti }

const createRevoking = (signOns: SignOns) => ({
  revokeByGrantId: (id: string): Promise<void> => signOns.endSignOn(toId(id, 'sgn')),
})

function createSessionPlace(signOns: SignOns, tenantKey: TenantKey): Place {
  return {
    async find(secret) {
      const asks = Provider.ctx?.query['client_id']
      const found = await signOns.findSession(tenantKey, secret, typeof asks === 'string' ? asks : '')
      if (found) {
        const { client, holder, payload } = found
        Object.assign(recall(), { client, holder, session: { secret, payload } })
      }
      return restore(secret, found?.payload)
    },
    async upsert(secret, payload) {
      const { accountId, uid = '' } = payload
      // Nobody is signed in: the library would keep a session for any cookie of a stranger.
      if (accountId === undefined || isKept(secret, payload)) return
      const holder = requireHolder(accountId)
      await signOns.saveSession(tenantKey, secret, { uid, payload: withoutId(payload), holder })
    },
    destroy: (secret) => signOns.removeSession(tenantKey, secret),
  }
}

/** A session is stored anew each day: what else changes in it is not asked for with our settings. */
function isKept(secret: string, { accountId, exp = 0 }: AdapterPayload): boolean {
  const { session } = recall()
  if (session?.secret !== secret || accountId === undefined) return false
  const { payload } = session
  return payload['accountId'] === accountId && exp - Number(payload['exp']) < 24 * 60 * 60
}

/** Whoever signs in does it by a session at the marketplace. */
function requireHolder(accountId: string): NonNullable<Known['holder']> {
  const known = recall()
  const result = Provider.ctx?.oidc.result as Result | undefined
  if (result) known.holder = { userId: result.login.accountId, sessionId: result.sessionId }
  const { holder } = known
  if (holder?.userId !== accountId) throw new Error('A session is of somebody else')
  return holder
}

function createCodePlace(signOns: SignOns, tenantKey: TenantKey): Place {
  return {
    async upsert(code, payload) {
      const { accountId = '', grantId } = payload
      const connectedAppId = readConnectedApp(Provider.ctx?.oidc.client)
      const signOn = { id: toId(grantId, 'sgn'), connectedAppId, ...requireHolder(accountId) }
      await signOns.saveCode(tenantKey, code, { signOn, payload: withoutId(payload) })
    },
    find: async (code) =>
      restoreShown(code, await findShown(signOns, tenantKey, { kind: 'code', secret: code })),
    consume: (code) => noteUse({ kind: 'code', secret: code }),
    ...createRevoking(signOns),
  }
}

/** `getGrant` is asked in the same request. */
function noteGrant({ grantId, accountId, clientId }: Payload): void {
  recall().grants.set(String(grantId), { accountId: String(accountId), clientId: String(clientId) })
}

function describeGrant(id: string, scope: string): AdapterPayload | undefined {
  const of = recall().grants.get(id)
  return of && { ...of, jti: id, kind: 'Grant', openid: { scope } }
}

function createTokenPlace(signOns: SignOns, tenantKey: TenantKey, kind: 'access' | 'refresh'): Place {
  return {
    async upsert(token, payload) {
      const known = recall()
      const given = { kind, token, payload: withoutId(payload) }
      // An answer has one of each kind, in this order or the other.
      if (!known.token) return void (known.token = given)
      if (!known.used) throw new Error('Tokens are given for nothing')
      const signOnId = toId(payload.grantId, 'sgn')
      const { used } = known
      const tokens = [known.token, given]
      if (await saveTokens(signOns, tenantKey, { signOnId, used, tokens })) return
      // Two asked at once: whoever has the other tokens may be a thief.
      await signOns.endSignOn(signOnId)
      throw new errors.InvalidGrant('already used')
    },
    async find(token) {
      if (kind === 'refresh')
        return restoreShown(token, await findShown(signOns, tenantKey, { kind, secret: token }))
      return restoreShown(token, await signOns.findToken(tenantKey, kind, token))
    },
    consume: (token) => noteUse({ kind: 'refresh', secret: token }),
    destroy: (token) => signOns.removeToken(token),
    ...createRevoking(signOns),
  }
}

/** Not yet: it is used by the statement that stores what it gives, so that of two uses at once one fails. */
const noteUse = (used: Used): Promise<void> => {
  recall().used = used
  return Promise.resolve()
}

async function saveTokens(signOns: SignOns, ...given: Parameters<SignOns['saveTokens']>): Promise<boolean> {
  try {
    return await signOns.saveTokens(...given)
  } catch (error) {
    if (isOfNothing(error)) return false
    throw error
  }
}

/** A code or a refresh token, as it is stored. */
type Shown = Used & { readonly found: FoundShown }
type FoundShown = Awaited<ReturnType<SignOns['findCode'] | SignOns['findToken']>>

/** Asked once for a request: by the look-up of its client, which comes first. */
async function findShown(
  signOns: SignOns,
  tenantKey: TenantKey,
  { kind, secret }: Used,
  clientId?: string,
): Promise<FoundShown> {
  const known = recall()
  const { shown } = known
  if (shown && shown.kind === kind && shown.secret === secret) return shown.found
  const found =
    kind === 'code'
      ? await signOns.findCode(tenantKey, secret, clientId)
      : await signOns.findToken(tenantKey, kind, secret, clientId)
  known.shown = { kind, secret, found }
  return found
}

function restoreShown(secret: string, found: FoundShown): AdapterPayload | undefined {
  if (!found) return undefined
  noteGrant(found.payload)
  if (found.usedAt === undefined) return restore(secret, found.payload)
  // Its second use ends the sign-on, also when it would have expired.
  return restore(secret, found.payload, { consumed: toSeconds(found.usedAt), exp: undefined })
}

/** The client that asks: read together with its session, or with the code or refresh token that it shows. */
async function findClient(
  signOns: SignOns,
  tenantKey: TenantKey,
  clientId: string,
): Promise<SignOnClient | undefined> {
  // No other text can be one of ours, and some texts no database can be asked for.
  if (!/^[\w-]{1,64}$/.test(clientId)) return undefined
  const known = recall()
  if (known.client?.clientId === clientId) return known.client
  const shown = readShown()
  const found = shown && (await findShown(signOns, tenantKey, shown, clientId))
  known.client = found?.client ?? (await signOns.findClient(tenantKey, clientId))
  return known.client
}

/** What the request of an app shows to get tokens. */
function readShown(): Used | undefined {
  const { code, refresh_token: token } = Provider.ctx?.oidc.params ?? {}
  if (Provider.ctx?.oidc.route !== 'token') return undefined
  if (typeof code === 'string') return { kind: 'code', secret: code }
  return typeof token === 'string' ? { kind: 'refresh', secret: token } : undefined
}

/** Somebody of the request who may use its app, if the database was asked already. */
export const findRecalledUser = (userId: string): SignOnPerson | undefined => {
  const user = recall().client?.user
  return user?.userId === userId ? user : undefined
}

/** The member of a client that says which app it is. */
export const connectedAppMember = 'connected_app'

export const readConnectedApp = (client: unknown): Id<'cap'> =>
  toId((client as Record<string, string> | undefined)?.[connectedAppMember], 'cap')

function describeClient({
  clientId,
  clientSecret,
  callbackUrl,
  connectedAppId,
}: SignOnClient): AdapterPayload {
  return {
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: [callbackUrl],
    response_modes: ['query'],
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: 'client_secret_post',
    id_token_signed_response_alg: 'RS256',
    [connectedAppMember]: connectedAppId,
  }
}
