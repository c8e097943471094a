import type {
  Id,
  Instant,
  PriceBand,
  PricingModel,
  ProductType,
  SalesMode,
  Transitions,
  UnitPrice,
} from '@loggia/kernel'
import { marketSettingsSchema } from '@loggia/protocol/console'
import type {
  AfterSale,
  BuyerParameter,
  Certificate,
  DraftProduct,
  ProductSupervision,
} from '@loggia/protocol/console'
import type { Form } from '@loggia/protocol/console/catalog/draft/form'
import type { Setting } from '../platform/index.ts'
import type { Verification } from '../parties/index.ts'
import type {
  BuyerData,
  Period,
  ProductApplicationKind,
  ProductApplicationState,
  ProductState,
} from '@loggia/protocol/console/catalog/kinds'

export type { BuyerData, Period, ProductState }

export type { AfterSale, BuyerParameter, Certificate, ProductSupervision }
export type Text = { readonly zh: string; readonly en: string }
/** commerce.md §2.5. */
export type ProductAction = 'submit' | 'list' | 'hide' | 'reject' | 'withdraw' | 'suspend' | 'delist'

/** A change in review is not a state of the product: the old version stays on sale (R49). Delisting is final (R50). */
export const productTransitions = {
  draft: { submit: 'in_review' },
  in_review: { list: 'listed', hide: 'hidden', reject: 'rejected', withdraw: 'draft' },
  rejected: { submit: 'in_review' },
  listed: { list: 'listed', hide: 'hidden', suspend: 'suspended', delist: 'delisted' },
  hidden: { list: 'listed', hide: 'hidden', suspend: 'suspended', delist: 'delisted' },
  suspended: { list: 'listed', hide: 'hidden', delist: 'delisted' },
  delisted: {},
} as const satisfies Transitions<ProductState, ProductAction>

/**
 * R20, R22: the one quantity attribute a product may have. Quantities are whole numbers. `pricing` defaults to
 * `linear`.
 */
export type Quantity = {
  readonly name: Text
  readonly unit: Text
  readonly min: number
  readonly max: number
  readonly pricing?: PricingModel | undefined
}
/** R20: an attribute; a sku is a combination of one value of each attribute. */
export type Attribute = { readonly name: Text; readonly values: readonly Text[] }

/** R31. */
export type BuyerAudience =
  | { readonly kind: 'all' | 'enterprise' | 'personal' }
  | { readonly kind: 'named'; readonly buyerIds: readonly Id<'byr'>[] }
  | { readonly kind: 'owners'; readonly productId: Id<'prd'> }

export type Product = {
  readonly id: Id<'prd'>
  readonly sellerId: Id<'sel'>
  /** R12, R13: fixed at creation. */
  readonly type: ProductType
  /** R10 */
  readonly salesMode: SalesMode
  readonly state: ProductState
  readonly name: Text
  readonly logo?: string
  readonly category: string
  readonly hidden: boolean
  readonly suspendedUntil?: Instant
  /** It is off sale at least as long as its seller is suspended. */
  readonly sellerSuspended?: boolean
  /** R240: it is off sale until its interface works again. */
  readonly interfaceFrozen?: boolean
  /** R238: it was delisted because its interface fails, so it can be listed again. */
  readonly interfaceDelisted?: boolean
  readonly quantity?: Quantity
  readonly attributes: readonly Attribute[]
  readonly audience: BuyerAudience
  /** Countries; absent means everywhere (R32). */
  readonly regions?: readonly string[]
  /** The buyers who may have a trial; absent means everybody (R27). */
  readonly trialBuyers?: readonly Id<'byr'>[]
  readonly buyerData: readonly BuyerData[]
  /** The parameters a buyer is asked for when ordering, in the order shown (R47a). */
  readonly buyerParameters: readonly BuyerParameter[]
  /** R4: the least verification a buyer needs. */
  readonly verification: 'personal' | 'enterprise'
  readonly afterSale: AfterSale
  /** As its seller chose it: a type that is always supervised may have none (R12). */
  readonly supervision?: ProductSupervision
}
export type DraftPrice = {
  readonly period: Period
  readonly unitPrice: UnitPrice
  readonly bands: readonly PriceBand[]
  readonly trialDays?: number
}
export type DraftSku = { readonly values: readonly number[]; readonly prices: readonly DraftPrice[] }
export type DraftSpecification = {
  readonly id?: Id<'spc'>
  readonly name: Text
  readonly features: readonly Text[]
  readonly hidden: boolean
  readonly skus: readonly DraftSku[]
}
/** A product as its seller writes it; its skus and price items are made from it (R15). */
export type Draft = Omit<DraftProduct, 'specifications' | 'quantity' | 'attributes'> & {
  readonly quantity?: Quantity
  readonly attributes: readonly Attribute[]
  readonly specifications: readonly DraftSpecification[]
}

