import type { Session } from '@loggia/protocol/console'

/** A page that leads on to `next`; the home page is where it leads anyway. */
const withNext = (path: string, next: string | undefined): string =>
  next === undefined || next === '/' ? path : `${path}?next=${encodeURIComponent(next)}`

const withAmount = (path: string, amount: string | undefined): string =>
  amount === undefined ? path : `${path}?amount=${encodeURIComponent(amount)}`
/** The term of a trial in the address of a product’s page. */
export const trialTerm = 'trial'

/** The paths of the pages; the server serves the same ones. */
export const paths = {
  home: '/',
  products: '/search',
  sellers: '/#sellers',
  guarantees: '/#guarantees',
  developers: '/#developers',
  product: (id: string) => `/products/${id}`,
  trial: (productId: string) => `/products/${productId}?term=${trialTerm}`,
  specification: (productId: string, id: string) => `/products/${productId}/specifications/${id}`,
  /** By its code; the server knows its place in the tree. */
  category: (code: string) => `/categories/${encodeURIComponent(code)}`,
  seller: (id: string) => `/sellers/${id}`,
  signIn: (next?: string) => withNext('/sign-in', next),
  signUp: (next?: string) => withNext('/sign-up', next),
  resetPassword: '/reset-password',
  joinCompany: '/directory/join',
  agreements: {
    user: '/terms',
    privacy: '/privacy',
    seller: '/seller-terms',
    help: '/help',
    contact: '/contact',
    about: '/about',
  },
  settings: '/operator/settings',
  account: '/account',
  sell: '/sell',
  buyerCentre: '/buyer/orders',
  buyerServices: '/buyer/services',
  sellerCentre: '/seller',
  operatorArea: '/operator',
  organisation: '/buyer/organisation',
  /** A request for a top-up, with the amount that is missing. */
  topUp: (amount?: string) => withAmount('/buyer/top-ups/new', amount),
  order: (id: string) => `/buyer/orders/${id}`,
  apiDocs: '/api/docs',
  openApi: '/api/openapi.json',
} as const

/** The home page of a role: buyers shop, sellers and operators work. */
export function getHome(session: Pick<Session, 'buyer' | 'seller' | 'operator'>): string {
  if (session.buyer) return paths.home
  if (session.seller) return paths.sellerCentre
  return session.operator ? paths.operatorArea : paths.home
}

/** The page after signing in: the one that required it, otherwise the home page of the role. */
export function getPathAfterSignIn(
  next: string,
  session: Pick<Session, 'buyer' | 'seller' | 'operator'>,
): string {
  const path = toLocalPath(next)
  // The home page needs no session, so this path means that no page was named.
  return path === undefined || path === paths.home ? getHome(session) : path
}

/**
 * Returns `next` if it is a path of this site, otherwise undefined: a link from elsewhere must not send a signed-in
 * reader to another site.
 */
export function toLocalPath(next: string): string | undefined {
  // Browsers read a backslash as a slash and drop tabs and line breaks, so `/\t/host` would leave the site.
  if (!/^\/(?![/\\])/.test(next) || /[\\\p{Cc}]/u.test(next)) return undefined
  const url = new URL(next, 'http://site.invalid')
  return url.host === 'site.invalid' ? next : undefined
}
