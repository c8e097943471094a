import { createMemoryHistory, createRouter } from '@tanstack/react-router'
import { buyerPages } from '../buyer/pages.ts'
import { operatorPages } from '../operator/pages.ts'
import { sellerPages } from '../seller/pages.ts'
import { root } from './routing/root.ts'

const routeTree = root.addChildren([buyerPages, sellerPages, operatorPages])

/** The router of all pages of the centres, in the browser. */
export const createCentreRouter = () =>
  createRouter({ routeTree, scrollRestoration: true, defaultPreload: 'intent' })
/** The router for rendering the page at `path` on the server, where nothing scrolls. */
export const createServerRouter = (path: string): CentreRouter =>
  createRouter({
    routeTree,
    scrollRestoration: false,
    defaultPreload: 'intent',
    isServer: true,
    history: createMemoryHistory({ initialEntries: [path] }),
  })
export type CentreRouter = ReturnType<typeof createCentreRouter>

declare module '@tanstack/react-router' {
  // The library gets the type of the router from here.
  interface Register {
    router: CentreRouter
  }
}

/** Whether the server renders the page that is open with its data (`page-data.ts`). */
export const hasPageWithData = (router: CentreRouter): boolean =>
  router.state.matches.at(-1)?.staticData.comesWithData === true
