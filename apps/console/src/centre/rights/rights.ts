import { isGranted, isRuled, needOf, priceGrant } from '@loggia/protocol/console/rights'
import type { RouteKey, Session } from '@loggia/protocol/console'
import { useFrame } from '../frame.ts'

/** Whether the reader may ask a route, by the same table that the server asks: for what a page shows and hides. */
export function useMayAsk(key: RouteKey): boolean {
  const { session } = useFrame()
  const [method = '', path = ''] = key.split(' ')
  const need = needOf(method, path)
  return !need || isGranted(session?.rights[need.party], need.grant)
}

/** Whether the reader may write prices of the seller: a draft and a change with other ones need it beside the right to write products. */
export function useMayPrice(): boolean {
  return isGranted(useFrame().session?.rights.seller, priceGrant)
}

/** Where a page of a centre has another name than what it asks for. */
const asked: Readonly<Record<string, string>> = {
  '/seller/': '/seller/overview',
  '/seller/access': '/seller/addresses',
  '/seller/diagnosis': '/seller/diagnoses',
  '/operator/audit': '/operator/history',
}

/** The same for a page that links to others. */
export function useMayOpen(): (page: string) => boolean {
  const { session } = useFrame()
  return (page) => session !== null && mayOpen(session, page)
}

/** Whether the reader may open a page of a centre; one that asks for nothing of its own is open. */
export function mayOpen(session: Session, page: string): boolean {
  const [, area = '', name = ''] = page.split('/')
  const at = `/${area}/${name}`
  const path = `/api${asked[at] ?? at}`
  const need = needOf('GET', path)
  return !need || !isRuled(path) || isGranted(session.rights[need.party], need.grant)
}
