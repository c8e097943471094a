import type { TextKind } from './agreements/kinds.ts'
import type { BuyingOptions } from './budgets/routes.ts'
import type { DocumentPart, DocumentEntry, ShownDocument } from './documents/kinds.ts'
import type { Product, ProductAbsence, ProductCard } from './catalog/products.ts'
import type { OwnRating } from './feedback/routes.ts'
import type { ProductFeedback, ProductFeedbackQuery } from './feedback/public.ts'
import type { Application, CompanyConditions } from './parties/applications.ts'
import type { PublicFigures } from './health/figures.ts'
import type { HomePageChoice } from './home-page/routes.ts'
import type { PublicSeller, SellersQuery, SellersReply } from './parties/directory.ts'
import type { Session } from './parties/session.ts'
import type { SavedFilter } from './saved-filters/routes.ts'
import type { SearchQuery, SearchReply } from './search/routes.ts'
import type { SiteOffer, SiteProfile } from './sites/kinds.ts'
import type { Money, Text } from './values.ts'

/** Data that every server-rendered page gets. */
export type PageFrame = {
  readonly language: 'zh-CN' | 'en-US'
  /** The reader's choice, or `system`. */
  readonly theme: 'light' | 'dark' | 'system'
  /** The reader sees the results of a search as cards; otherwise as a list. */
  readonly view?: 'cards'
  readonly path: string
  /** The public address, without a slash at the end: canonical and shared links begin with it. */
  readonly origin: string
  /** R9: the other language, if the reader's account or browser uses it and the reader has not declined. */
  readonly languageOffer?: 'zh-CN' | 'en-US'
  /** R9: the site on which the reader’s account or browser belongs, if they have not dismissed it. */
  readonly siteOffer?: SiteOffer
  /** The marketplace’s own name, contact, accent and logo, as far as operators set them. */
  readonly site?: SiteProfile
  readonly session: Session | null
  /** IANA name of the market's zone, in which times are shown. */
  readonly zone: string
  /** The zone's current offset from UTC by market time, in minutes. */
  readonly zoneOffsetMinutes: number
  /** Whether this is the demo: pages then say how to sign in. */
  readonly demo: boolean
  /** Whether the market's time may be moved: the centres then show a clock. */
  readonly movableClock?: true
}

/** R286: what is published about a product, and what the reader's buyer wrote. */
export type PageFeedback = {
  readonly shown: ProductFeedback
  readonly query: ProductFeedbackQuery
  readonly own?: OwnRating
}

/** What a comparison shows of a product. */
export type ComparedProduct = Omit<
  Product,
  | 'description'
  | 'pictures'
  | 'video'
  | 'documents'
  | 'certificates'
  | 'tags'
  | 'agreement'
  | 'buyerData'
  | 'buyerParameters'
> & {
  /** In what time of its support hours the seller gives half of its first answers to tickets; absent with few tickets. */
  readonly answerMs?: number
}

/** The reader of a checkout. */
export type CheckoutReader = {
  readonly balance: Money
  /** R47, R66: the data that the product requires, as the seller gets them; what the account does not have is absent. */
  readonly passed: { readonly phone?: string; readonly email?: string; readonly userName?: string }
  /** R3a, R3c: the cost centres to choose from, the reader’s own one, and who may approve a request of the reader. */
  readonly options: Pick<BuyingOptions, 'costCentres' | 'own' | 'approvers'>
}

