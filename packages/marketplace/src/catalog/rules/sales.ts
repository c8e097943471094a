import { catalogProblems } from '../problems.ts'
import type { Buyer, BuyerAudience, Category, Product, Purchasable, Stop, Text } from '../schema.ts'

/** R31: the audiences that a specification may have, by the audience of its product. */
const narrower: Readonly<Record<BuyerAudience['kind'], readonly BuyerAudience['kind'][]>> = {
  all: ['all', 'named', 'enterprise', 'personal'],
  enterprise: ['enterprise', 'named'],
  personal: ['personal', 'named'],
  named: [],
  owners: [],
}

/** R31: a specification's own audience must narrow its product's. */
export function requireNarrower(
  product: BuyerAudience,
  own: { readonly name: string; readonly audience: BuyerAudience },
): void {
  if (!narrower[product.kind].includes(own.audience.kind))
    throw catalogProblems.audience_unfit({ name: own.name })
}

/** R4: the buyer is verified, for some products as an enterprise. Trials need the same verification. */
export function requireVerified({ product }: Purchasable, { verification }: Buyer): void {
  if (product.verification === 'enterprise' && verification !== 'enterprise')
    throw catalogProblems.enterprise_verification_missing()
  if (verification === 'none') throw catalogProblems.verification_missing()
}

/**
 * R5, R31, R32: throws unless the buyer is in the audiences of both product and specification, and in a region of the
 * product.
 */
export function requireAudience({ product, specification }: Purchasable, buyer: Buyer): void {
  const { audience } = specification
  if (!isOf(product.audience, buyer) || (audience && !isOf(audience, buyer)))
    throw catalogProblems.not_for_this_buyer({ sellerId: product.sellerId })
  if (product.regions && !product.regions.includes(buyer.country))
    throw catalogProblems.not_in_this_region({ country: buyer.country })
}

/** R27: a trial may be for named buyers only. */
export function requireTrialAudience({ product }: Purchasable, buyerId: Buyer['id']): void {
  if (product.trialBuyers && !product.trialBuyers.includes(buyerId))
    throw catalogProblems.trial_not_for_this_buyer()
}

function isOf(audience: BuyerAudience, buyer: Buyer): boolean {
  switch (audience.kind) {
    case 'all':
      return true
    case 'enterprise':
    case 'personal':
      return buyer.kind === audience.kind
    case 'named':
      return audience.buyerIds.includes(buyer.id)
    case 'owners':
      return buyer.owns.includes(audience.productId)
  }
}

/**
 * Why one of these is not sold any more, or not now; a delisting is final, so it comes before a suspension (R50, R53).
 */
export function decideStop(
  standings: readonly {
    readonly state: Product['state']
    readonly delisted: boolean
    readonly product: Text
  }[],
): Stop | undefined {
  const delisted = standings.find((one) => one.delisted || one.state === 'delisted')
  if (delisted) return { why: 'delisted', product: delisted.product }
  const suspended = standings.find(({ state }) => state === 'suspended')
  return suspended && { why: 'suspended', product: suspended.product }
}

/**
 * R29: limits how often one buyer buys a specification. `bought` excludes trials and cancelled or refunded purchases.
 */
export function requirePurchaseLeft({ specification }: Purchasable, bought: number): void {
  const { maxPurchases } = specification
  if (maxPurchases !== undefined && bought >= maxPurchases)
    throw catalogProblems.purchase_limit_reached({ max: maxPurchases })
}

/** Parents before their children, siblings by position. A category whose parent is unknown is left out. */
export function sortAsTree(categories: readonly Category[]): Category[] {
  const below = (parent: string | undefined): Category[] =>
    categories
      .filter((one) => one.parent === parent)
      .sort((a, b) => a.position - b.position || (a.code < b.code ? -1 : 1))
      .flatMap((one) => [one, ...below(one.code)])
  return below(undefined)
}

/** The category and its ancestors, the topmost first. An unknown category gets its code as name. */
export function findPath(categories: readonly Category[], code: string): Category[] {
  const found = categories.find((one) => one.code === code)
  if (!found) return [{ code, name: { zh: code, en: code }, position: 0 }]
  return [...(found.parent === undefined ? [] : findPath(categories, found.parent)), found]
}

/** R40: only a leaf category holds products. */
export function requireLeaf(categories: readonly Category[], code: string): void {
  const known = categories.some((one) => one.code === code)
  if (!known || categories.some((one) => one.parent === code))
    throw catalogProblems.category_not_leaf({ category: code })
}

/** A category's parent exists and is not the category itself or one of its descendants. */
export function requireFitParent(categories: readonly Category[], category: Category): void {
  if (category.parent === undefined) return
  if (!categories.some(({ code }) => code === category.parent)) throw catalogProblems.category_not_found()
  if (
    category.parent === category.code ||
    findPath(categories, category.parent).some(({ code }) => code === category.code)
  )
    throw catalogProblems.category_circular()
}
