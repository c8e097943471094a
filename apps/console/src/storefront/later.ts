import type { PageData } from '@loggia/protocol/console'

type Route = Exclude<PageData['route'], 'centre'>

/** What shows each kind of page. A browser loads only what its page needs, the server has all of them. */
export type LaterPages = Partial<
  Pick<typeof import('./account/account.tsx'), 'Account'> &
    Pick<typeof import('./agreement/agreement-page.tsx'), 'AgreementPage'> &
    Pick<typeof import('./checkout/checkout.tsx'), 'Checkout' | 'CheckoutSteps'> &
    Pick<typeof import('./compare/compare.tsx'), 'Compare'> &
    Pick<typeof import('./developers/code-main.tsx'), 'CodeMain'> &
    Pick<typeof import('./developers/developers-page.tsx'), 'DevelopersPage'> &
    Pick<typeof import('./developers/document-page.tsx'), 'DocumentPage'> &
    Pick<typeof import('./entrance/company-sign-in.tsx'), 'CompanySignIn'> &
    Pick<typeof import('./entrance/confirm-email.tsx'), 'ConfirmEmail'> &
    Pick<typeof import('./entrance/join-company.tsx'), 'JoinCompany'> &
    Pick<typeof import('./entrance/mail-subscription.tsx'), 'MailSubscription'> &
    Pick<typeof import('./entrance/reset-password.tsx'), 'AcceptInvitation' | 'ResetPassword'> &
    Pick<typeof import('./entrance/sign-in.tsx'), 'SignIn'> &
    Pick<typeof import('./entrance/sign-up.tsx'), 'SignUp'> &
    Pick<typeof import('./entrance/unified-login.tsx'), 'UnifiedLogin'> &
    Pick<typeof import('./frame/absence.tsx'), 'Absence'> &
    Pick<typeof import('./frame/problem.tsx'), 'Problem'> &
    Pick<typeof import('./home/home.tsx'), 'Home'> &
    Pick<typeof import('./my-apps/my-apps.tsx'), 'MyApps'> &
    Pick<typeof import('./product/product.tsx'), 'Product'> &
    Pick<typeof import('./search/search.tsx'), 'Search'> &
    Pick<typeof import('./sell/sell.tsx'), 'Sell'> &
    Pick<typeof import('./seller/seller-page.tsx'), 'SellerPage'> &
    Pick<typeof import('./sellers/sellers.tsx'), 'Sellers'> &
    Pick<typeof import('./static-main.tsx'), 'StaticMain'>
>

/** The sources of these pages: by them the document names the files of its page. */
export const laterSources: Readonly<Record<Route, string>> = {
  absence: 'src/storefront/frame/absence.tsx',
  'accept-invitation': 'src/storefront/entrance/reset-password.tsx',
  account: 'src/storefront/account/account.tsx',
  agreement: 'src/storefront/static-main.tsx',
  checkout: 'src/storefront/checkout/checkout.tsx',
  'company-sign-in': 'src/storefront/entrance/company-sign-in.tsx',
  compare: 'src/storefront/compare/compare.tsx',
  'confirm-email': 'src/storefront/entrance/confirm-email.tsx',
  developers: 'src/storefront/developers/code-main.tsx',
  document: 'src/storefront/developers/code-main.tsx',
  home: 'src/storefront/home/home.tsx',
  'join-company': 'src/storefront/entrance/join-company.tsx',
  'mail-subscription': 'src/storefront/entrance/mail-subscription.tsx',
  'my-apps': 'src/storefront/my-apps/my-apps.tsx',
  problem: 'src/storefront/frame/problem.tsx',
  product: 'src/storefront/product/product.tsx',
  'reset-password': 'src/storefront/entrance/reset-password.tsx',
  search: 'src/storefront/search/search.tsx',
  sell: 'src/storefront/sell/sell.tsx',
  seller: 'src/storefront/seller/seller-page.tsx',
  sellers: 'src/storefront/sellers/sellers.tsx',
  'sign-in': 'src/storefront/entrance/sign-in.tsx',
  'sign-up': 'src/storefront/entrance/sign-up.tsx',
  'unified-login': 'src/storefront/entrance/unified-login.tsx',
}

const loaders: Readonly<Record<Route, () => Promise<LaterPages>>> = {
  absence: () => import('./frame/absence.tsx'),
  'accept-invitation': () => import('./entrance/reset-password.tsx'),
  account: () => import('./account/account.tsx'),
  agreement: () => import('./static-main.tsx'),
  checkout: () => import('./checkout/checkout.tsx'),
  'company-sign-in': () => import('./entrance/company-sign-in.tsx'),
  compare: () => import('./compare/compare.tsx'),
  'confirm-email': () => import('./entrance/confirm-email.tsx'),
  developers: () => import('./developers/code-main.tsx'),
  document: () => import('./developers/code-main.tsx'),
  home: () => import('./home/home.tsx'),
  'join-company': () => import('./entrance/join-company.tsx'),
  'mail-subscription': () => import('./entrance/mail-subscription.tsx'),
  'my-apps': () => import('./my-apps/my-apps.tsx'),
  problem: () => import('./frame/problem.tsx'),
  product: () => import('./product/product.tsx'),
  'reset-password': () => import('./entrance/reset-password.tsx'),
  search: () => import('./search/search.tsx'),
  sell: () => import('./sell/sell.tsx'),
  seller: () => import('./seller/seller-page.tsx'),
  sellers: () => import('./sellers/sellers.tsx'),
  'sign-in': () => import('./entrance/sign-in.tsx'),
  'sign-up': () => import('./entrance/sign-up.tsx'),
  'unified-login': () => import('./entrance/unified-login.tsx'),
}

export const loadLater = (route: Route): Promise<LaterPages> => loaders[route]()
