import {
  Outlet,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { readCallSearch } from './calls/search.ts'
import { readOrdersSearch } from './orders/orders-search.ts'
import { readBalanceSearch } from './balance/balance-search.ts'
import { readRenewSearch } from '../buyer/renewing/renew-search.ts'
import { readServicesSearch } from '../buyer/services/services-search.ts'
import { readAuditSearch } from '../operator/audit/audit-search.ts'
import { readDiagnosisSearch } from '../seller/diagnosis/diagnosis-search.ts'
import { readProductsSearch } from '../seller/products/products-search.ts'
import { readWizardSearch } from '../seller/products/wizard-search.ts'
import { readTestCallsSearch } from '../seller/test-calls/test-calls-search.ts'
import { readProductSearch } from '../operator/products/product-search.ts'
import { readChangesSearch } from '../operator/balances/changes-search.ts'
import { readBuyersSearch, readSellersSearch } from '../operator/parties/party-search.ts'
import { NotFound, Shell } from './shell/shell.tsx'

// A function for each centre, so that a buyer does not load what an operator needs; the call inspector, the largest page, by itself.
const buyerPage = (name: keyof typeof import('../buyer/index.ts')) =>
  lazyRouteComponent(() => import('../buyer/index.ts'), name)
const renewingPage = (name: keyof typeof import('../buyer/renewing/index.ts')) =>
  lazyRouteComponent(() => import('../buyer/renewing/index.ts'), name)
const sellerPage = (name: keyof typeof import('../seller/index.ts')) =>
  lazyRouteComponent(() => import('../seller/index.ts'), name)
const sellerProduct = (name: keyof typeof import('../seller/products/index.ts')) =>
  lazyRouteComponent(() => import('../seller/products/index.ts'), name)
const operatorPage = (name: keyof typeof import('../operator/index.ts')) =>
  lazyRouteComponent(() => import('../operator/index.ts'), name)

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })

const buyer = createRoute({
  getParentRoute: () => root,
  path: '/buyer',
  component: () => <Shell area="buyer" />,
  notFoundComponent: NotFound,
})
const buyerRoutes = [
  createRoute({
    getParentRoute: () => buyer,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/buyer/services', replace: true })
    },
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/services',
    component: buyerPage('ServicesPage'),
    validateSearch: readServicesSearch,
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/services/$serviceId',
    component: buyerPage('ServicePage'),
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/services/$serviceId/convert',
    component: renewingPage('ConvertPage'),
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/services/$serviceId/change',
    component: renewingPage('ChangePage'),
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/services/$serviceId/refund',
    component: renewingPage('RefundPage'),
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/renew',
    component: renewingPage('RenewPage'),
    validateSearch: readRenewSearch,
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/quotes/$quoteId',
    component: renewingPage('QuotePage'),
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/orders',
    component: buyerPage('OrdersPage'),
    validateSearch: readOrdersSearch,
  }),
  createRoute({ getParentRoute: () => buyer, path: '/orders/$orderId', component: buyerPage('OrderPage') }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/balance',
    component: buyerPage('BalancePage'),
    validateSearch: readBalanceSearch,
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/organisation',
    component: buyerPage('OrganisationPage'),
  }),
  createRoute({ getParentRoute: () => buyer, path: '/messages', component: buyerPage('MessagesPage') }),
  createRoute({ getParentRoute: () => buyer, path: '/members', component: buyerPage('MembersPage') }),
] as const

const seller = createRoute({
  getParentRoute: () => root,
  path: '/seller',
  component: () => <Shell area="seller" />,
  notFoundComponent: NotFound,
})
const sellerCalls = createRoute({
  getParentRoute: () => seller,
  path: '/calls',
  component: lazyRouteComponent(() => import('../seller/calls/calls-page.tsx'), 'CallsPage'),
  validateSearch: readCallSearch,
})
const sellerRoutes = [
  createRoute({ getParentRoute: () => seller, path: '/', component: sellerPage('OverviewPage') }),
  createRoute({
    getParentRoute: () => seller,
    path: '/organisation',
    component: sellerPage('OrganisationPage'),
  }),
  createRoute({
    getParentRoute: () => seller,
    path: '/organisation/edit',
    component: sellerPage('EditOrganisationPage'),
  }),
  createRoute({
    getParentRoute: () => seller,
    path: '/orders',
    component: sellerPage('OrdersPage'),
    validateSearch: readOrdersSearch,
  }),
  createRoute({ getParentRoute: () => seller, path: '/orders/$orderId', component: sellerPage('OrderPage') }),
  createRoute({ getParentRoute: () => seller, path: '/deliveries', component: sellerPage('DeliveriesPage') }),
  createRoute({
    getParentRoute: () => seller,
    path: '/products',
    component: sellerProduct('ProductsPage'),
    validateSearch: readProductsSearch,
  }),
  createRoute({
    getParentRoute: () => seller,
    path: '/products/new',
    component: sellerProduct('NewProductPage'),
    validateSearch: readWizardSearch,
  }),
  createRoute({
    getParentRoute: () => seller,
    path: '/products/$productId',
    component: sellerProduct('ProductPage'),
  }),
  createRoute({
    getParentRoute: () => seller,
    path: '/products/$productId/edit',
    component: sellerProduct('EditProductPage'),
    validateSearch: readWizardSearch,
  }),
  createRoute({ getParentRoute: () => seller, path: '/clock', component: sellerPage('ClockPage') }),
  createRoute({ getParentRoute: () => seller, path: '/access', component: sellerPage('AccessPage') }),
  createRoute({
    getParentRoute: () => seller,
    path: '/diagnosis',
    component: sellerPage('DiagnosisPage'),
    validateSearch: readDiagnosisSearch,
  }),
  createRoute({ getParentRoute: () => seller, path: '/developers', component: sellerPage('DevelopersPage') }),
  createRoute({
    getParentRoute: () => seller,
    path: '/test-calls',
    component: sellerPage('TestCallsPage'),
    validateSearch: readTestCallsSearch,
  }),
  createRoute({ getParentRoute: () => seller, path: '/messages', component: sellerPage('MessagesPage') }),
  createRoute({ getParentRoute: () => seller, path: '/members', component: sellerPage('MembersPage') }),
  sellerCalls.addChildren([createRoute({ getParentRoute: () => sellerCalls, path: '$callId' })]),
] as const

