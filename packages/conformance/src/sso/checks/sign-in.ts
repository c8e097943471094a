import { CannotJudge } from '../../engine/check.ts'
import type { Judgement } from '../../engine/check.ts'
import { readHeaders } from '../../engine/exchange.ts'
import { readText } from '../browser.ts'
import type { Browser } from '../browser.ts'
import type { SsoCase } from '../cases.ts'
import { requirePath, requireTenant } from '../cases.ts'
import { describeVisit } from '../stage.ts'
import type { Returned, Stage } from '../stage.ts'

const foreign = 'https://elsewhere.example'
/** Paths that browsers read as addresses of another server. */
const foreignPaths = [
  `${foreign}/`,
  '//elsewhere.example/',
  '/\\elsewhere.example/',
  'https:elsewhere.example',
]

/** The cookies without which nobody is signed in. */
async function findSessionCookies(
  { openBrowser, isIn }: Stage,
  browser: Browser,
  user: Parameters<Stage['isIn']>[1],
) {
  const all = [...browser.cookies.values()]
  const found = []
  for (const one of all)
    if (!(await isIn(openBrowser(all.filter((other) => other !== one)), user))) found.push(one)
  if (found.length === 0) throw new CannotJudge('No cookie keeps the session.')
  return found
}

async function signedIn(stage: Stage): Promise<Returned & { readonly user: ReturnType<Stage['a']['draw']> }> {
  const user = stage.a.draw()
  return { ...(await stage.signIn(stage.a, { user })), user }
}

async function judgeReturn(stage: Stage, path: string): Promise<Judgement> {
  const user = stage.a.draw()
  const { visit } = await stage.signIn(stage.a, { user }, { path })
  return visit.away
    ? `A sign-in that was started with the path ${path} ${describeVisit(visit)}; it must end on the server itself.`
    : undefined
}

