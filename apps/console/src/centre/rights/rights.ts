import { isGranted, priceGrant } from '@loggia/protocol/console/parties/kinds'
import type { Need, PartyKind } from '@loggia/protocol/console/parties/kinds'
import type { RouteKey, RouteNeed, Session } from '@loggia/protocol/console'
import { useRouter } from '@tanstack/react-router'
import type { AnyRoute, RegisteredRouter } from '@tanstack/react-router'
import { areas, useFrame } from '../frame.ts'
import type { Area } from '../frame.ts'

/**
 * Whether the reader may call a route, to decide what a page shows. The required right is given beside the route and
 * compiles only if it is the one of the contract, because the page loads neither the contract nor its schemas.
 */
export function useMayAsk<K extends RouteKey>(key: K, need: RouteNeed<K> & Need): boolean {
  const { session } = useFrame()
  const party = /\/api\/(buyer|seller|operator)\//.exec(key)?.[1] as PartyKind | undefined
  return !party || isGranted(session?.rights[party], need)
}

/**
 * Whether the reader may write prices of the seller. A draft or a change with other prices needs this in addition to
 * the right to write products.
 */
export function useMayPrice(): boolean {
  return isGranted(useFrame().session?.rights.seller, priceGrant)
}

/** The right that a page needs: that of the route which it reads, checked as in {@link useMayAsk}. */
export const defineNeed = <K extends RouteKey>(_key: K, need: RouteNeed<K> & Need): Need => need

/** Whether the reader may open a page of a centre that needs this right. */
export const mayOpen = ({ rights }: Session, area: Area, needs: Need): boolean =>
  isGranted(rights[area], needs)

/** The same for a page that links to others. */
export function useMayOpen(): (page: keyof RegisteredRouter['routesByPath']) => boolean {
  const { session } = useFrame()
  const routes: Readonly<Record<string, AnyRoute>> = useRouter().routesByPath
  return (page) => {
    const area = areas.find((name) => page.split('/')[1] === name)
    const needs = routes[page]?.options.staticData?.needs ?? 'any'
    return session !== null && area !== undefined && mayOpen(session, area, needs)
  }
}
