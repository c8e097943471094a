import type { FastifyInstance, FastifyReply } from 'fastify'
import { omitUndefined } from '@loggia/kernel'
import { signOnProblems } from '../../../sign-on/index.ts'
import { beginDirect, takeDirect } from '../direct.ts'
import type { Arrived, Direct, Unasked } from '../direct.ts'
import type { TenantProvider } from '../provider.ts'
import { samlPath } from '../paths.ts'
import type { Exchange, OfStep, OfTenant, Served } from '../served.ts'
import { createIdentity, formatMetadata } from './identity.ts'
import type { SamlIdentity } from './identity.ts'
import { nameFormats, signInClasses } from './names.ts'
import type { NameFormat, SignInClass } from './names.ts'
import { formatPostPage, formatPostPolicy } from './post-page.ts'
import type { AuthnRequest } from './request.ts'

type Company = { readonly provider: TenantProvider; readonly identity: SamlIdentity }
type Asked = Partial<Record<'sp' | 'SAMLRequest' | 'RelayState', string>>
/** What is kept while somebody says who they are. */
type Data = {
  readonly callbackUrl: string
  readonly relayState?: string | undefined
  readonly requestId?: string | undefined
  readonly nameFormat: NameFormat
  readonly signInClass: SignInClass
}

/** SAML 2.0, begun here or by an app (oauth.md §13; the web browser SSO profile). An app's callback address is its name. */
export async function registerSaml(scope: FastifyInstance, served: Served): Promise<void> {
  const identities = new WeakMap<TenantProvider, SamlIdentity>()
  const companyOf = async (tenantCode: string): Promise<Company> => {
    const provider = await served.providerOf(tenantCode)
    const identity = identities.get(provider) ?? createIdentity(provider)
    identities.set(provider, identity)
    return { provider, identity }
  }
  const answer = async (exchange: Exchange, asked: Asked, isDeflated: boolean): Promise<FastifyReply> => {
    const { tenantCode } = exchange.request.params as OfTenant['Params']
    const company = await companyOf(tenantCode)
    const arrived = await begin(served, company, { ...exchange, asked, isDeflated })
    return 'data' in arrived ? sendResponse(served, company, { ...exchange, arrived }) : arrived
  }
  scope.get<OfTenant>(`${samlPath}/metadata`, async (request, reply) => {
    const { identity } = await companyOf(request.params.tenantCode)
    return reply.type('application/samlmetadata+xml; charset=utf-8').send(formatMetadata(identity))
  })
  const limited = { preHandler: served.limitGuest }
  scope.get(`${samlPath}/sso`, limited, async (request, reply) =>
    answer({ request, reply }, readAsked(request.query), true),
  )
  scope.get<OfStep>(`${samlPath}/sso/:uid`, limited, async (request, reply) => {
    const company = await companyOf(request.params.tenantCode)
    const arrived = await takeDirect(served, company.provider, {
      request,
      reply,
      uid: request.params.uid,
    })
    return sendResponse(served, company, { request, reply, arrived })
  })
  await scope.register(async (forms) => {
    forms.removeAllContentTypeParsers()
    forms.addContentTypeParser<string>(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body))),
    )
    forms.post(`${samlPath}/sso`, { config: { isFromAnywhere: true }, ...limited }, async (request, reply) =>
      answer({ request, reply }, readAsked(request.body), false),
    )
  })
}

const readAsked = (from: unknown): Asked =>
  Object.fromEntries(Object.entries(from ?? {}).filter(([, value]) => typeof value === 'string'))

const refuse = (error: string, description: string) => signOnProblems.refused({ error, description })

/** RelayState is sent back; it should have 80 bytes (saml-bindings-2.0-os §3.4.3), and often has an address. */
const mostRelayState = 2000

type Begun = Exchange & { readonly asked: Asked; readonly isDeflated: boolean }

/** Throws `sign_on.refused` for whoever is no app of the company, or wants the answer elsewhere. */
async function begin(
  served: Served,
  { provider, identity }: Company,
  { request, reply, asked, isDeflated }: Begun,
): Promise<Arrived | Unasked | FastifyReply> {
  const { SAMLRequest: encoded, RelayState: relayState } = asked
  if (relayState !== undefined && relayState.length > mostRelayState)
    throw refuse('InvalidRequest', `RelayState has more than ${mostRelayState} characters`)
  // Their libraries are loaded when they are first needed: a start does not wait for them.
  const { readAuthnRequest } = await import('./request.ts')
  const authn = encoded === undefined ? undefined : readAuthnRequest(encoded, isDeflated)
  const callbackUrl = authn?.issuer ?? asked.sp ?? ''
  const connectedAppIds = await served.signOns.listAppsOfCallback(provider.tenant.tenantKey, callbackUrl)
  if (connectedAppIds.length === 0)
    throw refuse('UnknownServiceProvider', 'An app is known by its callback address')
  if (authn) requireRight(authn, identity)
  const data = {
    callbackUrl,
    ...omitUndefined({ relayState, requestId: authn?.id }),
    nameFormat: authn?.nameFormat ?? nameFormats.userName,
    signInClass: authn?.signInClass ?? signInClasses[0],
  } satisfies Data
  const { isAnew = false, isPassive: isUnasked = false } = authn ?? {}
  if (isAnew && isUnasked) return { data }
  const direct: Direct = { path: `${samlPath}/sso`, connectedAppIds, isAnew, isUnasked, data }
  return beginDirect(served, provider, { request, reply, direct })
}

function requireRight({ issuer, callbackUrl, destination }: AuthnRequest, { ssoUrl }: SamlIdentity): void {
  if ((callbackUrl ?? issuer) !== issuer)
    throw refuse('InvalidRequest', 'AssertionConsumerServiceURL mismatch')
  if ((destination ?? ssoUrl) !== ssoUrl) throw refuse('InvalidRequest', 'Destination mismatch')
}

/** Posts to the app who somebody is, or that nobody is signed in. */
async function sendResponse(
  { edge: { platform } }: Served,
  { identity }: Company,
  { request, reply, arrived }: Exchange & { readonly arrived: Arrived | Unasked },
): Promise<FastifyReply> {
  const { callbackUrl, relayState, requestId, ...how } = arrived.data as unknown as Data
  const to = { callbackUrl, requestId }
  // An id must not begin with a digit.
  const draw = (): string => `_${Buffer.from(platform.randomBytes(20)).toString('hex')}`
  const drawn = { now: platform.wall.now(), draw }
  const { formatNobody, formatResponse } = await import('./response.ts')
  const xml =
    'person' in arrived
      ? formatResponse(identity, to, { person: arrived.person, since: arrived.since, ...how, ...drawn })
      : formatNobody(identity, to, drawn)
  const fields = { SAMLResponse: Buffer.from(xml).toString('base64'), RelayState: relayState }
  const post = { url: callbackUrl, fields }
  return (
    reply
      .header('cache-control', 'no-store')
      .header('content-security-policy', formatPostPolicy(post))
      // The app may look at the origin of what is posted to it.
      .header('referrer-policy', 'strict-origin')
      .type('text/html; charset=utf-8')
      .send(formatPostPage(post, request.language))
  )
}
