import type { Currency, Id, Instant } from '@loggia/kernel'
import type { Period } from '@loggia/protocol/console/catalog/kinds'

export type FavouriteTables = {
  favourite: {
    member_id: Id<'mbr'>
    product_id: Id<'prd'>
    kept_at: Instant
    unit_price_e8: bigint
    currency: Currency
    period: Period
  }
}