const operator = createRoute({
  getParentRoute: () => root,
  path: '/operator',
  component: () => <Shell area="operator" />,
  notFoundComponent: NotFound,
})
const operatorCalls = createRoute({
  getParentRoute: () => operator,
  path: '/calls',
  component: lazyRouteComponent(() => import('../operator/calls/calls-page.tsx'), 'CallsPage'),
  validateSearch: readCallSearch,
})
const operatorRoutes = [
  createRoute({ getParentRoute: () => operator, path: '/', component: operatorPage('OverviewPage') }),
  createRoute({
    getParentRoute: () => operator,
    path: '/addresses',
    component: operatorPage('AddressesPage'),
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/products',
    component: operatorPage('ProductsPage'),
    validateSearch: readProductSearch,
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/products/$productId',
    component: operatorPage('ProductPage'),
  }),
  createRoute({ getParentRoute: () => operator, path: '/reviews', component: operatorPage('ReviewsPage') }),
  createRoute({
    getParentRoute: () => operator,
    path: '/reviews/$applicationId',
    component: operatorPage('ReviewPage'),
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/categories',
    component: operatorPage('CategoriesPage'),
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/buyers',
    component: operatorPage('BuyersPage'),
    validateSearch: readBuyersSearch,
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/buyers/new',
    component: operatorPage('NewBuyerPage'),
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/buyers/$buyerId',
    component: operatorPage('BuyerPage'),
    validateSearch: readBalanceSearch,
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/sellers',
    component: operatorPage('SellersPage'),
    validateSearch: readSellersSearch,
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/sellers/new',
    component: operatorPage('NewSellerPage'),
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/sellers/$sellerId',
    component: operatorPage('SellerPage'),
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/balance-changes',
    component: operatorPage('BalanceChangesPage'),
    validateSearch: readChangesSearch,
  }),
  createRoute({ getParentRoute: () => operator, path: '/clock', component: operatorPage('ClockPage') }),
  createRoute({ getParentRoute: () => operator, path: '/settings', component: operatorPage('SettingsPage') }),
  createRoute({
    getParentRoute: () => operator,
    path: '/orders',
    component: operatorPage('OrdersPage'),
    validateSearch: readOrdersSearch,
  }),
  createRoute({ getParentRoute: () => operator, path: '/gates', component: operatorPage('GatesPage') }),
  createRoute({ getParentRoute: () => operator, path: '/messages', component: operatorPage('MessagesPage') }),
  createRoute({ getParentRoute: () => operator, path: '/members', component: operatorPage('MembersPage') }),
  createRoute({
    getParentRoute: () => operator,
    path: '/applications',
    component: operatorPage('ApplicationsPage'),
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/applications/$applicationId',
    component: operatorPage('ApplicationPage'),
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/applications/organisations/$organisationApplicationId',
    component: operatorPage('OrganisationReviewPage'),
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/audit',
    component: operatorPage('AuditPage'),
    validateSearch: readAuditSearch,
  }),
  operatorCalls.addChildren([createRoute({ getParentRoute: () => operatorCalls, path: '$callId' })]),
  createRoute({
    getParentRoute: () => operator,
    path: '/orders/$orderId',
    component: operatorPage('OrderPage'),
  }),
] as const

const tree = root.addChildren([
  buyer.addChildren(buyerRoutes),
  seller.addChildren(sellerRoutes),
  operator.addChildren(operatorRoutes),
])

/** Every page of the centres by its path; the server sends the same shell for all of them. */
export const createCentreRouter = () =>
  createRouter({ routeTree: tree, scrollRestoration: true, defaultPreload: 'intent' })

declare module '@tanstack/react-router' {
  // The library reads the type of the router from here.
  interface Register {
    router: ReturnType<typeof createCentreRouter>
  }
}
