import type { SsoTokens } from './answers.ts'
import type { Attempts } from './attempts.ts'
import { askUser } from './endpoints.ts'
import { isSafeUrl } from './options.ts'
import type { SsoConfig } from './options.ts'
import type { SsoFound, SsoSignedIn } from './outcome.ts'
import { refuseSso } from './refusals.ts'
import type { SsoResult } from './refusals.ts'
import type { Client, SsoAsked, Tenants } from './tenants.ts'

/** What the parts of a sign-in need. */
export type SsoContext = {
  readonly config: SsoConfig
  readonly tenants: Tenants
  readonly attempts: Attempts
  /** Issuers that have named themselves in an answer: they do so in each. */
  readonly named: Set<string>
}

/** Finds with what people of a company are signed in. It is looked up each time, because the marketplace may change it. */
export async function findClient(
  { config, tenants }: SsoContext,
  asked: SsoAsked,
): Promise<SsoResult<Client>> {
  const { tenantId } = asked
  const [client, ...others] = await tenants.listClients(asked)
  if (!client)
    return refuseSso('unknownTenant', 'The marketplace has told of no such company with this app.', {
      tenantId,
    })
  if (others.length > 0) {
    const message = 'This company has several purchases with a client each: say which by instanceId.'
    return refuseSso('severalInstances', message, { tenantId })
  }
  if (!isSafeUrl(client.domainName, config.allowHttp) || client.domainName.includes('?')) {
    const message = `domainName of the company is no https address: ${client.domainName}`
    return refuseSso('invalidAddress', message, { tenantId })
  }
  return { ok: true, ...client }
}

/** Finds somebody who may use the app now. */
export async function findAllowed(
  { tenants }: SsoContext,
  of: Parameters<Tenants['findPerson']>[0],
  userName: string,
): Promise<SsoResult<SsoFound>> {
  const found = await tenants.findPerson(of, userName)
  const { tenantId } = of
  if (!found)
    return refuseSso('unknownPerson', `${userName} may not use the app: not assigned, or removed.`, {
      tenantId,
    })
  if (!found.person.isEnabled)
    return refuseSso('disabled', `${userName} is disabled by the company.`, { tenantId })
  return { ok: true, ...found }
}

/** Asks the marketplace who somebody is, and looks them up. */
export async function readAllowed(
  context: SsoContext,
  client: Client,
  tokens: SsoTokens,
): Promise<SsoResult<SsoSignedIn>> {
  const { tenantId } = client
  const asked = await askUser(client, tokens, context.config.asking)
  if (!asked.ok) return { ...asked, tenantId }
  const found = await findAllowed(context, client, asked.user.userName)
  return found.ok ? { ...found, tenantId, tokens, user: asked.user } : found
}
