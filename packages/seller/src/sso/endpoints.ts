import { readBody } from '../http.ts'
import { readError, readTokens, readUserinfo } from './answers.ts'
import type { SsoTokens, SsoUser } from './answers.ts'
import { readMarketError, refuseSso } from './refusals.ts'
import type { SsoRefusal, SsoResult } from './refusals.ts'
import type { SsoTenant } from './tenants.ts'

/** Where a company signs its people in, below the address that tenantSync told. */
export const writeEndpoint = ({ domainName }: Pick<SsoTenant, 'domainName'>, path: string): string =>
  `${domainName.replace(/\/+$/, '')}/api/v1/${path}`

/** The issuer of a company, as `iss` names it (RFC 9207). */
export const toIssuer = (tenant: Pick<SsoTenant, 'domainName'>): string => writeEndpoint(tenant, 'oauth2')

/** How the marketplace is asked. */
export type Asking = {
  readonly timeoutMs: number
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  readonly now: () => number
}

/** Far more than any answer has. */
const mostBytes = 65_536

type Answer = { readonly ok: true; readonly status: number; readonly body: unknown }

/** Asks for JSON. Follows no redirect: the secret is for this address only. */
async function ask(
  url: string,
  init: RequestInit,
  { fetch, timeoutMs }: Asking,
): Promise<Answer | SsoRefusal> {
  const signal = AbortSignal.timeout(timeoutMs)
  const headers = { accept: 'application/json', ...(init.headers as Record<string, string>) }
  try {
    const reply = await fetch(url, { ...init, headers, signal, redirect: 'manual' })
    const bytes = await readBody(reply, mostBytes)
    const { status } = reply
    // What is not read would keep the connection.
    if (!bytes) reply.body?.cancel().catch(() => undefined)
    if (status >= 500 || status === 429)
      return refuseSso('unavailable', `The marketplace failed (HTTP ${status}).`)
    return { ok: true, status, body: bytes && parseText(new TextDecoder().decode(bytes)) }
  } catch (error) {
    if (signal.aborted)
      return refuseSso('unavailable', `The marketplace did not respond within ${timeoutMs} ms.`)
    return refuseSso('unavailable', 'The marketplace could not be reached.', { error })
  }
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const refuseUnreadable = (what: string, status: number): SsoRefusal =>
  refuseSso('unreadable', `The response to ${what} cannot be read (HTTP ${status}).`)

/** The grant: a code or a refresh token. */
export type Grant = Readonly<Record<string, string>> & {
  readonly grant_type: 'authorization_code' | 'refresh_token'
}

/** Exchanges a code or a refresh token. */
export async function askTokens(
  tenant: SsoTenant,
  grant: Grant,
  asking: Asking,
): Promise<SsoResult<{ readonly tokens: SsoTokens }>> {
  const { clientId, clientSecret } = tenant
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const body = new URLSearchParams({ ...grant, client_id: clientId, client_secret: clientSecret })
  const answer = await ask(writeEndpoint(tenant, 'oauth2/token'), { method: 'POST', headers, body }, asking)
  if (!answer.ok) return answer
  const { status } = answer
  const tokens = status === 200 ? readTokens(answer.body, asking.now()) : undefined
  if (tokens) return { ok: true, tokens }
  const refused = status >= 400 ? readError(answer.body) : undefined
  return refused ? refuseGrant(grant, refused) : refuseUnreadable('the token call', status)
}

/** One page of the documentation names `invalid_client` for a bad code, so the description decides too. */
const isGrantRefused = (error: string, description: string): boolean =>
  error === 'invalid_grant' || /^invalid (authorization code|refresh token)$/i.test(description)

function refuseGrant(
  { grant_type: type }: Grant,
  { error, description }: { readonly error: string; readonly description: string },
): SsoRefusal {
  const what = type === 'refresh_token' ? 'the refresh token' : 'the code'
  const marketError = readMarketError(error)
  const message = `The marketplace refused ${what}: ${readMarketError(`${error} ${description}`)}`.trimEnd()
  if (!isGrantRefused(error, description)) return refuseSso('clientRefused', message, { marketError })
  return refuseSso(type === 'refresh_token' ? 'signedOut' : 'codeRefused', message, { marketError })
}

/** Asks whose access token it is. */
export async function askUser(
  tenant: SsoTenant,
  { accessToken }: SsoTokens,
  asking: Asking,
): Promise<SsoResult<{ readonly user: SsoUser }>> {
  const headers = { authorization: `Bearer ${accessToken}` }
  const answer = await ask(writeEndpoint(tenant, 'oauth2/userinfo'), { headers }, asking)
  if (!answer.ok) return answer
  if (answer.status === 401)
    return refuseSso('tokenRefused', 'The marketplace does not accept the access token any more.')
  const user = answer.status === 200 ? readUserinfo(answer.body) : undefined
  if (!user) return refuseUnreadable('the userinfo call', answer.status)
  if (user.tenantId !== tenant.tenantId)
    return refuseSso('otherTenant', 'The access token is that of a person of another company.')
  return { ok: true, user }
}
