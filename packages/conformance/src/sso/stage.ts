import type { SignOnUser } from '@loggia/protocol/sign-on'
import { writeCallback } from '@loggia/protocol/sign-on'
import type { Bench } from '../engine/bench.ts'
import { LeftOpen } from '../engine/check.ts'
import { describeAnswer } from '../engine/exchange.ts'
import { openBrowser, readText } from './browser.ts'
import type { Browser, Visit } from './browser.ts'
import { requireSide } from './companies.ts'
import type { RunCompany } from './companies.ts'
import type { Asked, Play } from './desk.ts'

/** A sign-in that the server has begun. */
export type Begun = {
  readonly browser: Browser
  readonly visit: Visit
  /** What it asks the company for. */
  readonly query: URLSearchParams
}
/** A browser that was at the callback address. */
export type Returned = {
  readonly browser: Browser
  readonly visit: Visit
  readonly address: string
  readonly asked: readonly Asked[]
  readonly secrets: readonly string[]
}
/** What the company adds to the callback address; undefined leaves something out. */
export type Query = Readonly<
  Partial<Record<'code' | 'state' | 'tenant' | 'iss' | 'error', string | undefined>>
>

/** How a visit ended, in words that follow "it". */
export function describeVisit({ last, away, isEndless }: Visit): string {
  if (isEndless) return 'redirected the browser again and again'
  if (away) return `sent the browser to ${away.origin}${away.pathname}`
  return last.json === undefined
    ? `answered HTTP ${last.reply?.status}`
    : `was answered ${describeAnswer(last)}`
}

export type Stage = ReturnType<typeof createStage>

/** What a check does with people, browsers and the marketplace. */
export function createStage(bench: Bench, { a, b }: { readonly a: RunCompany; readonly b: RunCompany }) {
  const { places, desk } = requireSide(bench)
  const issuerOf = (company: RunCompany): string => `${company.domainName}/api/v1/oauth2`

  /** Where a visit leads, if it asks this company to sign somebody in. */
  function findAuthorisation({ away }: Visit, company: RunCompany): URLSearchParams | undefined {
    const isThere = away && `${away.origin}${away.pathname}` === `${issuerOf(company)}/authorize`
    return isThere ? away.searchParams : undefined
  }

  const visitStart = (browser: Browser, company: { readonly tenantId: string }, path = '/'): Promise<Visit> =>
    browser.go(places.toStart(company.tenantId, path), {
      name: 'the start of a sign-in',
      activity: 'sign-in',
    })

  /** Throws a {@link LeftOpen} if the server does not send the browser to the company. */
  async function begin(
    company: RunCompany,
    { browser = openBrowser(bench), path }: { browser?: Browser; path?: string } = {},
  ): Promise<Begun> {
    const visit = await visitStart(browser, company, path)
    const query = findAuthorisation(visit, company)
    if (!query)
      throw new LeftOpen(`There is nothing to test with: the start of a sign-in ${describeVisit(visit)}.`)
    return { browser, visit, query }
  }

  /** Sends a browser to the callback address with a code of this company. */
  async function comeBack(
    { browser, query }: Pick<Begun, 'browser' | 'query'>,
    company: RunCompany,
    { play, change = {}, name = 'the callback' }: { play: Play; change?: Query; name?: string },
  ): Promise<Returned> {
    const challenge = query.get('code_challenge') ?? undefined
    const { code, asked, secrets } = desk.issue(company.tenantId, play, challenge)
    const address = writeCallback(places.callback, {
      code,
      tenant: company.tenantId,
      state: query.get('state') ?? undefined,
      iss: issuerOf(company),
      ...change,
    })
    const visit = await goBack(browser, address, name)
    return { browser, visit, address, asked, secrets }
  }

  const goBack = (browser: Browser, address: string, name: string): Promise<Visit> =>
    browser.go(address, { name, activity: 'callback', fromMarket: true })

  /** Signs somebody in, as far as the server lets them. */
  async function signIn(
    company: RunCompany,
    play: Play,
    options: { browser?: Browser; path?: string; change?: Query; name?: string } = {},
  ): Promise<Returned> {
    return comeBack(await begin(company, options), company, { play, ...options })
  }

  /** Lets the company answer again wherever the server starts anew; at most three times. */
  async function goOn(
    { browser, visit, asked, ...rest }: Returned,
    company: RunCompany,
    play: Play,
  ): Promise<Returned & { readonly isEndless: boolean }> {
    let [at, all] = [visit, [...asked]]
    for (let times = 0; times < 3; times += 1) {
      const query = findAuthorisation(at, company)
      if (!query) return { browser, visit: at, asked: all, ...rest, isEndless: at.isEndless }
      const next = await comeBack({ browser, query }, company, {
        play,
        name: 'the callback of another start',
      })
      at = next.visit
      all = [...all, ...next.asked]
    }
    return {
      browser,
      visit: at,
      asked: all,
      ...rest,
      isEndless: findAuthorisation(at, company) !== undefined,
    }
  }

  const visitPage = (browser: Browser, name = 'the page'): Promise<Visit> =>
    browser.go(places.page, { name, activity: 'page' })

  /** Whether the page names somebody. */
  async function isIn(browser: Browser, user: SignOnUser): Promise<boolean> {
    const { last, away } = await visitPage(browser)
    if (away) return false
    const text = readText(last)
    return text.includes(user.name) || text.includes(user.userName)
  }

  return {
    bench,
    a,
    b,
    places,
    issuerOf,
    findAuthorisation,
    visitStart,
    begin,
    comeBack,
    goBack,
    signIn,
    goOn,
    visitPage,
    isIn,
    openBrowser: (planted?: Parameters<typeof openBrowser>[1]) => openBrowser(bench, planted),
  }
}
