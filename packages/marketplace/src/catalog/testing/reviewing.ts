import { fromDecimal } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import type { World } from '../../embedded/index.ts'
import { runInTx, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { lockListables } from '../index.ts'
import { createExampleDraft, createMonthlyPrice } from '../service/example-draft.ts'
import { saveReadyDraft } from './ready-draft.ts'

/** What tests of reviews do and look at; `operator` decides, `buyer` orders. */
export function createReviewing(
  world: () => World,
  { operator, buyer }: { readonly operator: () => MemberActor; readonly buyer: () => MemberActor },
) {
  /** The events about products since one was listed last. */
  const told: string[] = []
  function listen(): void {
    const hear = (_tx: unknown, event: { type: string }) => {
      told.push(event.type)
      return Promise.resolve()
    }
    world().platform.bus.register([
      { 'product.listed': hear, 'product.changed': hear, 'product.delisted': hear } as never,
    ])
  }
  async function draftOf(seller: MemberActor & { sellerId: Id<'sel'> }, change: Partial<DraftProduct> = {}) {
    const { productId } = await saveReadyDraft(world(), createExampleDraft(change), seller)
    return productId
  }
  async function listed(change: Partial<DraftProduct> = {}) {
    const seller = await world().given.seller()
    const productId = await draftOf(seller, change)
    await world().market.catalog.submit(seller, productId)
    await world().market.catalog.decide(operator(), productId, { approve: true })
    told.length = 0
    const content = await world().market.catalog.getContent(seller, productId)
    return { seller, productId, content }
  }
  const listablesOf = (productId: Id<'prd'>) =>
    runInTx(world().platform, { actor: system }, (tx) => lockListables(tx, [productId]))
  const approve = (productId: Id<'prd'>) =>
    world().market.catalog.decide(operator(), productId, { approve: true })
  const itemOf = async (productId: Id<'prd'>) =>
    (await world().market.views.getProduct(productId)).specifications[0]?.skus[0]?.priceItems[0]
  const withPrice = (content: DraftProduct, amount: string): DraftProduct => ({
    ...content,
    specifications: content.specifications.map((one, i) =>
      i === 0 ? { ...one, prices: [createMonthlyPrice(amount)] } : one,
    ),
  })
  const order = (priceItemId: string | undefined, total: string) =>
    world().market.orders.submit(
      { actor: buyer() },
      {
        lines: [{ priceItemId: priceItemId as Id<'pri'>, quantity: 1, periodCount: 1 }],
        expectedTotal: fromDecimal(total, 'CNY'),
        agreed: true,
      },
    )
  const applicationsOf = async (seller: MemberActor, productId: Id<'prd'>) =>
    (await world().market.catalog.listApplications(seller, productId, { limit: 10 })).items
  return { told, listen, draftOf, listed, listablesOf, approve, itemOf, withPrice, order, applicationsOf }
}
