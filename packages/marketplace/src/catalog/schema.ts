import type { Id, Transitions, UnitPrice } from '@loggia/kernel'

export type Text = { readonly zh: string; readonly en: string }
/** commerce.md §2.5; no action leads to the last three yet. */
export type ProductState = 'draft' | 'in_review' | 'rejected' | 'listed' | 'hidden' | 'suspended' | 'delisted'
export type ProductAction = 'submit' | 'approve' | 'reject'
export type Period = 'month' | 'year'

export const productTransitions = {
  draft: { submit: 'in_review' },
  in_review: { approve: 'listed', reject: 'rejected' },
  rejected: { submit: 'in_review' },
  listed: {},
  hidden: {},
  suspended: {},
  delisted: {},
} as const satisfies Transitions<ProductState, ProductAction>

/** R20, R22: the one quantity attribute a product may have, priced linearly; quantities are whole numbers. */
export type Quantity = {
  readonly name: Text
  readonly unit: Text
  readonly min: number
  readonly max: number
}

export type Product = {
  readonly id: Id<'prd'>
  readonly sellerId: Id<'sel'>
  readonly state: ProductState
  readonly name: Text
  readonly logo?: string
  readonly quantity?: Quantity
}

/** What a seller writes of a new product; its skus and price items are made from it (R15). */
export type Draft = {
  readonly name: Text
  readonly summary: Text
  readonly description: Text
  readonly category: string
  readonly quantity?: Quantity
  readonly specifications: readonly {
    readonly name: Text
    readonly features: readonly Text[]
    readonly prices: readonly { readonly period: Period; readonly unitPrice: UnitPrice }[]
  }[]
}

/** One price item with all that an order freezes of it. */
export type Purchasable = {
  readonly product: Product
  readonly specification: { readonly id: Id<'spc'>; readonly name: Text }
  readonly sku: { readonly id: Id<'sku'>; readonly code: string }
  readonly priceItem: {
    readonly id: Id<'pri'>
    readonly code: string
    readonly period: Period
    readonly unitPrice: UnitPrice
  }
}

/** Heard in the transaction of the submission: whoever finds the product unfit refuses by throwing. */
export type ProductSubmitted = {
  readonly type: 'product.submitted'
  readonly productId: Id<'prd'>
  readonly sellerId: Id<'sel'>
}
export type ProductDecided = {
  readonly type: 'product.decided'
  readonly productId: Id<'prd'>
  readonly sellerId: Id<'sel'>
  readonly name: Text
  readonly approved: boolean
  readonly reason?: string
}
