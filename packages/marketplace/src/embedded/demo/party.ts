import type { Language } from '@loggia/kernel'
import type { SellerData } from '@loggia/protocol/console'
import type { DemoMarkName } from './drawing/marks.ts'
import type { DemoProduct } from './product-parts.ts'

export type Person = { readonly name: string; readonly email: string; readonly language: Language }
export type Text = { readonly zh: string; readonly en: string }

export type DemoSeller = {
  /** The path of its server at the sample seller: `/<slug>/saas` or `/<slug>/license`. */
  readonly slug: string
  /** What its server is called for; SaaS by default. */
  readonly family?: 'license'
  readonly mark: DemoMarkName
  readonly name: Text
  readonly member: Person
  /** Whether its account is shown where people sign in; it is by default. */
  readonly isListed?: boolean
  readonly products: readonly DemoProduct[]
  /** The text of the seller's public page (R84). */
  readonly profile: SellerData
  /** Whether its server confirms an opening at once or only when queried later, so that both can be watched. */
  readonly opening: 'at once' | 'after a while'
}
export type DemoBuyer = {
  readonly name: Text
  readonly member: Person
  readonly balance: string
  readonly reason: string
  /** Amounts of two requests for top-ups: one was credited, one waits for its transfer. */
  readonly topUps?: { readonly credited: string; readonly waiting: string; readonly note: string }
}