/** What was typed of a product that is not finished, and who saved it; without a form the product is complete. */
export type TypedDraft = {
  readonly productId: Id<'prd'>
  readonly sellerId: Id<'sel'>
  readonly version: number
  readonly form?: Form
  /** The content of the product on sale from which a change was typed. */
  readonly base?: Form
  readonly savedAt: Instant
  readonly savedBy: { readonly memberId: Id<'mbr'>; readonly name: string }
}

export type Specification = {
  readonly id: Id<'spc'>
  readonly name: Text
  readonly hidden: boolean
  readonly delistedAt?: Instant
  /** Absent means the product's audience. */
  readonly audience?: BuyerAudience
  readonly maxPurchases?: number
  readonly maxQuantity?: number
  /** Absent means unlimited (R30). */
  readonly stock?: number
}

/** A combination as an application names it: for each attribute, the index of its value. */
export type SkuName = { readonly specificationId: Id<'spc'>; readonly values: readonly number[] }
export type Sku = SkuName & {
  readonly id: Id<'sku'>
  readonly offered: boolean
  /** R50: delisting is final. */
  readonly delistedAt?: Instant
}

/** A price item with everything that an order freezes of it. */
export type Purchasable = {
  readonly product: Product
  readonly specification: Specification
  readonly sku: {
    readonly id: Id<'sku'>
    readonly code: string
    readonly values: readonly number[]
    /** R50: final, whereas a sku that a change leaves out may be offered again. */
    readonly delistedAt?: Instant
  }
  readonly priceItem: {
    readonly id: Id<'pri'>
    readonly code: string
    readonly period: Period
    readonly unitPrice: UnitPrice
    readonly bands: readonly PriceBand[]
    readonly trialDays?: number
    /** False if the sku or the price itself is no longer offered. */
    readonly offered: boolean
  }
  /** The version of the product's own service agreement, if it has one. */
  readonly agreementVersion?: number
}

/** Why a product that was ordered or quoted before is no longer sold (R50, R53). */
export type Stop = { readonly why: 'suspended' | 'delisted'; readonly product: Text }

/** A request for a price item: a quantity for a number of periods, or a trial (R27). */
export type Ask = {
  readonly quantity: number
  readonly periodCount: number
  readonly trial?: boolean
  /** The part of the price to charge, in ten-thousandths; absent means the full price. */
  readonly discountE4?: number | undefined
  /** True if the buyer already owns the product. */
  readonly renewal?: boolean
  /** The units that the buyer already holds; a limit never falls below them (R29). */
  readonly held?: number
}
/** The buyer as verification, audiences and regions see it (R4, R5, R31, R32). */
export type Buyer = {
  readonly id: Id<'byr'>
  readonly kind: 'personal' | 'enterprise'
  readonly country: string
  /** What an operator has verified of the buyer (R4). */
  readonly verification: Verification
  /** The related products that the buyer owns. */
  readonly owns: readonly string[]
}

export type ApplicationKind = ProductApplicationKind
export type ApplicationState = ProductApplicationState
/** A seller's request for review, with who opened, seconded and decided it (R49). */
export type Application = {
  readonly id: Id<'apl'>
  readonly productId: Id<'prd'>
  readonly sellerId: Id<'sel'>
  readonly kind: ApplicationKind
  readonly state: ApplicationState
  readonly content?: DraftProduct
  readonly specificationIds?: readonly Id<'spc'>[]
  readonly skus?: readonly SkuName[]
  readonly reason?: string
  /** Evidence for the request, as text or links. */
  readonly evidence?: string
  readonly changesPrices: boolean
  /** R57: its seller has handed in the certificates knowing that buyers see them. */
  readonly showsCertificates: boolean
  readonly filedAt: Instant
  readonly dueAt: Instant
  readonly openedBy?: Id<'mbr'>
  readonly openedAt?: Instant
  readonly secondedBy?: Id<'mbr'>
  readonly decidedBy?: Id<'mbr'>
  readonly decidedAt?: Instant
  readonly decisionReason?: string
}
export type Decision = { readonly approve: boolean; readonly reason?: string | undefined }

