import type { LinkProps } from '@tanstack/react-router'
import type { IconName } from '@loggia/ui'
import type { Area } from '../frame.ts'
import type { shellTexts } from './texts.ts'

type Texts = ReturnType<typeof shellTexts.use>
/** Figures of the operator's overview; the seller's failures that wait for somebody; what a centre's reader has not read. */
export type BadgeName = OverviewBadge | 'openFailures' | 'unread'
export type OverviewBadge =
  | 'pendingAddresses'
  | 'productsInReview'
  | 'balanceChanges'
  | 'parkedSellers'
  | 'stuckCalls'
export type NavLink = {
  readonly to: NonNullable<LinkProps['to']>
  readonly icon: IconName
  readonly name: keyof Texts['nav']
  /** Only its own page counts as chosen, not those below it. */
  readonly exact?: boolean
  /** Which figure stands beside it. */
  readonly badge?: BadgeName
}
export type NavGroup = { readonly name?: keyof Texts['groups']; readonly links: readonly NavLink[] }

/** The menu of each centre. */
export const navigation: Readonly<Record<Area, readonly NavGroup[]>> = {
  buyer: [
    { name: 'purchases', links: [{ to: '/buyer/services', icon: 'layers', name: 'services' }] },
    {
      name: 'costs',
      links: [
        { to: '/buyer/orders', icon: 'receipt', name: 'orders' },
        { to: '/buyer/balance', icon: 'wallet', name: 'balance' },
      ],
    },
    {
      name: 'account',
      links: [
        { to: '/buyer/messages', icon: 'bell', name: 'messages', badge: 'unread' },
        { to: '/buyer/organisation', icon: 'shield', name: 'organisation' },
        { to: '/buyer/members', icon: 'people', name: 'members' },
      ],
    },
  ],
  seller: [
    { links: [{ to: '/seller', icon: 'home', name: 'overview', exact: true }] },
    {
      name: 'sales',
      links: [
        { to: '/seller/orders', icon: 'receipt', name: 'orders' },
        { to: '/seller/deliveries', icon: 'check', name: 'deliveries' },
      ],
    },
    { name: 'products', links: [{ to: '/seller/products', icon: 'box', name: 'products' }] },
    {
      name: 'integration',
      links: [
        { to: '/seller/access', icon: 'key', name: 'access' },
        { to: '/seller/test-calls', icon: 'play', name: 'testCalls' },
        { to: '/seller/calls', icon: 'pulse', name: 'calls', badge: 'openFailures' },
        { to: '/seller/diagnosis', icon: 'bug', name: 'diagnosis' },
        { to: '/seller/developers', icon: 'code', name: 'developers' },
      ],
    },
    {
      name: 'account',
      links: [
        { to: '/seller/messages', icon: 'bell', name: 'messages', badge: 'unread' },
        { to: '/seller/organisation', icon: 'store', name: 'company' },
        { to: '/seller/members', icon: 'people', name: 'members' },
      ],
    },
  ],
  operator: [
    {
      links: [
        { to: '/operator', icon: 'home', name: 'overview', exact: true },
        { to: '/operator/messages', icon: 'bell', name: 'messages', badge: 'unread' },
      ],
    },
    {
      name: 'queues',
      links: [
        { to: '/operator/applications', icon: 'store', name: 'applications' },
        { to: '/operator/addresses', icon: 'link', name: 'addresses', badge: 'pendingAddresses' },
        { to: '/operator/reviews', icon: 'doc', name: 'reviews', badge: 'productsInReview' },
        {
          to: '/operator/balance-changes',
          icon: 'wallet',
          name: 'balanceChanges',
          badge: 'balanceChanges',
        },
      ],
    },
    {
      name: 'health',
      links: [
        { to: '/operator/gates', icon: 'bolt', name: 'gates', badge: 'parkedSellers' },
        { to: '/operator/calls', icon: 'pulse', name: 'calls', badge: 'stuckCalls' },
      ],
    },
    {
      name: 'market',
      links: [
        { to: '/operator/products', icon: 'box', name: 'allProducts' },
        { to: '/operator/categories', icon: 'filter', name: 'categories' },
        { to: '/operator/orders', icon: 'receipt', name: 'orders' },
        { to: '/operator/buyers', icon: 'people', name: 'buyers' },
        { to: '/operator/sellers', icon: 'bank', name: 'sellers' },
        { to: '/operator/audit', icon: 'history', name: 'audit' },
        { to: '/operator/members', icon: 'shield', name: 'operators' },
        { to: '/operator/settings', icon: 'gear', name: 'settings' },
      ],
    },
  ],
}