export const signInCases: readonly SsoCase[] = [
  {
    id: 'sign-in.done',
    title: 'Whoever comes back with a code and the state is signed in',
    source: 'sign-on §1',
    needsSignIn: false,
    fix: 'Exchange the code, read userinfo, find the person by userName and tenant among those of authSync, and open a session. The page of --page must name the person.',
    play: async (stage) => {
      const { visit, asked, browser, user } = await signedIn(stage)
      if (await stage.isIn(browser, user)) return undefined
      const told = asked.map(({ what, status }) => `${what} (${status})`).join(', ')
      return `After the callback, which ${describeVisit(visit)}, ${stage.places.page} names nobody. The server asked for: ${told || 'nothing'}.`
    },
  },
  {
    id: 'sign-in.userinfo',
    title: 'It asks userinfo, with the access token in the Authorization header',
    source: 'sign-on §4',
    fix: 'Send GET …/oauth2/userinfo with Authorization: Bearer and the access token. In an address it would get into logs.',
    play: async (stage) => {
      const { asked } = await signedIn(stage)
      const found = asked.filter(({ what }) => what === 'userinfo')
      if (found.length === 0) return 'The server signs somebody in without asking userinfo who they are.'
      return found.some(({ inQuery }) => inQuery)
        ? 'The server sends the access token in the address of userinfo; it must be in the Authorization header.'
        : undefined
    },
  },
  {
    id: 'sign-in.twins',
    title: 'The same user name at two companies means two people',
    source: 'sign-on §1',
    fix: 'Find people by userName and tenant together: user names are unique in one company only.',
    play: async (stage) => {
      requireTenant(stage)
      const { a, b, signIn, openBrowser, visitPage } = stage
      for (const [company, other] of [
        [a, b],
        [b, a],
      ] as const) {
        const { browser } = await signIn(company, { user: company.twin }, { browser: openBrowser() })
        const text = readText((await visitPage(browser)).last)
        if (text.includes(other.twin.name))
          return 'Somebody was signed in as the person with their user name at another company.'
      }
      return undefined
    },
  },
  {
    id: 'sign-in.return',
    title: 'It ends at the page that the person wanted to see',
    level: 'should',
    source: 'sign-on §1',
    fix: 'Keep the path with the state, and redirect to it after the sign-in.',
    play: async (stage) => {
      requirePath(stage)
      const wanted = new URL(stage.places.page)
      wanted.searchParams.set('check', stage.bench.hex(6))
      const path = wanted.pathname + wanted.search
      const { visit } = await stage.signIn(stage.a, { user: stage.a.draw() }, { path })
      return visit.exchanges.some(({ request }) => request.url === wanted.href)
        ? undefined
        : `A sign-in that was started for ${path} did not end there.`
    },
  },
  {
    id: 'sign-in.no-open-redirect',
    title: 'It never ends at another server',
    source: 'sign-on §1',
    fix: 'Redirect to paths of your own server only, read as browsers do: //host and /\\host are other servers.',
    play: async (stage) => {
      requirePath(stage)
      for (const path of foreignPaths) {
        const fault = await judgeReturn(stage, path)
        if (fault !== undefined) return fault
      }
      return undefined
    },
  },
  {
    id: 'sign-in.new-session',
    title: 'A sign-in opens a new session',
    source: 'sign-on §1',
    fix: 'Give the session another ID when somebody signs in: whoever planted the former one would be signed in too.',
    play: async (stage) => {
      const browser = stage.openBrowser()
      await stage.visitPage(browser, 'the page before the sign-in')
      const begun = await stage.begin(stage.a, { browser })
      const planted = [...browser.cookies.values()]
      const user = stage.a.draw()
      await stage.comeBack(begun, stage.a, { play: { user } })
      return (await stage.isIn(stage.openBrowser(planted), user))
        ? 'The cookies from before the sign-in are signed in afterwards.'
        : undefined
    },
  },
  {
    id: 'sign-in.cookie',
    title: 'The cookie of the session is for the server alone',
    source: 'sign-on §1',
    fix: 'Set HttpOnly, and over https Secure.',
    play: async (stage) => {
      const { browser, user } = await signedIn(stage)
      const needed = new URL(stage.places.page).protocol === 'https:' ? ['httponly', 'secure'] : ['httponly']
      for (const { name, flags } of await findSessionCookies(stage, browser, user)) {
        const missing = needed.filter((flag) => !flags.has(flag))
        if (missing.length > 0) return `The cookie ${name} lacks ${missing.join(' and ')}.`
      }
      return undefined
    },
  },
  {
    id: 'sign-in.same-site',
    title: 'The cookie of the session says SameSite',
    level: 'should',
    source: 'sign-on §1',
    fix: 'Set SameSite=Lax, so that other sites cannot send requests in the name of the person.',
    play: async (stage) => {
      const { browser, user } = await signedIn(stage)
      const open = (await findSessionCookies(stage, browser, user)).find(
        ({ sameSite = '' }) => sameSite !== 'lax' && sameSite !== 'strict',
      )
      return (
        open &&
        `The cookie ${open.name} has SameSite ${open.sameSite ?? 'not set'}; it should be Lax or Strict.`
      )
    },
  },
  {
    id: 'sign-in.nothing-shown',
    title: 'Nothing secret is shown after a sign-in',
    source: 'sign-on §3',
    fix: 'Keep tokens and the client secret on the server, and redirect from the callback to a page without the code.',
    play: async (stage) => {
      const { browser, visit, secrets } = await signedIn(stage)
      const page = await stage.visitPage(browser)
      for (const { last, exchanges } of [visit, page]) {
        const shown = secrets.find((secret) => readText(last).includes(secret))
        if (shown !== undefined) return 'A page contains the code, a token or the client secret.'
        const kept = exchanges.flatMap((one) => [
          ...readHeaders(one, 'set-cookie'),
          ...readHeaders(one, 'location'),
        ])
        if (secrets.some((secret) => kept.some((line) => line.includes(secret))))
          return 'A cookie or a redirect contains the code, a token or the client secret.'
      }
      const isStill = !visit.away && visit.exchanges.length === 1
      return isStill ? 'The sign-in ends at the callback address, with the code in it.' : undefined
    },
  },
]
