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
import type { AfterSale, BuyerParameter, Certificate, DraftProduct } from '@loggia/protocol/console'
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

export type { AfterSale, BuyerParameter, Certificate }
export type Text = { readonly zh: string; readonly en: string }
/** commerce.md §2.5. */
export type ProductAction = 'submit' | 'list' | 'hide' | 'reject' | 'withdraw' | 'suspend' | 'delist'

/** A change in review is no state of the product: the old version stays on sale (R49). Delisting is for good (R50). */
export const productTransitions = {
  draft: { submit: 'in_review' },
  in_review: { list: 'listed', hide: 'hidden', reject: 'rejected', withdraw: 'draft' },
  rejected: { submit: 'in_review' },
  listed: { list: 'listed', hide: 'hidden', suspend: 'suspended', delist: 'delisted' },
  hidden: { list: 'listed', hide: 'hidden', suspend: 'suspended', delist: 'delisted' },
  suspended: { list: 'listed', hide: 'hidden', delist: 'delisted' },
  delisted: {},
} as const satisfies Transitions<ProductState, ProductAction>

/** R20, R22: the one quantity attribute a product may have; quantities are whole numbers. Linear unless it is said. */
export type Quantity = {
  readonly name: Text
  readonly unit: Text
  readonly min: number
  readonly max: number
  readonly pricing?: PricingModel | undefined
}
/** R20: an attribute whose values make skus. */
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
  readonly quantity?: Quantity
  readonly attributes: readonly Attribute[]
  readonly audience: BuyerAudience
  /** Countries; absent is everywhere (R32). */
  readonly regions?: readonly string[]
  /** Whom a trial is for; absent is everybody (R27). */
  readonly trialBuyers?: readonly Id<'byr'>[]
  readonly buyerData: readonly BuyerData[]
  /** What a buyer is asked for at the order, in this order (R47a). */
  readonly buyerParameters: readonly BuyerParameter[]
  /** R4: what a buyer must be verified as at least. */
  readonly verification: 'personal' | 'enterprise'
  readonly afterSale: AfterSale
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
/** What a seller writes of a product; its skus and price items are made from it (R15). */
export type Draft = Omit<DraftProduct, 'specifications' | 'quantity' | 'attributes'> & {
  readonly quantity?: Quantity
  readonly attributes: readonly Attribute[]
  readonly specifications: readonly DraftSpecification[]
}

export type Specification = {
  readonly id: Id<'spc'>
  readonly name: Text
  readonly hidden: boolean
  readonly delistedAt?: Instant
  /** Absent is the product's. */
  readonly audience?: BuyerAudience
  readonly maxPurchases?: number
  readonly maxQuantity?: number
  /** Absent is without limit (R30). */
  readonly stock?: number
}

/** A combination as an application names it: the place of its value in each attribute. */
export type SkuName = { readonly specificationId: Id<'spc'>; readonly values: readonly number[] }
export type Sku = SkuName & {
  readonly id: Id<'sku'>
  readonly offered: boolean
  /** R50: for good. */
  readonly delistedAt?: Instant
}

/** One price item with all that an order freezes of it. */
export type Purchasable = {
  readonly product: Product
  readonly specification: Specification
  readonly sku: {
    readonly id: Id<'sku'>
    readonly code: string
    readonly values: readonly number[]
    /** R50: for good, unlike what a change leaves out. */
    readonly delistedAt?: Instant
  }
  readonly priceItem: {
    readonly id: Id<'pri'>
    readonly code: string
    readonly period: Period
    readonly unitPrice: UnitPrice
    readonly bands: readonly PriceBand[]
    readonly trialDays?: number
    /** False if its sku's combination or the price itself is not offered any more. */
    readonly offered: boolean
  }
  /** The version of the product's own service agreement, if it has one. */
  readonly agreementVersion?: number
}

/** Why what was ordered or priced before is not sold any more (R50, R53). */
export type Stop = { readonly why: 'suspended' | 'delisted'; readonly product: Text }

