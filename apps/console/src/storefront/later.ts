import type { Checkout, CheckoutSteps } from './checkout/checkout.tsx'
import type { Compare } from './compare/compare.tsx'
import type { DevelopersPage } from './developers/developers-page.tsx'
import type { DocumentPage } from './developers/document-page.tsx'
import type { Sell } from './sell/sell.tsx'
import type { Sellers } from './sellers/sellers.tsx'

/** Pages whose script is loaded only where they are opened. */
export type LaterPages = {
  readonly Checkout?: typeof Checkout
  readonly CheckoutSteps?: typeof CheckoutSteps
  readonly Compare?: typeof Compare
  readonly DevelopersPage?: typeof DevelopersPage
  readonly DocumentPage?: typeof DocumentPage
  readonly Sell?: typeof Sell
  readonly Sellers?: typeof Sellers
}

/** The sources of these pages, by the kind of the page. */
export const laterSources: Readonly<Record<string, string>> = {
  checkout: 'src/storefront/checkout/checkout.tsx',
  compare: 'src/storefront/compare/compare.tsx',
  developers: 'src/storefront/developers/developers-page.tsx',
  document: 'src/storefront/developers/document-page.tsx',
  sell: 'src/storefront/sell/sell.tsx',
  sellers: 'src/storefront/sellers/sellers.tsx',
}

export async function loadLater(route: string): Promise<LaterPages> {
  switch (route) {
    case 'checkout':
      return import('./checkout/checkout.tsx')
    case 'compare':
      return import('./compare/compare.tsx')
    case 'developers':
      return import('./developers/developers-page.tsx')
    case 'document':
      return import('./developers/document-page.tsx')
    case 'sell':
      return import('./sell/sell.tsx')
    case 'sellers':
      return import('./sellers/sellers.tsx')
    default:
      return {}
  }
}
