import type { IncomingMessage, ServerResponse } from 'node:http'
import { interactionPolicy, Provider } from 'oidc-provider'
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import type { Id } from '@loggia/kernel'
import { lives } from '../../sign-on/index.ts'
import type { Holder, SignOns, SignOnTenant, Vouched } from '../../sign-on/index.ts'
import { connectedAppMember, createAdapter, readConnectedApp, findRecalledUser } from './adapter.ts'
import type { Result } from './adapter.ts'
import { claimsOfScopes, scopes, toClaims } from './claims.ts'
import { toKitError } from './errors.ts'
import { oauthPath } from './paths.ts'

type CompanyKey = Awaited<ReturnType<SignOns['readKey']>>
type Refusal = { readonly error: string; readonly error_description?: string }

/** What of the marketplace the provider of one company needs. */
export type TenantParts = {
  readonly signOns: SignOns
  readonly tenant: SignOnTenant
  /** Its address: `domainName` of the joint kit. */
  readonly domain: string
  /** Where somebody says who they are; given the id of a sign-on. */
  readonly toStep: (uid: string) => string
  readonly nextId: () => Id<'sgn'>
  /** A fault of ours in the library, for the log. */
  readonly noteFault: (error: Error) => void
}

const toSeconds = (ms: number): number => Math.floor(ms / 1000)

export type TenantProvider = {
  readonly tenant: SignOnTenant
  readonly domain: string
  /** Answers a request, whose address begins below {@link oauthPath}; or gives what it refuses, for a page to say. */
  readonly answer: (
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
  ) => Promise<Refusal | Error | undefined>
  /** The one who has come back with a ticket goes on. False if this sign-on is gone. */
  readonly settle: (uid: string, result: Result) => Promise<boolean>
  /** Signs somebody in at the company's address, as the library does it: the secret is for their browser to keep. */
  readonly openSession: (
    secret: string,
    of: Vouched & { readonly uid: string; readonly nowMs: number },
  ) => Promise<void>
  readonly cookies: { readonly session: string; readonly nameStep: (uid: string) => string }
  /** With it everything that the company says of its people is signed. */
  readonly key: CompanyKey
}

/** OAuth 2.0 and OpenID Connect of one company: its own issuer, key, apps and sessions. */
export async function createTenantProvider(parts: TenantParts): Promise<TenantProvider> {
  const { domain } = parts
  const key = await parts.signOns.readKey(parts.tenant.tenantKey)
  const { protocol, host, pathname } = new URL(domain)
  const mount = pathname.replace(/\/$/, '') + oauthPath
  const cookies = nameCookies(protocol === 'https:', parts.tenant.tenantCode)
  const refusals = new WeakMap<IncomingMessage, Refusal | Error>()
  const provider = new Provider(domain + oauthPath, {
    ...configure(parts, { cookies, key, path: pathname, isHttps: protocol === 'https:' }),
    renderError: (ctx, { error, error_description }, cause) => {
      const refusal = toKitError({ error, error_description }, ctx)
      const isForPeople = ctx.oidc.route === 'authorization' || ctx.oidc.route === 'resume'
      if (isForPeople && ctx.accepts('json', 'html') === 'html') {
        // A page of ours says it.
        ctx.respond = false
        refusals.set(ctx.req, error === 'server_error' ? cause : refusal)
      } else ctx.body = refusal
    },
  })
  const noteFault = (...args: unknown[]): void => {
    const fault = args.find((one) => one instanceof Error)
    if (fault) parts.noteFault(fault)
  }
  provider.on('server_error', noteFault)
  // Koa's own, which would be written to the console.
  provider.on('error' as 'server_error', noteFault)
  provider.proxy = true
  // The library tells the answer before it sends it; its types do not know that.
  const success = 'authorization.success' as 'authorization.accepted'
  provider.on(success, (_ctx: unknown, out?: Record<string, unknown>) => {
    if (out) out['tenant'] = parts.tenant.tenantId
  })
  provider.on('grant.error', (ctx: KoaContextWithOIDC) => {
    ctx.body = toKitError(ctx.body as Refusal, ctx)
  })
  provider.use(async (ctx, next) => {
    await next()
    // Pages of ours may post nothing elsewhere, and answers behind a “#” would stay in the address.
    if (ctx.oidc?.route === 'discovery')
      Object.assign(ctx.body as object, { response_modes_supported: ['query'] })
  })
  const respond = provider.callback()
  return {
    tenant: parts.tenant,
    domain,
    cookies,
    key,
    async answer(request, response, path) {
      // All addresses that it names are below the company's, whatever the request says.
      Object.assign(request.headers, { 'x-forwarded-proto': protocol.slice(0, -1), 'x-forwarded-host': host })
      const { url } = request
      Object.assign(request, { url: path, originalUrl: mount + path })
      await respond(request, response)
      Object.assign(request, { url })
      return refusals.get(request)
    },
    async openSession(secret, { userId, sessionId, startedAt, uid, nowMs }) {
      const [iat, loginTs] = [toSeconds(nowMs), toSeconds(startedAt)]
      const exp = iat + ttl.Session
      const payload = { kind: 'Session', iat, exp, uid, accountId: userId, loginTs }
      const holder = { userId, sessionId }
      await parts.signOns.saveSession(parts.tenant.tenantKey, secret, { uid, payload, holder })
    },
    async settle(uid, result) {
      const step = await provider.Interaction.find(uid)
      if (!step) return false
      // The session with which it began may be over: to sign in anew ends the former one.
      step.session = undefined
      step.result = result as unknown as NonNullable<typeof step.result>
      await step.save(Math.max(1, (step.exp ?? 0) - step.iat))
      return true
    },
  }
}