/** A page and its data. A guest's page contains nothing about the request or its time. */
export type PageData =
  | {
      readonly route: 'home'
      readonly products: readonly ProductCard[]
      /** Figures of the whole market. */
      readonly market: Pick<SearchReply, 'total'> & Pick<SearchReply['facets'], 'categories' | 'modes'>
      /** Some products with a free trial. */
      readonly trials: readonly ProductCard[]
      /** How orders of the whole market went; absent while there are too few. */
      readonly figures?: PublicFigures
      /** The products that operators chose, and words to search for. */
      readonly chosen?: HomePageChoice
    }
  /** A product that was on sale. */
  | { readonly route: 'absence'; readonly product: ProductAbsence; readonly feedback?: PageFeedback }
  | {
      readonly route: 'product'
      readonly product: Product
      /** Absent in the preview of a review. */
      readonly feedback?: PageFeedback
      /** The market's terms, which an order accepts. */
      readonly marketTerms?: {
        readonly version: number
        readonly text: { readonly zh: string; readonly en: string }
      }
      /** Products of its category by other sellers. */
      readonly related?: readonly ProductCard[]
    }
  /** An order before it is placed: of one product, as the address chooses. */
  | {
      readonly route: 'checkout'
      readonly product: Product
      /** The version in force of the market's terms. */
      readonly terms: { readonly version: number }
      /** What only a reader of a buyer's account gets. */
      readonly own?: CheckoutReader
    }
  /** At most four products, which the address names. */
  | {
      readonly route: 'compare'
      readonly products: readonly ComparedProduct[]
      /** Those that cannot be bought now. */
      readonly ended: readonly Pick<ProductAbsence, 'id' | 'name' | 'absence' | 'until'>[]
      /** How many of the ids name no product, name one again, and are beyond the fourth. */
      readonly left: { readonly unknown: number; readonly repeated: number; readonly beyond: number }
      /** As in the address, in which anything may be written. */
      readonly quantity?: string
      readonly months?: string
    }
  /** The sellers with products on sale. */
  | { readonly route: 'sellers'; readonly query: SellersQuery; readonly reply: SellersReply }
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
      /** An app wants somebody who is signed in to sign in once more. */
      readonly isAnew: boolean
      /** Whether passkeys can be used at this address. */
      readonly passkeys: boolean
      readonly demoAccounts: readonly {
        name: string
        of: Text
        email: string
        password: string
        role: 'buyer' | 'seller' | 'operator'
      }[]
    }
  /** Leads to a company’s provider, or connects an account with it. */
  | {
      readonly route: 'company-sign-in'
      readonly next: string
      readonly given?: string
      /** The provider is to ask who they are, also if it knows. */
      readonly isAnew: boolean
    }
  | {
      readonly route: 'sign-up'
      readonly mode: 'open' | 'approval' | 'closed'
      /** Where the person goes in the end. */
      readonly next: string
    }
  /** The text in force of an agreement or a page of the marketplace. */
  | {
      readonly route: 'agreement'
      readonly kind: TextKind
      readonly agreement: { readonly version: number; readonly text: Text; readonly at?: string | undefined }
    }
  /** For developers. Without documents the installation has none; `kitVersion` and `example` are of the seller kit. */
  | {
      readonly route: 'developers'
      readonly documents: readonly DocumentEntry[]
      readonly kitVersion?: string
      readonly example?: Extract<DocumentPart, { kind: 'code' }>
    }
  /** A guide, a specification or a page of the reference, beside the menu of all. */
  | {
      readonly route: 'document'
      readonly shown: ShownDocument
      readonly documents: readonly DocumentEntry[]
    }
  /** Asks for a link, or with one for a new password. `sendsMail`: whether links are sent. */
  | { readonly route: 'reset-password'; readonly sendsMail: boolean }
  /** Chooses the first password of an invited member. */
  | { readonly route: 'accept-invitation' }
  /** Confirms a new email. */
  | { readonly route: 'confirm-email' }
  /** Links the reader’s account with their entry among the people of a company. */
  | { readonly route: 'join-company' }
  /** What a receiver of emails without an account gets, and the way to end it. */
  | { readonly route: 'mail-subscription' }
  | { readonly route: 'account'; readonly next: string }
  /** The apps that the reader may use; with an app id, only those of which one has to be chosen. */
  | { readonly route: 'my-apps'; readonly appId?: string }
  /** Sign-on to the app that the fragment of the address names (oauth.md §2). */
  | { readonly route: 'unified-login' }
  | {
      readonly route: 'sell'
      readonly application: Application | null
      /** R81: the conditions for the reader's company. */
      readonly conditions: CompanyConditions
    }
  /** A page of a centre. What it shows is read while it is rendered ({@link ReadForPage}), or by the browser. */
  | {
      readonly route: 'centre'
      /** Market time when the page was sent, ISO 8601: the reader's today. */
      readonly now: string
      /** Of a list: what the reader has saved, in whatever list. It stands above the list, which it would move later. */
      readonly savedFilters?: readonly SavedFilter[]
    }
  | {
      readonly route: 'problem'
      readonly status: number
      readonly title: string
      readonly detail: string
      /** It refuses the sign-on to an app, or the sign-in with a company. */
      readonly about?: 'sign-on' | 'company-sign-in'
      /** Id for looking up the request; absent for an unknown address, whose page is the same for everybody. */
      readonly requestId?: string
    }

/**
 * Reads a route of the console API for the reader of a page: with their session and rights, as their browser would.
 * `path` begins with `/api/`, and may have a query. Rejects once the page may wait no longer; a refusal is a response.
 */
export type ReadForPage = (path: string, init: Pick<RequestInit, 'headers'>) => Promise<Response>

/** Is told why a part of a page could not be rendered; the reader is shown a place for it, and can try again. */
export type ReportPageFault = (error: unknown) => void

/**
 * Renders a whole HTML document; the server gets this function from the built console. `read` gives a page of the
 * centres the answers with which it is rendered; without it, or without an answer, it comes with skeletons.
 */
export type RenderPage = (
  page: PageData,
  frame: PageFrame,
  read?: ReadForPage,
  report?: ReportPageFault,
) => string | Promise<string>
