import type { Quotes } from './index.ts'
import { createQuoteRoutes } from './routes.ts'
import { quoteExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const quotesPart = {
  routes: ({ quotes }: { quotes: Quotes }) => createQuoteRoutes(quotes),
  exported: quoteExports,
}
