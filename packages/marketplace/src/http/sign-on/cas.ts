import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { omitUndefined, toIso } from '@loggia/kernel'
import type { WallInstant } from '@loggia/kernel'
import { signOnProblems } from '../../sign-on/index.ts'
import type { SignOnPerson } from '../../sign-on/index.ts'
import { escapeXml } from '../xml.ts'
import { toAttributes } from './claims.ts'
import { beginDirect, takeDirect } from './direct.ts'
import type { Arrived, Direct } from './direct.ts'
import { signOut } from './logout.ts'
import type { TenantProvider } from './provider.ts'
import { casPath } from './paths.ts'
import type { OfStep, OfTenant, Served } from './served.ts'

type Asked = Partial<Record<'service' | 'ticket' | 'format' | 'renew' | 'gateway', string>>
const readAsked = ({ query }: FastifyRequest): Asked =>
  Object.fromEntries(Object.entries(query as object).filter(([, value]) => typeof value === 'string'))
const isSet = (value: string | undefined): boolean => value !== undefined && value !== '' && value !== 'false'

/** CAS 1.0, 2.0 and 3.0 (oauth.md §11; the CAS protocol 3.0.3 of Apereo). Proxies are not spoken to. */
export function registerCas(scope: FastifyInstance, served: Served): void {
  const limited = { preHandler: served.limitGuest }
  scope.get<OfTenant>(`${casPath}/login`, limited, async (request, reply) => {
    const provider = await served.providerOf(request.params.tenantCode)
    const arrived = await begin(served, provider, { request, reply })
    return 'person' in arrived ? sendTicket(served, provider, { reply, arrived }) : arrived
  })
  scope.get<OfStep>(`${casPath}/login/:uid`, limited, async (request, reply) => {
    const provider = await served.providerOf(request.params.tenantCode)
    const { uid } = request.params
    const arrived = await takeDirect(served, provider, { request, reply, uid })
    if ('person' in arrived) return sendTicket(served, provider, { reply, arrived })
    return reply.header('cache-control', 'no-store').redirect(arrived.data['service'] ?? '', 302)
  })
  scope.get<OfTenant>(`${casPath}/validate`, async (request, reply) => {
    const judged = await validate(served, request)
    const answer = 'user' in judged ? `yes\n${judged.user.person.userName}\n` : 'no\n\n'
    return reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(answer)
  })
  for (const [path, withAttributes] of [
    ['/serviceValidate', false],
    ['/p3/serviceValidate', true],
  ] as const)
    scope.get<OfTenant>(`${casPath}${path}`, async (request, reply) => {
      const judged = await validate(served, request)
      void reply.header('cache-control', 'no-store')
      const body = describe(judged, withAttributes)
      if (/^json$/i.test(readAsked(request).format ?? '')) return reply.send({ serviceResponse: body })
      return reply.type('application/xml; charset=utf-8').send(toXml(body))
    })
  scope.get<OfTenant>(`${casPath}/logout`, (request, reply) => {
    const { tenantCode } = request.params
    return signOut(served, { request, reply }, { tenantCode, asked: readAsked(request).service })
  })
}

