import type { AnyRoute, AnyRouter } from '@tanstack/react-router'
import type { Need } from '@loggia/protocol/console/parties/kinds'
import type { Area } from '../frame.ts'
import type { MenuEntry } from './page-data.ts'

export type MenuLine = MenuEntry & {
  readonly to: string
  readonly needs: Need
  /** Only this page itself marks the line as chosen, not pages below it. */
  readonly exact: boolean
}
export type MenuGroup = { readonly name: MenuEntry['group']; readonly lines: readonly MenuLine[] }

/** The menu of a centre: its pages that have a line in it, in the order of `pages.ts`. */
export function listMenu(router: AnyRouter, area: Area): readonly MenuGroup[] {
  const groups = new Map<MenuEntry['group'], MenuLine[]>()
  for (const route of Object.values<AnyRoute>(router.routesById)) {
    const { menu, needs } = route.options.staticData ?? {}
    if (!menu || route.parentRoute.id !== `/${area}`) continue
    const line = { ...menu, needs, to: route.to, exact: route.path === '/' }
    groups.set(menu.group, [...(groups.get(menu.group) ?? []), line])
  }
  return [...groups].map(([name, lines]) => ({ name, lines }))
}
