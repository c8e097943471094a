import type { Need } from '@loggia/protocol/console/parties/kinds'
import type { BilingualText, IconName } from '@loggia/ui'
import type { shellTexts } from '../shell/texts.ts'

/**
 * The numbers beside lines of the menu: figures of the operator's overview, the seller's open failures, unread messages,
 * the deliveries, tickets and refund requests that wait for the reader's party, and the purchase requests that wait for
 * the reader.
 */
export type BadgeName =
  | OverviewBadge
  | PartyBadge
  | 'openFailures'
  | 'purchaseRequests'
  | 'refundRequests'
  | 'unread'
/** Figures in the overview of every party. */
export type PartyBadge = 'supervisions' | 'tickets'
export type OverviewBadge =
  | 'applications'
  | 'pendingAddresses'
  | 'productsInReview'
  | 'balanceChanges'
  | 'topUpRequests'
  | 'refundRequestsOverdue'
  | 'parkedSellers'
  | 'stuckCalls'
  | 'interfaces'
  | 'feedback'

/** A page's line in the menu of its centre. */
export type MenuEntry = {
  /** The heading above it. Lines before the first heading have none. */
  readonly group?: keyof ReturnType<typeof shellTexts.use>['groups']
  readonly icon: IconName
  readonly label: BilingualText
  /** The number beside it. */
  readonly badge?: BadgeName
}

declare module '@tanstack/react-router' {
  /** What each route of the centres says about its page. */
  interface StaticDataRouteOption {
    /** The right that a member needs in the party of the centre: `any` for every member. */
    readonly needs: Need
    readonly menu?: MenuEntry
    /** The page whose line in the menu this one belongs to, if its address does not begin with that page's. */
    readonly under?: string
    /**
     * The server makes the reads of the page (`useRead`, `useList`) and renders it with their answers. Then nothing that
     * is shown may differ between server and browser.
     */
    readonly comesWithData?: true
  }
}
