import { createRouter } from '@tanstack/react-router'
import { buyerPages } from '../buyer/pages.ts'
import { operatorPages } from '../operator/pages.ts'
import { sellerPages } from '../seller/pages.ts'
import { root } from './routing/root.ts'

const routeTree = root.addChildren([buyerPages, sellerPages, operatorPages])

/** The router of all pages of the centres. The server sends the same shell for all of them. */
export const createCentreRouter = () =>
  createRouter({ routeTree, scrollRestoration: true, defaultPreload: 'intent' })

declare module '@tanstack/react-router' {
  // The library gets the type of the router from here.
  interface Register {
    router: ReturnType<typeof createCentreRouter>
  }
}
