import { isGranted, operatorGrants, priceGrant } from '@loggia/protocol/console/parties/kinds'
import type { Need, PartyKind } from '@loggia/protocol/console/parties/kinds'
import type { RouteKey, RouteNeed, Session } from '@loggia/protocol/console'
import { useFrame } from '../frame.ts'

/**
 * Whether the reader may ask a route: for what a page shows and hides. What right that needs is said beside the route, and does
 * not compile unless it is what the contract says: the page carries neither the contract nor its schemas.
 */
export function useMayAsk<K extends RouteKey>(key: K, need: RouteNeed<K> & Need): boolean {
  const { session } = useFrame()
  const party = /\/api\/(buyer|seller|operator)\//.exec(key)?.[1] as PartyKind | undefined
  return !party || isGranted(session?.rights[party], need)
}

/** Whether the reader may write prices of the seller: a draft and a change with other ones need it beside the right to write products. */
export function useMayPrice(): boolean {
  return isGranted(useFrame().session?.rights.seller, priceGrant)
}

/** What right a route needs, as in {@link useMayAsk}. */
const needed = <K extends RouteKey>(_key: K, need: RouteNeed<K> & Need): Need => need

/** What the pages of the centres ask before all else; the others are for every member. */
const neededBy: Readonly<Record<string, Need>> = {
  '/seller/': needed('GET /api/seller/overview', 'orders:read'),
  '/seller/orders': needed('GET /api/seller/orders', 'orders:read'),
  '/seller/deliveries': needed('GET /api/seller/deliveries', 'orders:read'),
  '/seller/products': needed('GET /api/seller/products', 'products:read'),
  '/seller/access': needed('GET /api/seller/addresses', 'access:read'),
  '/seller/test-calls': needed('GET /api/seller/test-calls', 'calls:read'),
  '/seller/calls': needed('GET /api/seller/calls', 'calls:read'),
  '/seller/diagnosis': needed('POST /api/seller/diagnoses', 'calls:read'),
  '/seller/messages': needed('GET /api/seller/messages', 'messages:read'),
  '/seller/organisation': needed('GET /api/seller/organisation', 'organisation:read'),
  '/seller/members': needed('GET /api/seller/members', 'members:read'),
  '/operator/messages': needed('GET /api/operator/messages', operatorGrants),
  '/operator/applications': needed('GET /api/operator/applications', 'reviewer'),
  '/operator/addresses': needed('GET /api/operator/addresses', 'reviewer'),
  '/operator/reviews': needed('GET /api/operator/reviews', 'reviewer'),
  '/operator/balance-changes': needed('GET /api/operator/balance-changes', 'finance'),
  '/operator/gates': needed('GET /api/operator/gates', ['reviewer', 'appeals']),
  '/operator/calls': needed('GET /api/operator/calls', ['reviewer', 'appeals']),
  '/operator/products': needed('GET /api/operator/products', 'reviewer'),
  '/operator/orders': needed('GET /api/operator/orders', ['reviewer', 'finance', 'appeals']),
  '/operator/buyers': needed('GET /api/operator/buyers', ['reviewer', 'finance', 'appeals']),
  '/operator/sellers': needed('GET /api/operator/sellers', 'reviewer'),
  '/operator/audit': needed('GET /api/operator/history', 'main'),
  '/operator/members': needed('GET /api/operator/members', 'main'),
  '/operator/settings': needed('GET /api/operator/settings', operatorGrants),
}

/** The same for a page that links to others. */
export function useMayOpen(): (page: string) => boolean {
  const { session } = useFrame()
  return (page) => session !== null && mayOpen(session, page)
}

/** Whether the reader may open a page of a centre, or one below it. */
export function mayOpen({ rights }: Session, page: string): boolean {
  const [, area = '', name = ''] = page.split('/')
  return isGranted(rights[area as PartyKind], neededBy[`/${area}/${name}`] ?? 'any')
}
