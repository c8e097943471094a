import { omitUndefined } from '@loggia/kernel'
import type { RouteInput, SellerProduct } from '@loggia/protocol/console'

/** In the form of the request: ids are strings until the server has parsed them. */
type BuyerAudience = RouteInput<'PUT /api/seller/products/:productId/sale-terms'>['body']['audience']
/** The audience, regions and limits of a product, and the buyers of its trial (R27, R29, R31, R32), for the request. */
export type SaleTerms = {
  readonly audience: BuyerAudience
  readonly regions?: string[]
  readonly trialBuyers?: string[]
  readonly specifications: {
    id: string
    audience?: BuyerAudience
    maxPurchases?: number
    maxQuantity?: number
  }[]
}

/** The present terms in the form of the request. */
export const toSaleTerms = (product: SellerProduct): SaleTerms =>
  omitUndefined({
    audience: product.audience ?? { kind: 'all' },
    regions: product.regions,
    trialBuyers: product.trialBuyers,
    specifications: product.specifications.map(({ id, audience, maxPurchases, maxQuantity }) =>
      omitUndefined({ id, audience, maxPurchases, maxQuantity }),
    ),
  })

/** The values of the dialog. */
export type TypedTerms = {
  readonly kind: BuyerAudience['kind']
  readonly buyers: string
  readonly owned: string
  readonly regions: string
  /** Whether the trial is only for named buyers, and for which ones. */
  readonly isTrialNamed: boolean
  readonly trialBuyers: string
  readonly limits: readonly { readonly purchases: string; readonly quantity: string }[]
}

export function toTyped({ audience, regions, trialBuyers, specifications }: SaleTerms): TypedTerms {
  return {
    kind: audience.kind,
    buyers: audience.kind === 'named' ? audience.buyerIds.join('\n') : '',
    owned: audience.kind === 'owners' ? audience.productId : '',
    regions: regions?.join(', ') ?? '',
    isTrialNamed: trialBuyers !== undefined,
    trialBuyers: trialBuyers?.join('\n') ?? '',
    limits: specifications.map(({ maxPurchases, maxQuantity }) => ({
      purchases: maxPurchases === undefined ? '' : String(maxPurchases),
      quantity: maxQuantity === undefined ? '' : String(maxQuantity),
    })),
  }
}

const idForm = (prefix: string) => new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`)
const partsOf = (typed: string): string[] => typed.split(/[\s,，、;；]+/).filter((part) => part !== '')

/** The wrong fields; if there are none, the form can be sent. */
export function findWrong(typed: TypedTerms): {
  readonly buyers: boolean
  readonly owned: boolean
  readonly regions: boolean
  readonly trialBuyers: boolean
  readonly limits: readonly { readonly purchases: boolean; readonly quantity: boolean }[]
} {
  return {
    buyers: typed.kind === 'named' && areWrongBuyers(typed.buyers),
    owned: typed.kind === 'owners' && !idForm('prd').test(typed.owned.trim()),
    regions: partsOf(typed.regions).some((code) => !/^[a-z]{2}$/i.test(code)),
    trialBuyers: typed.isTrialNamed && areWrongBuyers(typed.trialBuyers),
    limits: typed.limits.map(({ purchases, quantity }) => ({
      purchases: isWrongLimit(purchases),
      quantity: isWrongLimit(quantity),
    })),
  }
}

function areWrongBuyers(typed: string): boolean {
  const buyers = partsOf(typed)
  return buyers.length === 0 || buyers.length > 500 || buyers.some((id) => !idForm('byr').test(id))
}

const isWrongLimit = (typed: string): boolean =>
  typed.trim() !== '' && !(/^\d{1,7}$/.test(typed.trim()) && Number(typed) >= 1 && Number(typed) <= 1_000_000)

export function toTerms(typed: TypedTerms, before: SaleTerms): SaleTerms {
  const regions = [...new Set(partsOf(typed.regions).map((code) => code.toUpperCase()))]
  return omitUndefined({
    audience: audienceOf(typed),
    regions: regions.length > 0 ? regions : undefined,
    trialBuyers: typed.isTrialNamed ? [...new Set(partsOf(typed.trialBuyers))] : undefined,
    specifications: before.specifications.map(({ id, audience }, at) => {
      const { purchases = '', quantity = '' } = typed.limits[at] ?? {}
      return omitUndefined({
        id,
        audience,
        maxPurchases: purchases.trim() === '' ? undefined : Number(purchases),
        maxQuantity: quantity.trim() === '' ? undefined : Number(quantity),
      })
    }),
  })
}

function audienceOf({ kind, buyers, owned }: TypedTerms): BuyerAudience {
  switch (kind) {
    case 'named':
      return { kind, buyerIds: [...new Set(partsOf(buyers))] }
    case 'owners':
      return { kind, productId: owned.trim() }
    case 'all':
    case 'enterprise':
    case 'personal':
      return { kind }
  }
}