/**
 * Over https with the prefix by which browsers take a cookie from this host only: a sibling domain cannot plant a session.
 * They hold for the whole host, so those of companies are told apart by name.
 */
function nameCookies(isHttps: boolean, tenantCode: string) {
  const prefix = isHttps ? '__Host-' : ''
  const nameStep = (uid: string): string => `${prefix}loggia_sign_on_step_${uid.slice(0, 16)}`
  return {
    session: `${prefix}loggia_sign_on_${tenantCode}`,
    interaction: 'loggia_sign_on_interaction',
    resume: 'loggia_sign_on_resume',
    state: 'loggia_sign_on_state',
    nameStep,
  }
}

const omitStep = ({ nameStep: _nameStep, ...names }: ReturnType<typeof nameCookies>) => names

type Around = {
  readonly cookies: ReturnType<typeof nameCookies>
  readonly key: CompanyKey
  readonly path: string
  readonly isHttps: boolean
}

/** How long things count, for the library. */
const ttl = {
  AuthorizationCode: toSeconds(lives.code),
  AccessToken: toSeconds(lives.access),
  IdToken: toSeconds(lives.access),
  RefreshToken: toSeconds(lives.refresh),
  Session: toSeconds(lives.session),
  Interaction: toSeconds(lives.step),
  Grant: toSeconds(lives.refresh),
}

const chooseFeatures = (signOns: SignOns): NonNullable<Configuration['features']> => ({
  devInteractions: { enabled: false },
  dPoP: { enabled: false },
  pushedAuthorizationRequests: { enabled: false },
  resourceIndicators: { enabled: false },
  revocation: {
    enabled: true,
    allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
  },
  introspection: {
    enabled: true,
    allowedPolicy: async (_ctx, client, token) =>
      token.clientId === client.clientId && (await isUsable(signOns, client, token)),
  },
  rpInitiatedLogout: { enabled: false },
})

/** The settings of the library. */
function configure(
  { signOns, tenant, toStep, nextId }: TenantParts,
  { cookies, key, path, isHttps }: Around,
): Configuration {
  const granted = scopes.join(' ')
  const cookie = { httpOnly: true, sameSite: 'lax', secure: isHttps, signed: false, overwrite: true } as const
  return {
    adapter: createAdapter(signOns, tenant, granted),
    jwks: { keys: [key] as never },
    scopes,
    claims: Object.fromEntries(Object.entries(claimsOfScopes).map(([scope, names]) => [scope, [...names]])),
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    // oauth.md §3, §4: an app has one callback address, and need not repeat it.
    allowOmittingSingleRegisteredRedirectUri: true,
    pkce: { required: () => false },
    routes: {
      authorization: '/authorize',
      token: '/token',
      userinfo: '/userinfo',
      jwks: '/jwks',
      revocation: '/revoke',
      introspection: '/introspect',
    },
    features: chooseFeatures(signOns),
    extraClientMetadata: { properties: [connectedAppMember] },
    interactions: {
      policy: createPolicy(),
      url(ctx, { uid }) {
        // The library's own cookie could be planted by a sibling domain.
        ctx.cookies.set(cookies.nameStep(uid), uid, { ...cookie, path: '/', maxAge: lives.step })
        return toStep(uid)
      },
    },
    async findAccount(ctx, accountId) {
      const of = { connectedAppId: readConnectedApp(ctx.oidc.client), userId: accountId as Holder['userId'] }
      const person = findRecalledUser(accountId) ?? (await signOns.findPerson(of))
      return person && { accountId, claims: () => toClaims(person) }
    },
    loadExistingGrant(ctx) {
      const { account, client, provider } = ctx.oidc
      const of = { accountId: account?.accountId, clientId: client?.clientId, jti: nextId() }
      const grant = new provider.Grant(of as ConstructorParameters<typeof provider.Grant>[0])
      grant.addOIDCScope(granted)
      return grant
    },
    // Tokens end with the marketplace's session, of which the library knows nothing.
    expiresWithSession: () => false,
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    cookies: {
      names: omitStep(cookies),
      long: { ...cookie, path: '/' },
      short: { ...cookie, path },
    },
    ttl,
  }
}

async function isUsable(
  signOns: SignOns,
  client: unknown,
  { accountId }: object & { accountId?: string },
): Promise<boolean> {
  if (accountId === undefined) return false
  const of = { connectedAppId: readConnectedApp(client), userId: accountId as Holder['userId'] }
  return (await signOns.findPerson(of)) !== undefined
}

/** Also somebody who is signed in, and may not use this app, has to say who they are. */
function createPolicy() {
  const policy = interactionPolicy.base()
  policy
    .get('login')
    ?.checks.add(
      new interactionPolicy.Check(
        'not_assigned',
        'the person may not use this app',
        'access_denied',
        ({ oidc }) => oidc.session?.accountId !== undefined && oidc.account === undefined,
      ),
    )
  return policy
}
