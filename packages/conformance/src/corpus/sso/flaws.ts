import type { WrongSeller } from '../seller.ts'

type Described = Omit<WrongSeller, 'make' | 'name'>
const red = (defect: string, id: string, more: Partial<Described> = {}): Described => ({
  defect,
  found: [`sso.${id}`],
  ...more,
})
const spreads = { spreads: true } as const

/** The defects that a seller may have, and the checks that find them. */
export const flaws = {
  'leads-elsewhere': red('It leads to another path at the address of the company', 'start.leads', spreads),
  'has-a-fixed-client': red('It has one client ID for all companies', 'start.client', {
    also: ['sso.start.company'],
  }),
  'asks-for-no-type': red('It sends no response_type', 'start.client'),
  'adds-a-slash': red('Its redirect_uri has a slash at its end', 'start.callback'),
  'draws-short-states': red('Its states have eight characters', 'start.state'),
  'counts-states': red('Its states are a counter', 'start.state'),
  'has-no-pkce': red('It sends no challenge of PKCE', 'start.pkce'),
  'knows-one-company': red('It takes every company for the first one', 'start.company', spreads),
  'fails-on-unknown-companies': red(
    'It fails if it does not know the company',
    'start.unknown-company',
    spreads,
  ),
  'names-nobody': red('Its page names nobody', 'sign-in.done', spreads),
  'keeps-state-strictly': red('Its cookie for the state is SameSite=Strict', 'sign-in.done', spreads),
  'puts-the-token-into-the-address': red(
    'It asks userinfo with the access token in the address',
    'sign-in.userinfo',
  ),
  'finds-people-by-name-alone': red('It finds people by their user name in all companies', 'sign-in.twins'),
  'forgets-the-path': red('It ends every sign-in at its first page', 'sign-in.return'),
  'redirects-anywhere': red('It redirects to whatever address the start had', 'sign-in.no-open-redirect'),
  'redirects-to-slashes': red('It takes //host for a path', 'sign-in.no-open-redirect'),
  'keeps-the-session-id': red('It keeps the session ID of before the sign-in', 'sign-in.new-session'),
  'shows-the-cookie-to-scripts': red('Its session cookie is not HttpOnly', 'sign-in.cookie'),
  'says-no-same-site': red('Its session cookie has no SameSite', 'sign-in.same-site'),
  'shows-the-token': red('Its page contains the access token', 'sign-in.nothing-shown'),
  'puts-the-token-into-a-cookie': red('It sets a cookie with the access token', 'sign-in.nothing-shown'),
  'stays-at-the-callback': red('It shows a page at the callback address', 'sign-in.nothing-shown', {
    also: ['sso.sign-in.return'],
  }),
  'refuses-clicks': red('It refuses callbacks without a state', 'click.signs-in'),
  'takes-codes-of-others': red('It uses codes that come without a state', 'click.own-code'),
  'fails-on-unknown-clicks': red(
    'It fails if a click comes from a company that it does not know',
    'click.unknown-company',
  ),
  'looks-at-no-state': red('It compares no state', 'refused.state-forged'),
  'keeps-states': red('It takes a state again', 'refused.state-reused'),
  'takes-states-of-others': red('It takes states of other browsers', 'refused.other-browser'),
  'asks-whom-the-callback-names': red(
    'It exchanges the code at the company that the callback names',
    'refused.mix-up',
  ),
  'ignores-tenant': red('It does not look at tenant in the callback', 'refused.tenant'),
  'ignores-the-issuer': red('It does not look at iss in the callback', 'refused.issuer'),
  'ignores-the-company-of-userinfo': red(
    'It does not look at tenant in userinfo',
    'refused.userinfo-company',
  ),
  'lets-anybody-in': red('It signs in people whom nobody told it of', 'refused.unassigned', {
    also: ['sso.refused.withdrawn'],
  }),
  'lets-disabled-people-in': red('It signs in disabled people', 'refused.disabled'),
  'keeps-withdrawn-people': red('It keeps people signed in who were withdrawn', 'refused.withdrawn'),
  'sends-codes-twice': red('It sends a refused code again', 'refused.code'),
  'starts-after-refused-codes': red('It starts again whenever a code is refused', 'refused.code'),
  'starts-after-errors': red('It starts again after an error in the callback', 'refused.denied'),
  'renews-nothing': red('It never renews tokens', 'tokens.refresh'),
  'keeps-the-first-refresh-token': red('It sends its first refresh token again', 'tokens.newest'),
  'ignores-refused-refreshes': red('It goes on if a refresh is refused', 'tokens.ended'),
  'starts-after-failures': red('It starts again if the token call fails', 'tokens.failing'),
  'waits-for-ever': red('It waits for the token call without a limit', 'tokens.slow', {
    settings: { limitMs: 3_000 },
  }),
  'signs-nobody-out': red('Its sign-out leads to the marketplace only', 'sign-out.ends'),
  'forgets-the-cookie-alone': red('Its sign-out deletes the cookie only', 'sign-out.for-good'),
  'signs-out-here-alone': red('Its sign-out does not lead to the marketplace', 'sign-out.marketplace', {
    also: ['sso.sign-out.return'],
  }),
  'says-no-way-back': red('Its sign-out sends no redirect_url', 'sign-out.return'),
} as const satisfies Readonly<Record<string, Described>>

export type Flaw = keyof typeof flaws
