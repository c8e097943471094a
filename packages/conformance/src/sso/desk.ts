import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createGrants, unauthorized, writeUser } from '@loggia/protocol/sign-on'
import type { Given, OauthAnswer, OauthClient, SignOnUser } from '@loggia/protocol/sign-on'

/** What the server asked about one sign-on. */
export type Asked = {
  readonly what: 'code' | 'refresh' | 'userinfo'
  readonly status: number
  /** The access token was in the address. */
  readonly inQuery?: boolean
  /** It was still waiting when an answer was given up. */
  readonly waited?: true
}

/** One sign-on of a run, and how the desk answers about it. */
export type Play = {
  readonly user: SignOnUser
  /** What becomes of the code. Default: it counts. */
  readonly code?: 'refused' | 'fails' | 'hangs' | undefined
  /** The refresh token does not count any more. */
  readonly isEnded?: true | undefined
  /** How long its access tokens count. */
  readonly accessMs?: number | undefined
  /** Members of userinfo that are otherwise. */
  readonly userinfo?: Readonly<Record<string, string>> | undefined
}
type Holder = Play & { readonly asked: Asked[]; readonly secrets: string[] }

/** A company of a run, with its client. */
export type DeskCompany = OauthClient & { readonly tenantId: string }

/** The marketplace of a run: companies at whose addresses people sign on. */
export type SsoDesk = {
  readonly origin: string
  /** `domainName` of a company. */
  domainOf(tenantId: string): string
  add(company: DeskCompany): void
  findClient(tenantId: string): OauthClient | undefined
  /** A code of a company, with what will be asked about it and the secrets that nobody may see. */
  issue(
    tenantId: string,
    play: Play,
    challenge?: string,
  ): { readonly code: string; readonly asked: readonly Asked[]; readonly secrets: readonly string[] }
  close(): Promise<void>
}

export type SsoDeskOptions = {
  readonly nowMs: () => number
  readonly hex: (digits: number) => string
  /** How long a token call that hangs is left without an answer. */
  readonly hangMs: number
}

/** Serves tokens and userinfo on this machine (sign-on.md §3 and §4); the browser of a run needs no pages. */
export async function startSsoDesk({ nowMs, hex, hangMs }: SsoDeskOptions): Promise<SsoDesk> {
  const companies = new Map<string, DeskCompany>()
  const grants = createGrants<Holder>({ now: nowMs, draw: () => hex(48) })
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin)
    const [, tenantId = '', call = ''] = /^\/of\/([^/]+)\/api\/v1\/oauth2\/(.+)$/.exec(url.pathname) ?? []
    const company = companies.get(tenantId)
    if (company && call === 'token' && request.method === 'POST')
      return giveTokens(company, request, response)
    if (company && call === 'userinfo') return send(response, tellUser(url, request.headers.authorization))
    send(response, { status: 404, body: { error: 'not_found' } })
  }

  async function giveTokens(
    company: DeskCompany,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const form = new URLSearchParams(await text(request).catch(() => ''))
    const asking = { form, authorization: request.headers.authorization }
    const signOn = grants.findUsed(asking)
    const play = signOn?.holder
    const what = form.get('grant_type') === 'refresh_token' ? 'refresh' : 'code'
    const note = (asked: Omit<Asked, 'what'>): void => void play?.asked.push({ what, ...asked })
    if (what === 'code' && play?.code === 'hangs') return hang(response, note)
    const told = playedAnswer(what, play) ?? grants.exchange(asking, company)
    note({ status: told.status })
    for (const name of ['access_token', 'refresh_token'])
      if (name in told.body) play?.secrets.push(String(told.body[name]))
    send(response, told)
  }

  function hang(response: ServerResponse, note: (asked: Omit<Asked, 'what'>) => void): void {
    let isOver = false
    const timer = setTimeout(() => {
      isOver = true
      note({ status: 0, waited: true })
      response.destroy()
    }, hangMs)
    response.once('close', () => {
      clearTimeout(timer)
      if (!isOver) note({ status: 0 })
    })
  }

  function tellUser(url: URL, authorization: string | undefined): OauthAnswer {
    const inQuery = url.searchParams.get('access_token')
    const signOn = grants.findHolder(authorization ?? (inQuery === null ? undefined : `Bearer ${inQuery}`))
    if (!signOn) return unauthorized
    const { user, userinfo, asked } = signOn.holder
    asked.push({ what: 'userinfo', status: 200, inQuery: authorization === undefined })
    return { status: 200, body: { ...writeUser(user), ...userinfo } }
  }

  return {
    origin,
    domainOf: (tenantId) => `${origin}/of/${tenantId}`,
    add: (company) => void companies.set(company.tenantId, company),
    findClient: (tenantId) => companies.get(tenantId),
    issue: (tenantId, play, challenge) => {
      const company = companies.get(tenantId)
      const holder: Holder = { ...play, asked: [], secrets: [] }
      const signOn: Given<Holder> = {
        clientId: company?.clientId ?? '',
        callbackUrl: company?.callbackUrl ?? '',
        holder,
        challenge,
        accessMs: play.accessMs,
      }
      const code = grants.issue(signOn)
      holder.secrets.push(code, company?.clientSecret ?? '')
      return { code, asked: holder.asked, secrets: holder.secrets }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const failure: OauthAnswer = { status: 500, body: { error: 'server_error' } }
const refusal = (error_description: string): OauthAnswer => ({
  status: 400,
  body: { error: 'invalid_grant', error_description },
})

/** What is answered whatever counts. */
function playedAnswer(what: 'code' | 'refresh', play: Play | undefined): OauthAnswer | undefined {
  if (what === 'refresh') return play?.isEnded ? refusal('Invalid refresh token') : undefined
  if (play?.code === 'refused') return refusal('Invalid authorization code')
  return play?.code === 'fails' ? failure : undefined
}

function send(response: ServerResponse, { status, headers, body }: OauthAnswer): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers })
  response.end(JSON.stringify(body))
}
