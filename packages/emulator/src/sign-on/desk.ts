import { setTimeout as pause } from 'node:timers/promises'
import { isId, omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { EmulatorHost } from '@loggia/marketplace/embedded'
import {
  createGrants,
  readAuthorisation,
  readClient,
  unauthorized,
  writeCallback,
  writeUser,
} from '@loggia/protocol/sign-on'
import type { Given, OauthAnswer } from '@loggia/protocol/sign-on'
import type { ExchangeLog } from '../exchange-log.ts'
import type { FaultQueue } from '../faults/queue.ts'
import type { QueuedFault } from '../schema.ts'
import { readLanguage, renderChoice, renderWord } from './page.ts'
import type { Word } from './page.ts'
import { createSessions } from './sessions.ts'
import type { SignOnActivity } from './schema.ts'
import type { SignOnReply, SignOnRequest } from './wire.ts'

type Holder = {
  readonly connectedAppId: Id<'cap'>
  readonly userId: UserId
  /** Of the browser at the address of the company. */
  readonly session: string
}
type Client = NonNullable<Awaited<ReturnType<EmulatorHost['market']['signOns']['findClient']>>>
type Tenant = NonNullable<Awaited<ReturnType<EmulatorHost['market']['signOns']['findTenant']>>>
type UserId = Parameters<EmulatorHost['market']['signOns']['findPerson']>[0]['userId']
type Asked = SignOnRequest & { readonly tenant: Tenant; readonly language: 'zh' | 'en' }

const address = /^\/tenants\/([^/]+)\/api\/v1\/(oauth2\/.+|logout)$/
/** Whether a request is to the address of a company, apart from those of CAS and SAML, which the market answers itself. */
export const isOfSignOn = ({ pathname }: URL): boolean => address.test(pathname)
/** Whether a seller’s server asks, which shows its secret or a token. */
export const isAskedByServer = ({ pathname }: URL): boolean => /\/oauth2\/(token|userinfo)$/.test(pathname)

export type SignOnDesk = ReturnType<typeof createSignOnDesk>

const mostPeople = 100

/** The company’s side of OAuth 2.0 by the emulator’s clock, with a page on which a developer picks who signs in. */
export function createSignOnDesk(
  { market: { signOns, directory }, platform, clock }: EmulatorHost,
  { queue, log }: { readonly queue: FaultQueue; readonly log: ExchangeLog },
) {
  const draw = (): string => Buffer.from(platform.randomBytes(24)).toString('hex')
  const grants = createGrants<Holder>({ now: clock.now, draw })
  const sessions = createSessions(draw)

  /** Somebody of the company, if they may use the app now, by the market’s own rules. */
  const findUser = ({ connectedAppId, userId }: Pick<Holder, 'connectedAppId' | 'userId'>) =>
    signOns.findPerson({ connectedAppId, userId })

  /** Of a test account its one person, once it was requested. */
  async function listPeople({ tenantKey }: Tenant) {
    if (!isId(tenantKey, 'cap'))
      return directory.listPeople(platform.db, { enterpriseId: tenantKey, all: true, limit: mostPeople })
    const person = await findUser({ connectedAppId: tenantKey, userId: tenantKey })
    return person ? [{ id: person.userId, ...person }] : []
  }

  async function answer(request: SignOnRequest): Promise<SignOnReply | undefined> {
    const [, code = '', call = ''] = address.exec(request.url.pathname) ?? []
    const tenant = await signOns.findTenant(code)
    if (!tenant) return undefined
    const language = readLanguage(String(request.headers['accept-language'] ?? ''))
    const asked: Asked = { ...request, tenant, language }
    switch (`${request.method} ${call}`) {
      case 'GET oauth2/authorize':
      case 'POST oauth2/authorize':
        return authorise(asked)
      case 'POST oauth2/token':
        return serve('token', asked, () => giveTokens(asked))
      case 'GET oauth2/userinfo':
        return serve('userinfo', asked, () => tellUser(asked))
      case 'GET logout':
        return leave(asked)
      default:
        return toReply({ status: 404, body: { error: 'not_found' } })
    }
  }

  /** Whoever is signed in goes on at once, as at a real marketplace; others are picked on a page. */
  async function authorise(asked: Asked): Promise<SignOnReply> {
    const { url, tenant, method, body } = asked
    const client = await signOns.findClient(tenant.tenantKey, url.searchParams.get('client_id') ?? '')
    const read = readAuthorisation(url.searchParams, client)
    if (!client || (!read.ok && 'page' in read))
      return toWord(asked, 400, 'wrong', { text: read.ok || !('page' in read) ? '' : read.page })
    const { state } = read
    const iss = `${signOns.formatDomain(tenant.tenantCode)}/api/v1/oauth2`
    const goBack = (added: Readonly<Record<string, string>>, cookie?: string): SignOnReply =>
      lead(writeCallback(client.callbackUrl, omitUndefined({ ...added, state, iss })), cookie)
    if (!read.ok) return goBack({ error: read.error, error_description: read.description })
    const form = new URLSearchParams(method === 'POST' ? body : '')
    if (form.has('refuse')) return goBack({ error: 'access_denied' })
    const former = sessions.find(asked.headers)
    const userName = form.get('person') ?? former?.userName
    if (userName === undefined) return choose(asked, client)
    const person = (await listPeople(tenant)).find((one) => one.userName === userName)
    const of = person && { connectedAppId: client.connectedAppId, userId: person.id }
    if (!of || !(await findUser(of))) return toWord(asked, 403, 'wrong', 'mayNot')
    const session = former?.userName === userName ? former.id : sessions.open(userName)
    const { clientId, callbackUrl } = client
    const holder = { ...of, session }
    const code = grants.issue({ clientId, callbackUrl, holder, challenge: read.challenge })
    return goBack({ code, tenant: tenant.tenantId }, sessions.writeCookie(session, tenant.tenantCode))
  }

  async function choose({ tenant, language }: Asked, { connectedAppId }: Client): Promise<SignOnReply> {
    const choices = []
    for (const { id: userId, userName, name } of await listPeople(tenant))
      choices.push({ userName, name, mayUse: (await findUser({ connectedAppId, userId })) !== undefined })
    return toHtml(200, renderChoice(language, tenant.name, choices))
  }

  async function giveTokens({ tenant, headers, body }: Asked): Promise<OauthAnswer> {
    const form = new URLSearchParams(body)
    const authorization = readHeader(headers, 'authorization')
    const asking = { form, authorization }
    const used = grants.findUsed(asking)
    if (used && !(await findUser(used.holder))) grants.end((signOn) => signOn === used)
    const client = await signOns.findClient(tenant.tenantKey, readClient(asking).id)
    return grants.exchange(asking, client)
  }

  async function tellUser({ headers }: Asked): Promise<OauthAnswer> {
    const found = grants.findHolder(readHeader(headers, 'authorization'))
    const person = found && (await findUser(found.holder))
    return person ? { status: 200, body: writeUser({ id: person.userId, ...person }) } : unauthorized
  }

  async function leave(asked: Asked): Promise<SignOnReply> {
    const { url, tenant, headers } = asked
    const id = sessions.end(headers)
    if (id !== undefined) grants.end(({ holder }: Given<Holder>) => holder.session === id)
    const cookie = sessions.writeCookie('', tenant.tenantCode)
    const back = URL.parse(url.searchParams.get('redirect_url') ?? '')
    const own = (await signOns.listAddresses(tenant.tenantKey)).map((one) => new URL(one).origin)
    if (back && own.includes(back.origin)) return lead(back.href, cookie)
    return toHtml(200, renderWord(asked.language, 'signedOut', { text: tenant.name }), cookie)
  }

  /** Answers a seller’s server, with what goes wrong on purpose, and keeps the exchange. */
  async function serve(
    activity: SignOnActivity,
    asked: Asked,
    carryOut: () => Promise<OauthAnswer>,
  ): Promise<SignOnReply> {
    const elapsed = platform.stopwatch.start()
    const fault = queue.take({ activity }, (one) => one.activity === activity)
    const told = fault ? await answerUnder(fault, activity, carryOut) : await carryOut()
    const reply = typeof told === 'string' ? told : toReply(told)
    const durationMs = Math.round(elapsed())
    log.addServed({ activity, asked, reply, fault: fault?.fault, durationMs }, clock.now())
    return reply
  }

  return {
    answer,
    /** Forgets everybody. */
    clear(): void {
      grants.end(() => true)
      sessions.clear()
    },
  }
}

const defaultDelayMs = 1_000

async function answerUnder(
  { fault, delayMs = defaultDelayMs }: QueuedFault,
  activity: SignOnActivity,
  carryOut: () => Promise<OauthAnswer>,
): Promise<OauthAnswer | 'hangs' | 'breaks'> {
  switch (fault) {
    case 'delay':
      await pause(delayMs)
      return carryOut()
    case 'time-out':
      await carryOut()
      return 'hangs'
    case 'reset':
      return 'breaks'
    case 'refuses':
      return activity === 'token' ? refusal : unauthorized
    default:
      return { status: 500, body: { error: 'server_error' } }
  }
}

const refusal: OauthAnswer = {
  status: 400,
  body: { error: 'invalid_grant', error_description: 'Refused by the emulator' },
}

const readHeader = (headers: SignOnRequest['headers'], name: string): string | undefined => {
  const value = headers[name]
  return typeof value === 'string' ? value : undefined
}

const toReply = ({ status, headers, body }: OauthAnswer): Exclude<SignOnReply, string> => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})
const toHtml = (status: number, body: string, cookie?: string): SignOnReply => ({
  status,
  headers: omitUndefined({ 'content-type': 'text/html; charset=utf-8', 'set-cookie': cookie }),
  body,
})
const toWord = (
  { language }: Asked,
  status: number,
  title: Word,
  detail: Parameters<typeof renderWord>[2],
): SignOnReply => toHtml(status, renderWord(language, title, detail))
const lead = (location: string, cookie?: string): SignOnReply => ({
  status: 303,
  headers: omitUndefined({ location, 'set-cookie': cookie }),
  body: '',
})
