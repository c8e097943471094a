import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createNodeListener } from '../adapters/node.ts'
import { createMemoryDirectory, createMemorySessions, createMemoryStore } from '../index.ts'
import { createSso, createSsoSessions } from '../index.ts'
import type { DirectoryStore, Person, Sso, SsoOptions, SsoRefusal, SsoSessions } from '../index.ts'
import type { SsoRefusalCode, SsoSessionsOptions } from '../index.ts'
import { createTestClock } from '../testing.ts'
import { openBrowser, startMarketplace } from '../tried-marketplace.ts'
import type { TriedMarketplace } from '../tried-marketplace.ts'

export const appId = 'TESTAPP000000001'
export const companies = ['tenant-1', 'tenant-2'].map((tenantId) => ({
  tenantId,
  clientId: `client of ${tenantId}`,
  clientSecret: `secret/of+${tenantId}&=`,
}))
export const linXia: Person = {
  userName: 'lin.xia',
  name: '林夏',
  departmentCode: '10000',
  role: 'user',
  isEnabled: true,
}

/** A seller's application over HTTP, and a marketplace that signs its people in. */
export type TriedSignIn = {
  readonly url: string
  readonly market: TriedMarketplace
  readonly directory: DirectoryStore
  readonly clock: ReturnType<typeof createTestClock>
  readonly sso: Sso
  readonly sessions: SsoSessions
  /** The same in another process. */
  openElsewhere(): SsoSessions
  readonly refusals: SsoRefusal[]
  readonly browser: ReturnType<typeof openBrowser>
  /** The address at which a sign-in at a company starts. */
  at(tenantId: string, returnTo?: string): string
  /** Signs in, and returns where the browser is then. */
  signIn(tenantId?: string): Promise<{ url: string; status: number; body: string }>
  /** Signs in as far as the answer of the marketplace, and returns its address. */
  walkToCallback(returnTo?: string): Promise<URL>
  /** Why nobody was signed in. */
  listCodes(): SsoRefusalCode[]
  close(): Promise<void>
}

export const isCallback = /\/sso\/callback\?/

export type TriedOptions = Partial<SsoOptions> & { readonly sessions?: Partial<SsoSessionsOptions> }

/** Puts a company into a directory, as its calls would. */
export async function fillDirectory(
  directory: DirectoryStore,
  { tenantId, clientId, clientSecret }: (typeof companies)[number],
  { domainName, instanceId = '' }: { readonly domainName: string; readonly instanceId?: string },
): Promise<void> {
  const of = { tenantId, instanceId }
  await directory.putTenant({
    ...of,
    orderId: '',
    code: tenantId,
    name: '晨岚科技',
    domainName,
    isTest: false,
  })
  await directory.putApp({ ...of, appId, clientId, clientSecret })
}

export async function startSignIn({ sessions: how, ...options }: TriedOptions = {}): Promise<TriedSignIn> {
  const clock = createTestClock('2026-03-01T08:00:00Z')
  const refusals: SsoRefusal[] = []
  const server = createServer((request, response) =>
    createNodeListener(sessions, {
      otherwise: (asked, answer) =>
        void sessions.find(asked).then((session) => answer.end(JSON.stringify(session?.person ?? null))),
    })(request, response),
  )
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const callbackUrl = `${url}/sso/callback`
  const market = await startMarketplace(companies, callbackUrl)
  const directory = createMemoryDirectory()
  for (const company of companies) {
    await fillDirectory(directory, company, { domainName: market.domainOf(company.tenantId) })
    await directory.putPeople({ tenantId: company.tenantId, instanceId: '', appId }, [linXia])
  }
  const given = {
    directory,
    appId,
    callbackUrl,
    sealedBy: 'a secret',
    store: createMemoryStore({ now: clock.now }),
    now: clock.now,
    ...options,
  } as SsoOptions
  const sso = createSso(given)
  const givenToo = {
    store: createMemorySessions(),
    now: clock.now,
    onRefused: (refusal: SsoRefusal) => void refusals.push(refusal),
    ...how,
  }
  const sessions = createSsoSessions(sso, givenToo)
  const browser = openBrowser()
  const at = (tenantId: string, returnTo = '/'): string =>
    `${url}/sso/start?${new URLSearchParams({ tenant: tenantId, returnTo }).toString()}`
  return {
    url,
    market,
    directory,
    clock,
    sso,
    sessions,
    openElsewhere: () => createSsoSessions(createSso(given), givenToo),
    refusals,
    browser,
    at,
    signIn: (tenantId = 'tenant-1') => browser.go(at(tenantId)),
    walkToCallback: async (returnTo = '/roster') =>
      new URL((await browser.go(at('tenant-1', returnTo), { until: isCallback })).url),
    listCodes: () => refusals.map(({ code }) => code),
    close: async () => {
      server.close()
      server.closeAllConnections()
      await market.close()
    },
  }
}
