import type { SsoCase } from '../cases.ts'
import type { Browser, Visit } from '../browser.ts'
import { describeVisit } from '../stage.ts'
import type { Stage } from '../stage.ts'

const source = 'sign-on §6'

/** Signs somebody in and out: by POST, or by GET if that ends nothing. */
async function signOut(stage: Stage) {
  const user = stage.a.draw()
  const { browser } = await stage.signIn(stage.a, { user })
  const kept = [...browser.cookies.values()]
  const leave = (method: 'GET' | 'POST'): Promise<Visit> =>
    browser.go(stage.places.logout, { name: `the sign-out by ${method}`, activity: 'sign-out', method })
  let visit = await leave('POST')
  const isOut = async (of: Browser): Promise<boolean> => !(await stage.isIn(of, user))
  if (!visit.away && !(await isOut(browser))) visit = await leave('GET')
  return { visit, kept, isOut: await isOut(browser), isOutFor: isOut }
}

const toLogout = (stage: Stage): string => `${stage.a.domainName}/api/v1/logout`
const isAt = ({ away }: Visit, address: string): boolean =>
  away !== undefined && `${away.origin}${away.pathname}` === address

export const signOutCases: readonly SsoCase[] = [
  {
    id: 'sign-out.ends',
    title: 'A sign-out ends the session',
    source,
    fix: 'End your own session first, then send the browser to the marketplace.',
    play: async (stage) =>
      (await signOut(stage)).isOut ? undefined : 'The person is still signed in after the sign-out.',
  },
  {
    id: 'sign-out.for-good',
    title: 'The cookie of a session that has ended counts no more',
    level: 'should',
    source,
    fix: 'End the session on the server too: deleting the cookie leaves a copy of it valid.',
    play: async (stage) => {
      const { kept, isOut, isOutFor } = await signOut(stage)
      return !isOut || (await isOutFor(stage.openBrowser(kept)))
        ? undefined
        : 'The cookies from before the sign-out are still signed in.'
    },
  },
  {
    id: 'sign-out.marketplace',
    title: 'A sign-out leads to the marketplace',
    source,
    fix: 'Redirect to domainName of the company, followed by /api/v1/logout: otherwise the next click signs in again without asking.',
    play: async (stage) => {
      const { visit } = await signOut(stage)
      return isAt(visit, toLogout(stage))
        ? undefined
        : `The sign-out ${describeVisit(visit)}; it must redirect to ${toLogout(stage)}.`
    },
  },
  {
    id: 'sign-out.return',
    title: 'It says where the browser comes back to',
    level: 'should',
    source,
    fix: 'Add redirect_url with an address of your own server; others lead to the sign-in of the marketplace.',
    play: async (stage) => {
      const { visit } = await signOut(stage)
      const address = visit.away?.searchParams.get('redirect_url') ?? ''
      const origin = URL.canParse(address) ? new URL(address).origin : undefined
      return origin === new URL(stage.places.callback).origin
        ? undefined
        : `redirect_url is ${address === '' ? 'missing' : address}; it should be an address of the server.`
    },
  },
]
