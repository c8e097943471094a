import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import {
  createGrants,
  openBrowser,
  readAuthorisation,
  unauthorized,
  writeCallback,
  writeUser,
} from '@loggia/protocol/sign-on'
import type { Browser, OauthAnswer, SignOnUser, Visited } from '@loggia/protocol/sign-on'
import { readSystemTime } from '../config.ts'

/** The options of {@link startTestSignOn}. */
export type TestSignOnOptions = {
  /** The callback address of your app. */
  readonly callbackUrl: string
  /** The company. Default: `tenant-1`, as in `createTestKit`. */
  readonly tenantId?: string
  /** The client of the company. Default: `client-1` and `secret`, as in `createTestKit`. */
  readonly clientId?: string
  readonly clientSecret?: string
  /** Returns real time in UTC milliseconds, by which tokens run out: `clock.now`. Default: the system clock. */
  readonly now?: () => number
}

/** Somebody who signs in: a user name, or more of what userinfo tells of them. */
export type TestUser = string | (Partial<SignOnUser> & Pick<SignOnUser, 'userName'>)

/** A person’s browser, in which they are signed in. */
export type TestVisitor = Visited & {
  /** Goes to an address of your app, or a path, and on to where it leads. */
  go(address: string, how?: { readonly method?: string; readonly body?: string }): Promise<Visited>
  /** The line for the `Cookie` header of other clients. */
  readonly cookie: string
}

/** A marketplace at which the people of one company sign in. */
export type TestSignOn = {
  /** What `tenantSync` has to tell: `kit.enterprise({ domainName })`. */
  readonly domainName: string
  /**
   * Signs somebody in: opens the address at which your app starts a sign-in, and follows the browser to where it ends.
   * Without somebody, the marketplace answers with `access_denied`.
   */
  signIn(startUrl: string, user: TestUser | undefined): Promise<TestVisitor>
  /** Ends all tokens of somebody, as a sign-out elsewhere does. */
  end(userName: string): void
  close(): Promise<void>
}

/**
 * Starts a marketplace on 127.0.0.1 at which people sign in without a browser, for tests of an app with sign-in. Your
 * app has to know the company: tell it by `createTestKit`.
 *
 * @example
 * const signOn = await startTestSignOn({ callbackUrl: `${url}/sso/callback` })
 * await kit.enterprise({ domainName: signOn.domainName })
 * const lin = await signOn.signIn(`${url}/sso/start?tenant=tenant-1`, 'lin.xia')
 * assert.match((await lin.go('/roster')).body, /Lin Xia/)
 */
export async function startTestSignOn(options: TestSignOnOptions): Promise<TestSignOn> {
  const { callbackUrl, tenantId = 'tenant-1', clientId = 'client-1', clientSecret = 'secret' } = options
  const client = { clientId, clientSecret, callbackUrl }
  const draw = (): string => randomBytes(24).toString('hex')
  const grants = createGrants<SignOnUser>({ now: options.now ?? readSystemTime, draw })
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const domainName = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', domainName)
    const { authorization } = request.headers
    switch (`${request.method} ${url.pathname}`) {
      case 'POST /api/v1/oauth2/token': {
        const form = new URLSearchParams(await text(request).catch(() => ''))
        return send(response, grants.exchange({ form, authorization }, client))
      }
      case 'GET /api/v1/oauth2/userinfo': {
        const found = grants.findHolder(authorization)
        return send(response, found ? { status: 200, body: writeUser(found.holder) } : unauthorized)
      }
      case 'GET /api/v1/logout':
        return lead(response, url.searchParams.get('redirect_url') ?? callbackUrl)
      default:
        return send(response, { status: 404, body: { error: 'not_found' } })
    }
  }

  /** Where the company sends a browser that was sent to it; throws if it would send it nowhere. */
  function answerApp({ searchParams }: URL, user: SignOnUser | undefined): string {
    const asked = readAuthorisation(searchParams, client)
    if (!asked.ok && 'page' in asked)
      throw new Error(`The app is not sent on by the marketplace: ${asked.page}`)
    const { state } = asked
    const iss = `${domainName}/api/v1/oauth2`
    if (!asked.ok) return writeCallback(callbackUrl, { error: asked.error, state, iss })
    if (!user) return writeCallback(callbackUrl, { error: 'access_denied', state, iss })
    const { challenge } = asked
    const code = grants.issue({ clientId, callbackUrl, holder: user, challenge })
    return writeCallback(callbackUrl, { code, tenant: tenantId, state, iss })
  }

  const isAsked = ({ origin, pathname }: URL): boolean =>
    origin === domainName && pathname === '/api/v1/oauth2/authorize'

  return {
    domainName,
    async signIn(startUrl, user) {
      const browser = openBrowser()
      const asked = await browser.go(startUrl, { until: isAsked })
      if (!isAsked(new URL(asked.url)))
        throw new Error(
          `The app does not send the browser to ${domainName}, but to ${asked.url} (${asked.status})`,
        )
      const visited = await browser.go(
        answerApp(new URL(asked.url), user === undefined ? undefined : toUser(user, tenantId)),
      )
      return toVisitor(browser, visited, startUrl)
    },
    end: (userName) => grants.end(({ holder }) => holder.userName === userName),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const toVisitor = (browser: Browser, visited: Visited, startUrl: string): TestVisitor => ({
  ...visited,
  go: (address, how) => browser.go(new URL(address, startUrl).href, how),
  get cookie() {
    return [...browser.cookiesOf(startUrl)].map((pair) => pair.join('=')).join('; ')
  },
})

const toUser = (user: TestUser, tenantId: string): SignOnUser => {
  const given = typeof user === 'string' ? { userName: user } : user
  return {
    id: `per_${given.userName}`,
    name: given.userName,
    role: 'user',
    tenantId,
    company: '示例企业',
    departmentCode: '10000',
    departmentName: '示例企业',
    ...given,
  }
}

function send(response: ServerResponse, { status, body }: OauthAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

function lead(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end()
}
