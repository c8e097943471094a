import type { Need } from '@loggia/protocol/console/parties/kinds'
import type { BilingualText, IconName } from '@loggia/ui'
import type { shellTexts } from '../shell/texts.ts'

/** Figures of the operator's overview; the seller's failures that wait for somebody; what a centre's reader has not read. */
export type BadgeName = OverviewBadge | 'openFailures' | 'unread'
export type OverviewBadge =
  | 'pendingAddresses'
  | 'productsInReview'
  | 'balanceChanges'
  | 'parkedSellers'
  | 'stuckCalls'

/** A page's line in the menu of its centre. */
export type MenuEntry = {
  /** The heading above it; the lines before the first heading have none. */
  readonly group?: keyof ReturnType<typeof shellTexts.use>['groups']
  readonly icon: IconName
  readonly label: BilingualText
  /** Which figure stands beside it. */
  readonly badge?: BadgeName
}

declare module '@tanstack/react-router' {
  /** What each route of the centres says of its page. */
  interface StaticDataRouteOption {
    /** What right a member needs for it in the party of the centre: `any` for every member. */
    readonly needs: Need
    readonly menu?: MenuEntry
  }
}