/** Throws `sign_on.refused` for a service that is no callback address of an app of the company. */
async function begin(
  served: Served,
  provider: TenantProvider,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<Arrived | FastifyReply> {
  const { service = '', renew, gateway } = readAsked(request)
  const { tenantKey, tenantId } = provider.tenant
  const connectedAppIds = await served.signOns.listAppsOfCallback(
    tenantKey,
    toCallback(service, tenantId),
    'cas',
  )
  if (connectedAppIds.length === 0)
    throw signOnProblems.refused({ error: 'INVALID_SERVICE', description: 'Service mismatch' })
  const direct: Direct = {
    path: `${casPath}/login`,
    connectedAppIds,
    isAnew: isSet(renew),
    // CAS §2.1.1: `renew` outdoes `gateway`.
    isUnasked: isSet(gateway) && !isSet(renew),
    data: { service },
  }
  return beginDirect(served, provider, { request, reply, direct })
}

/** The kit puts the tenant behind the callback address, also without a question mark (oauth.md §11). */
function toCallback(service: string, tenantId: string): string {
  const plain = new RegExp(`[?&]tenant=${tenantId}$`).test(service)
    ? service.slice(0, -`?tenant=${tenantId}`.length)
    : service
  // Callback addresses are kept with a path.
  return /^https?:\/\/[^/?#]+$/.test(plain) ? `${plain}/` : plain
}

async function sendTicket(
  { edge, signOns }: Served,
  { tenant }: TenantProvider,
  { reply, arrived }: { readonly reply: FastifyReply; readonly arrived: Arrived },
): Promise<FastifyReply> {
  const { holder, connectedAppId, data, isNew } = arrived
  // CAS §3.1.1, §3.7: letters, digits and hyphens, and no more than the 32 characters that every client takes.
  const ticket = `ST-${Buffer.from(edge.platform.randomBytes(14)).toString('hex')}`
  const service = data['service'] ?? ''
  const signOn = { id: edge.platform.ids.next('sgn'), connectedAppId, ...holder }
  await signOns.saveCode(tenant.tenantKey, ticket, { signOn, payload: { service, isNew } })
  const mark = service.includes('?') ? '&' : '?'
  return reply
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .redirect(`${service}${mark}ticket=${ticket}`, 302)
}

type User = { readonly person: SignOnPerson; readonly at: WallInstant; readonly isNew: boolean }
type Judged =
  | { readonly user: User }
  | { readonly code: 'INVALID_REQUEST' | 'INVALID_TICKET' | 'INVALID_SERVICE'; readonly ticket: string }

/** A ticket counts once, whatever is asked with it. */
async function validate(
  { signOns, edge, providerOf }: Served,
  request: FastifyRequest<OfTenant>,
): Promise<Judged> {
  const { service, ticket = '', renew } = readAsked(request)
  if (!service || !ticket) return { code: 'INVALID_REQUEST', ticket }
  const { tenantKey } = (await providerOf(request.params.tenantCode)).tenant
  const found = ticket.startsWith('ST-') ? await signOns.findCode(tenantKey, ticket) : undefined
  if (!found || found.usedAt !== undefined || !(await signOns.useCode(tenantKey, ticket)))
    return { code: 'INVALID_TICKET', ticket }
  const { service: own, isNew } = found.payload as { readonly service?: string; readonly isNew?: boolean }
  if (service !== own) return { code: 'INVALID_SERVICE', ticket }
  const { connectedAppId, userId } = found.signOn
  const person = await signOns.findPerson({ connectedAppId, userId })
  if (!person || (isSet(renew) && !isNew)) return { code: 'INVALID_TICKET', ticket }
  return { user: { person, at: edge.platform.wall.now(), isNew: isNew === true } }
}

const describe = (judged: Judged, withAttributes: boolean) =>
  'user' in judged
    ? {
        authenticationSuccess: omitUndefined({
          user: judged.user.person.userName,
          attributes: withAttributes ? describeAttributes(judged.user) : undefined,
        }),
      }
    : { authenticationFailure: { code: judged.code, description: descriptions[judged.code](judged.ticket) } }

const descriptions = {
  INVALID_REQUEST: () => 'service and ticket parameters are both required',
  INVALID_TICKET: (ticket: string) => `the ticket provided was not valid, ticket is ${ticket}`,
  INVALID_SERVICE: (ticket: string) => `ticket ${ticket} does not match the service provided`,
} as const

const describeAttributes = ({ person, at, isNew }: User) => ({
  authenticationDate: toIso(at),
  longTermAuthenticationRequestTokenUsed: 'false',
  isFromNewLogin: String(isNew),
  ...toAttributes(person),
})

function toXml(body: ReturnType<typeof describe>): string {
  const inner =
    'authenticationFailure' in body
      ? `<cas:authenticationFailure code="${body.authenticationFailure.code}">${escapeXml(body.authenticationFailure.description)}</cas:authenticationFailure>`
      : `<cas:authenticationSuccess>${toElements(body.authenticationSuccess)}</cas:authenticationSuccess>`
  return `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">${inner}</cas:serviceResponse>`
}

const toElements = (of: object): string =>
  Object.entries(of)
    .map(([name, value]: [string, string | object]) => {
      const content = typeof value === 'string' ? escapeXml(value) : toElements(value)
      return `<cas:${name}>${content}</cas:${name}>`
    })
    .join('')
