import type { Id, Instant, UnitPrice } from '@loggia/kernel'
import type { Period } from '@loggia/protocol/console/catalog/kinds'

/** A product that a member keeps, with its lowest price at that time. */
export type Favourite = {
  readonly productId: Id<'prd'>
  readonly keptAt: Instant
  readonly unitPrice: UnitPrice
  readonly period: Period
}
