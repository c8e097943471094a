import type { Session } from '@loggia/protocol/console'

/** Where the pages are; the server serves the same paths. */
export const paths = {
  home: '/',
  products: '/search',
  sellers: '/#sellers',
  guarantees: '/#guarantees',
  developers: '/#developers',
  product: (id: string) => `/products/${id}`,
  specification: (productId: string, id: string) => `/products/${productId}/specifications/${id}`,
  /** By its code: the server knows where it stands in the tree. */
  category: (code: string) => `/categories/${encodeURIComponent(code)}`,
  seller: (id: string) => `/sellers/${id}`,
  signIn: (next?: string) => (next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
  signUp: '/sign-up',
  account: '/account',
  sell: '/sell',
  buyerCentre: '/buyer/orders',
  buyerServices: '/buyer/services',
  sellerCentre: '/seller',
  operatorArea: '/operator',
  organisation: '/buyer/organisation',
  order: (id: string) => `/buyer/orders/${id}`,
  apiDocs: '/api/docs',
  openApi: '/api/openapi.json',
} as const

/** The first page of a role: buyers shop, sellers and operators work. */
export function getHome(session: Pick<Session, 'buyer' | 'seller' | 'operator'>): string {
  if (session.buyer) return paths.home
  if (session.seller) return paths.sellerCentre
  return session.operator ? paths.operatorArea : paths.home
}

/** Where a sign-in leads: to the page that asked for it, otherwise to the first page of the role. */
export function getPathAfterSignIn(
  next: string,
  session: Pick<Session, 'buyer' | 'seller' | 'operator'>,
): string {
  const path = toLocalPath(next)
  // Nobody is sent to the home page for want of a session, so that path means that none was named.
  return path === undefined || path === paths.home ? getHome(session) : path
}

/** `next` if it is a path of this site, otherwise undefined: a link from elsewhere must not send a signed-in reader away. */
export function toLocalPath(next: string): string | undefined {
  // Browsers read a backslash as a slash and drop tabs and line breaks, so `/\t/host` would leave the site.
  if (!/^\/(?![/\\])/.test(next) || /[\\\p{Cc}]/u.test(next)) return undefined
  const url = new URL(next, 'http://site.invalid')
  return url.host === 'site.invalid' ? next : undefined
}
