import { omitUndefined, fromDecimal, toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import type { AgreementVersions } from '@loggia/protocol/console/agreements/kinds'
import { runInTx, system } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'
import type { World } from './world.ts'

type Content = Parameters<World['market']['catalog']['addProduct']>[2]
type DraftOf = (change: Partial<DraftProduct>) => Omit<Content, 'state'>

/** Products on sale in a test's market, and orders of them. */
export function createSelling(world: () => World, draftOf: DraftOf) {
  async function listProduct(change: Partial<DraftProduct> = {}) {
    const seller = await world().given.seller()
    const productId = await runInTx(world().platform, { actor: system }, (tx) =>
      world().market.catalog.addProduct(tx, seller.sellerId, { ...draftOf(change), state: 'listed' }),
    )
    const { specifications } = await world().market.views.getProduct(productId)
    const [first] = specifications
    return {
      seller,
      productId,
      specificationId: toId(first?.id, 'spc'),
      itemId: toId(first?.skus[0]?.priceItems[0]?.id, 'pri'),
      specifications,
    }
  }
  type Asked = {
    quantity?: number
    trial?: boolean
    total?: string
    dataConsent?: boolean
    agreements?: AgreementVersions
    periodCount?: number
  }
  const order = (buyer: MemberActor, priceItemId: Id<'pri'>, asked: Asked = {}) => {
    const { quantity = 1, trial, total, dataConsent, agreements, periodCount = 1 } = asked
    return world().market.orders.submit(
      { actor: buyer },
      omitUndefined({
        lines: [omitUndefined({ priceItemId, quantity, periodCount, trial: trial || undefined, agreements })],
        expectedTotal: fromDecimal(total ?? (trial ? '0.00' : `${10 * quantity}.00`), 'CNY'),
        agreed: true,
        dataConsent,
      }),
    )
  }
  const terms = (
    of: { seller: MemberActor; productId: Id<'prd'> },
    change: Partial<Parameters<World['market']['catalog']['setSaleTerms']>[2]>,
  ) =>
    world().market.catalog.setSaleTerms(of.seller, of.productId, {
      audience: { kind: 'all' },
      specifications: [],
      ...change,
    })
  const stockOf = (of: { seller: MemberActor; productId: Id<'prd'>; specificationId: Id<'spc'> }) =>
    world().market.views.getStock(of, { actor: of.seller, language: 'en-US' })

  return { listed: listProduct, order, terms, stockOf }
}
