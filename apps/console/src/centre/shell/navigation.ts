import type { LinkProps } from '@tanstack/react-router'
import type { IconName } from '@loggia/ui'
import type { Area } from '../frame.ts'
import type { shellTexts } from '../text/shell.ts'

type Texts = ReturnType<typeof shellTexts.use>
export type NavLink = {
  readonly to: NonNullable<LinkProps['to']>
  readonly icon: IconName
  readonly name: keyof Texts['nav']
  /** Only its own page counts as chosen, not those below it. */
  readonly exact?: boolean
  /** Which figure of the operator's overview stands beside it. */
  readonly badge?: 'pendingAddresses' | 'productsInReview'
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
    { name: 'account', links: [{ to: '/buyer/messages', icon: 'bell', name: 'messages' }] },
  ],
  seller: [
    { name: 'sales', links: [{ to: '/seller/orders', icon: 'receipt', name: 'orders' }] },
    { name: 'products', links: [{ to: '/seller/products', icon: 'box', name: 'products' }] },
    {
      name: 'integration',
      links: [
        { to: '/seller/access', icon: 'key', name: 'access' },
        { to: '/seller/calls', icon: 'pulse', name: 'calls' },
      ],
    },
    { name: 'account', links: [{ to: '/seller/messages', icon: 'bell', name: 'messages' }] },
  ],
  operator: [
    { links: [{ to: '/operator', icon: 'home', name: 'overview', exact: true }] },
    {
      name: 'queues',
      links: [
        { to: '/operator/addresses', icon: 'link', name: 'addresses', badge: 'pendingAddresses' },
        { to: '/operator/products', icon: 'box', name: 'reviews', badge: 'productsInReview' },
      ],
    },
    {
      name: 'market',
      links: [
        { to: '/operator/orders', icon: 'receipt', name: 'orders' },
        { to: '/operator/buyers', icon: 'people', name: 'buyers' },
      ],
    },
  ],
}