/** What is asked of a price item: so many units for so many periods, or a trial (R27). */
export type Ask = {
  readonly quantity: number
  readonly periodCount: number
  readonly trial?: boolean
  /** The part of the price that is taken, in ten-thousandths; all of it where absent. */
  readonly discountE4?: number | undefined
  /** By somebody who has it already. */
  readonly renewal?: boolean
  /** How many units whoever asks has of it: as many are never above a limit (R29). */
  readonly held?: number
}
/** Who asks, as audiences and regions judge them (R5, R31, R32). */
export type Buyer = {
  readonly id: Id<'byr'>
  readonly kind: 'personal' | 'enterprise'
  readonly country: string
  /** What an operator has verified (R4). */
  readonly verification: Verification
  /** The related products that the buyer owns. */
  readonly owns: readonly string[]
}

export type ApplicationKind = ProductApplicationKind
export type ApplicationState = ProductApplicationState
/** What a seller asked to be reviewed: the record of each step (R49). */
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
  /** What speaks for it, in words or as links. */
  readonly evidence?: string
  readonly changesPrices: boolean
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

/** A line of an order that takes what it buys: counted by limits, trials and stock (R28–R30). */
export type Taken = {
  readonly orderLineId: Id<'orl'>
  readonly buyerId: Id<'byr'>
  readonly purchasable: Purchasable
  readonly ask: Ask
}

/** Whether anything of an order is counted in stock, and whether it is held for it until it is paid (R61). */
export type TakenStock = { readonly counted: boolean; readonly held: boolean }

export type Category = {
  readonly code: string
  readonly parent?: string
  readonly name: Text
  readonly position: number
}
export type Agreement = { readonly version: number; readonly text: Text; readonly at?: Instant }

/**
 * `product.submitted`, `product.change_proposed` and `product.change_approved` are heard in the transaction of the submission,
 * proposal or approval: whoever finds the product, or what it shall become, unfit refuses by throwing.
 * `product.listed`, `.changed` and `.delisted` tell what the public catalogue gained, shows otherwise, or lost: hidden and
 * suspended products leave it, and come back by `product.listed`. `product.stopped` tells, before it is written, that a product
 * or a part of it may not be bought any more, or not now. The others tell the seller what somebody else did.
 */
type ProductEvent =
  | { readonly type: 'product.submitted'; readonly productId: Id<'prd'>; readonly sellerId: Id<'sel'> }
  | {
      readonly type: 'product.change_proposed' | 'product.change_approved'
      readonly productId: Id<'prd'>
      readonly afterSale: Pick<AfterSale, 'renewalChanges'>
    }
  | {
      readonly type: 'product.stopped'
      readonly productId: Id<'prd'>
      /** Absent is all of it. */
      readonly skuIds?: readonly Id<'sku'>[]
    }
  | {
      readonly type: 'product.listed' | 'product.changed' | 'product.delisted'
      readonly productId: Id<'prd'>
    }
/** One of the things that are told of products. */
export type ProductTold<T extends ProductEvent['type']> = ProductEvent extends infer E
  ? E extends { readonly type: infer U }
    ? T extends U
      ? Omit<E, 'type'> & { readonly type: T }
      : never
    : never
  : never

/** What the public catalogue shows of a listed product: all that a search document needs. */
export type Listable = {
  readonly productId: Id<'prd'>
  readonly type: ProductType
  readonly name: Text
  readonly summary: Text
  readonly description: Text
  readonly seller: { readonly id: Id<'sel'>; readonly name: Text }
  /** The codes and names of its category and of those above it, the topmost first. */
  readonly category: readonly { readonly code: string; readonly name: Text }[]
  readonly tags: readonly string[]
  /** The lowest price, what it is for, and the unit of the quantity if there is one. */
  readonly lowest: { readonly unitPrice: UnitPrice; readonly period: Period; readonly unit?: Text }
  readonly hasTrial: boolean
  readonly periods: readonly Period[]
  readonly pricing: 'fixed' | PricingModel
  readonly listedAt: Instant
}

/** R6: whether a change of prices takes two operators; off until an operator sets it. */
export const fourEyesOnPrices: Setting<boolean> = {
  name: 'catalog.four_eyes_on_prices',
  schema: marketSettingsSchema.shape.fourEyesOnPrices,
}
