import { findClient, readAllowed } from './allowed.ts'
import type { SsoContext } from './allowed.ts'
import type { Attempt } from './attempts.ts'
import { askTokens, toIssuer } from './endpoints.ts'
import type { Grant } from './endpoints.ts'
import type { SsoOutcome, SsoRedirect, SsoRequest, SsoSignedIn } from './outcome.ts'
import { readMarketError, refuseSso } from './refusals.ts'
import type { SsoRefusal, SsoResult } from './refusals.ts'
import type { Client, SsoAsked } from './tenants.ts'

const names = ['code', 'tenant', 'state', 'iss', 'error', 'error_description'] as const
/** What the marketplace added to the callback address. */
type Answer = { readonly [Name in (typeof names)[number]]?: string | undefined }

/** Undefined if something is there twice (RFC 6749 §3.1): another reader might take the other one. */
function readAnswer({ url = '' }: SsoRequest): Answer | undefined {
  const at = url.indexOf('?')
  const query = new URLSearchParams(at < 0 ? '' : url.slice(at))
  const isTwice = names.some((name) => query.getAll(name).length > 1)
  return isTwice ? undefined : Object.fromEntries(names.map((name) => [name, query.get(name) || undefined]))
}

type Start = (asked: SsoAsked, request: SsoRequest) => Promise<SsoResult<SsoRedirect>>

/** Answers a browser that comes to the callback address. */
export async function answerCallback(
  context: SsoContext,
  request: SsoRequest,
  start: Start,
): Promise<SsoOutcome> {
  const answer = readAnswer(request)
  if (!answer) return toOutcome(refuseSso('invalidRequest', 'A parameter of the callback is there twice.'))
  if (answer.state === undefined) return answerUnsolicited(context, answer, { request, start })
  const attempt = context.attempts.find(request, answer.state)
  if (!attempt) {
    const message = 'This browser has not started this sign-in, or keeps no cookies.'
    return toOutcome(refuseSso('unknownState', message, { tenantId: answer.tenant }))
  }
  const cookie = context.attempts.remove(request, attempt.state)
  return toOutcome(await finish(context, attempt, answer), cookie, attempt.returnTo)
}

function toOutcome(result: SsoResult<SsoSignedIn>, cookie?: string, returnTo = '/'): SsoOutcome {
  if (!result.ok) return { kind: 'refused', refusal: result, cookie }
  const { ok: _, ...signedIn } = result
  return { kind: 'signedIn', ...signedIn, returnTo, cookie }
}

async function finish(
  context: SsoContext,
  { state, verifier, untilMs, tenantId, instanceId }: Attempt,
  answer: Answer,
): Promise<SsoResult<SsoSignedIn>> {
  const { store, asking } = context.config
  if (untilMs < asking.now()) return refuseSso('expired', 'The sign-in took too long.', { tenantId })
  if (!(await store.remember(`sso:${state}`, untilMs)))
    return refuseSso('usedBefore', 'This answer of the marketplace was used before.', { tenantId })
  const client = await findClient(context, { tenantId, instanceId })
  if (!client.ok) return client
  const fault = findFault(context, client, answer)
  if (fault) return { ...fault, tenantId }
  const told = await exchange(context, client, { code: answer.code ?? '', code_verifier: verifier })
  if (told.ok && answer.iss !== undefined) context.named.add(answer.iss)
  return told
}

/** Whether it is the answer of this company, and says that somebody has signed in. */
function findFault(
  { named }: SsoContext,
  client: Client,
  { iss, tenant, error, code, ...rest }: Answer,
): SsoRefusal | undefined {
  const issuer = toIssuer(client)
  // RFC 9207 §2.4; some marketplaces never name themselves.
  if (iss === undefined ? named.has(issuer) : iss !== issuer) {
    const other = iss === undefined ? 'it names none' : readMarketError(iss)
    return refuseSso('otherIssuer', `The answer is that of another issuer: ${other}`)
  }
  if (tenant !== undefined && tenant !== client.tenantId)
    return refuseSso('otherTenant', 'The answer is that of another company.')
  if (error !== undefined) return refuseDenied(error, rest.error_description)
  return code === undefined ? refuseSso('invalidRequest', 'The callback has no code.') : undefined
}

const refuseDenied = (error: string, description = ''): SsoRefusal =>
  refuseSso('denied', `The marketplace answered: ${readMarketError(`${error} ${description}`).trimEnd()}`, {
    marketError: readMarketError(error),
  })

async function exchange(
  context: SsoContext,
  client: Client,
  proof: { readonly code: string; readonly code_verifier?: string },
): Promise<SsoResult<SsoSignedIn>> {
  const { redirectUri, asking } = context.config
  const grant: Grant = { grant_type: 'authorization_code', redirect_uri: redirectUri, ...proof }
  const told = await askTokens(client, grant, asking)
  return told.ok ? readAllowed(context, client, told.tokens) : { ...told, tenantId: client.tenantId }
}

/** The marketplace sends people whom nobody had sent there: from its workbench, and from its unified sign-in page. */
async function answerUnsolicited(
  context: SsoContext,
  answer: Answer,
  { request, start }: { readonly request: SsoRequest; readonly start: Start },
): Promise<SsoOutcome> {
  const { code, tenant: tenantId, error } = answer
  if (error !== undefined) return toOutcome({ ...refuseDenied(error, answer.error_description), tenantId })
  if (code === undefined || tenantId === undefined)
    return toOutcome(refuseSso('invalidRequest', 'The callback has no code, or names no company.'))
  switch (context.config.unsolicited) {
    case 'refuse':
      return toOutcome(refuseSso('unsolicited', 'This server had not sent the browser there.', { tenantId }))
    case 'restart': {
      const started = await start({ tenantId }, request)
      return started.ok
        ? { kind: 'startedAgain', location: started.location, cookie: started.cookie }
        : toOutcome(started)
    }
    case 'accept': {
      const client = await findClient(context, { tenantId })
      if (!client.ok) return toOutcome(client)
      const fault = findFault(context, client, answer)
      return toOutcome(fault ? { ...fault, tenantId } : await exchange(context, client, { code }))
    }
  }
}