/** An order line that takes units: it counts for trials, limits and stock (R28–R30). */
export type Taken = {
  readonly orderLineId: Id<'orl'>
  readonly buyerId: Id<'byr'>
  readonly purchasable: Purchasable
  readonly ask: Ask
}

/**
 * `counted`: at least one line of the order comes from a limited stock. `held`: stock is held for it until it is paid
 * (R61).
 */
export type TakenStock = { readonly counted: boolean; readonly held: boolean }

export type Category = {
  readonly code: string
  readonly parent?: string
  readonly name: Text
  readonly position: number
}
export type Agreement = { readonly version: number; readonly text: Text; readonly at?: Instant }

/**
 * Handlers run in the transaction of the sender.
 * - `product.submitted`, `product.change_proposed` and `product.change_approved`: a handler rejects the product, or the
 *   proposed content, by throwing.
 * - `product.listed`, `.changed` and `.delisted`: a product entered, changed in, or left the public catalogue. Hiding
 *   or suspending a product removes it; it returns by `product.listed`.
 * - `product.sale_started` and `.sale_ended`: a product came on sale or went off sale, listed or hidden.
 * - `product.stopped`: the product, or some of its skus, may no longer be bought, for now or for good. It is emitted
 *   before the change is written.
 */
type ProductEvent =
  | { readonly type: 'product.submitted'; readonly productId: Id<'prd'>; readonly sellerId: Id<'sel'> }
  | {
      readonly type: 'product.change_proposed'
      readonly productId: Id<'prd'>
      readonly afterSale: AfterSale
      /** The prices of the new content; absent if it only shows or hides something. */
      readonly offered?: readonly Pick<DraftPrice, 'period' | 'trialDays'>[]
    }
  | {
      readonly type: 'product.change_approved'
      readonly productId: Id<'prd'>
      readonly afterSale: Pick<AfterSale, 'renewalChanges'>
    }
  | {
      readonly type: 'product.stopped'
      readonly productId: Id<'prd'>
      /** Absent means the whole product. */
      readonly skuIds?: readonly Id<'sku'>[]
    }
  | {
      readonly type:
        | 'product.listed'
        | 'product.changed'
        | 'product.delisted'
        | 'product.sale_started'
        | 'product.sale_ended'
      readonly productId: Id<'prd'>
    }
/** The event of a product with this type. */
export type ProductTold<T extends ProductEvent['type']> = ProductEvent extends infer E
  ? E extends { readonly type: infer U }
    ? T extends U
      ? Omit<E, 'type'> & { readonly type: T }
      : never
    : never
  : never

/** What the public catalogue shows of a listed product: everything a search document needs. */
export type Listable = {
  readonly productId: Id<'prd'>
  readonly type: ProductType
  readonly name: Text
  readonly summary: Text
  readonly description: Text
  readonly seller: { readonly id: Id<'sel'>; readonly name: Text }
  /** The category and its ancestors, the topmost first. */
  readonly category: readonly { readonly code: string; readonly name: Text }[]
  readonly tags: readonly string[]
  /** The names of the specifications that can be bought. */
  readonly specifications: readonly Text[]
  /** The lowest unit price with its period, and the unit of the quantity if there is one. */
  readonly lowest: { readonly unitPrice: UnitPrice; readonly period: Period; readonly unit?: Text }
  readonly hasTrial: boolean
  /** R130 */
  readonly fiveDayRefund: boolean
  /** Whether what is delivered is accepted by the buyer before the seller is paid. */
  readonly isSupervised: boolean
  readonly periods: readonly Period[]
  readonly pricing: 'fixed' | PricingModel
  readonly listedAt: Instant
}

/** R6: whether a change of prices needs two operators; off by default. */
export const fourEyesOnPrices: Setting<boolean> = {
  name: 'catalog.four_eyes_on_prices',
  schema: marketSettingsSchema.shape.fourEyesOnPrices,
}
