import { omitUndefined } from '@loggia/kernel'
import type { Session } from '@loggia/protocol/console'
import { readOwnPath } from '@loggia/protocol/console/identity/kinds'

/** A page that leads on to `next`; the home page is where it leads anyway. */
const withNext = (path: string, next: string | undefined): string =>
  next === undefined || next === '/' ? path : `${path}?next=${encodeURIComponent(next)}`

/** Whoever is signed in signs in once more. */
const withAnew = (path: string, isAnew: boolean): string =>
  isAnew ? `${path}${path.includes('?') ? '&' : '?'}anew=1` : path

const withAmount = (path: string, amount: string | undefined, next: string | undefined): string => {
  const query = new URLSearchParams(omitUndefined({ amount, next })).toString()
  return query === '' ? path : `${path}?${query}`
}
const withCondition = (
  path: string,
  of: { readonly quantity: number; readonly months: number } | undefined,
) => (of === undefined ? path : `${path}&quantity=${of.quantity}&months=${of.months}`)
/** The term of a trial in the address of a product’s page. */
export const trialTerm = 'trial'

/** The paths of the pages; the server serves the same ones. */
export const paths = {
  home: '/',
  products: '/search',
  sellers: '/sellers',
  guarantees: '/#guarantees',
  developers: '/developers',
  runIt: '/#developers',
  /** Below the page for developers: `guides/sell-licenses`. */
  document: (place: string) => `/developers/${place}`,
  product: (id: string) => `/products/${id}`,
  /** Opens the form of a review. */
  writeReview: (productId: string) => `/products/${productId}#write-review`,
  /** Some products beside each other; what they are priced for is left to the page unless it is given. */
  compare: (ids: readonly string[], of?: { readonly quantity: number; readonly months: number }) =>
    withCondition(`/compare?ids=${ids.join(',')}`, of),
  trial: (productId: string) => `/products/${productId}?term=${trialTerm}`,
  /** `search` says what is chosen, as in the address of the product’s page. */
  checkout: (productId: string, search: string) => `/products/${productId}/checkout${search}`,
  specification: (productId: string, id: string) => `/products/${productId}/specifications/${id}`,
  /** By its code; the server knows its place in the tree. */
  category: (code: string) => `/categories/${encodeURIComponent(code)}`,
  seller: (id: string) => `/sellers/${id}`,
  signIn: (next?: string, isAnew = false) => withAnew(withNext('/sign-in', next), isAnew),
  signUp: (next?: string) => withNext('/sign-up', next),
  companySignIn: (next?: string, isAnew = false) => withAnew(withNext('/sign-in/company', next), isAnew),
  /** Where a sign-in through a company’s provider begins; the server redirects there. */
  companyStart: (query: Readonly<Record<string, string>>, isAnew: boolean) =>
    withAnew(`/sign-in/company/start?${new URLSearchParams(query).toString()}`, isAnew),
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
  myApps: '/my-apps',
  /** Signs on to a connected app, and ends there. */
  openApp: (connectedAppId: string) => `/sign-on/open/${connectedAppId}`,
  /** Signs on to the app of this id. */
  signOn: (appId: string) => `/sign-on/unified?appId=${encodeURIComponent(appId)}`,
  companies: '/buyer/companies',
  sell: '/sell',
  buyerCentre: '/buyer/orders',
  favourites: '/buyer/favourites',
  buyerServices: '/buyer/services',
  sellerCentre: '/seller',
  operatorArea: '/operator',
  organisation: '/buyer/organisation',
  /** A request for a top-up, with the amount that is missing, and the checkout to which it leads back. */
  topUp: (amount?: string, next?: string) => withAmount('/buyer/top-ups/new', amount, next),
  order: (id: string) => `/buyer/orders/${id}`,
  purchaseRequest: (id: string) => `/buyer/purchase-requests/${id}`,
  apiDocs: '/api/docs',
  apiProblems: '/api/docs/problems',
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
  const path = readOwnPath(next)
  // The home page needs no session, so this path means that no page was named.
  return path === undefined || path === paths.home ? getHome(session) : path
}
