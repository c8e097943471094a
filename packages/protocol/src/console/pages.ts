import type { Product, ProductAbsence, ProductCard } from './catalog/products.ts'
import type { Application, CompanyConditions } from './parties/applications.ts'
import type { PublicSeller } from './parties/directory.ts'
import type { Session } from './parties/session.ts'
import type { SearchQuery, SearchReply } from './search/routes.ts'
import type { Text } from './values.ts'

/** What every server-rendered page is given. */
export type PageFrame = {
  readonly language: 'zh-CN' | 'en-US'
  /** Chosen by the reader, or `system`. */
  readonly theme: 'light' | 'dark' | 'system'
  readonly path: string
  /** The address that people use, without a slash at the end: canonical and shared addresses begin with it. */
  readonly origin: string
  /** R9: the other language, if the reader’s account or browser speaks it and they have not declined it. */
  readonly languageOffer?: 'zh-CN' | 'en-US'
  readonly session: Session | null
  /** IANA name of the market’s zone: times are shown in it. */
  readonly zone: string
  /** How far that zone is ahead of UTC in the market’s present. */
  readonly zoneOffsetMinutes: number
  /** True on the demo: pages say how to sign in. */
  readonly demo: boolean
  /** The market’s time may be moved on: the centres show a clock. */
  readonly movableClock?: true
}

/** A page and its data. What a guest gets has nothing in it of the request or of its time. */
export type PageData =
  | {
      readonly route: 'home'
      readonly products: readonly ProductCard[]
      /** The whole market: how much is listed, and of what. */
      readonly market: Pick<SearchReply, 'total'> & Pick<SearchReply['facets'], 'categories' | 'modes'>
      /** Some products that may be tried for nothing. */
      readonly trials: readonly ProductCard[]
    }
  /** A product that was here. */
  | { readonly route: 'absence'; readonly product: ProductAbsence }
  | {
      readonly route: 'product'
      readonly product: Product
      /** The terms of the market that an order agrees to. */
      readonly marketTerms?: {
        readonly version: number
        readonly text: { readonly zh: string; readonly en: string }
      }
    }
  | { readonly route: 'search'; readonly query: SearchQuery; readonly reply: SearchReply }
  | {
      readonly route: 'seller'
      readonly seller: PublicSeller
      readonly query: SearchQuery
      readonly reply: SearchReply
    }
  | {
      readonly route: 'sign-in'
      readonly next: string
      readonly demoAccounts: readonly {
        name: string
        of: Text
        email: string
        password: string
        role: 'buyer' | 'seller' | 'operator'
      }[]
    }
  | { readonly route: 'sign-up'; readonly mode: 'open' | 'approval' | 'closed' }
  | { readonly route: 'account'; readonly next: string }
  | {
      readonly route: 'sell'
      readonly application: Application | null
      /** R81: what is asked of the reader’s company. */
      readonly conditions: CompanyConditions
    }
  /** The shell of the centres, which are rendered in the browser. */
  | {
      readonly route: 'centre'
      /** Market time when the page was sent, ISO 8601: what is today to its reader. */
      readonly now: string
    }
  | {
      readonly route: 'problem'
      readonly status: number
      readonly title: string
      readonly detail: string
      /** What it can be looked up by; not on a page about an address that is none, which is the same for everybody. */
      readonly requestId?: string
    }

/** The port between server and built console: a whole HTML document. */
export type RenderPage = (page: PageData, frame: PageFrame) => string | Promise<string>
