import { afterAll, beforeAll } from 'vitest'
import { fromDecimal } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import { openWorld } from '../../embedded/index.ts'
import type { World, WorldEngine } from '../../embedded/index.ts'
import { inTx, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { exampleDraft } from '../service/example-draft.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

/** A market for the tests of one file, with products that are on sale and orders of them. */
export function openSelling(engine: WorldEngine) {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterAll(() => world.close())

  async function listed(change: Partial<DraftProduct> = {}) {
    const seller = await world.given.seller()
    const productId = await inTx(world.platform, { actor: system }, (tx) =>
      world.market.catalog.addProduct(tx, seller.sellerId, { ...exampleDraft(change), state: 'listed' }),
    )
    const { specifications } = await world.market.views.getProduct(productId)
    const [first, second] = specifications
    if (!first) throw new Error('A product has a specification')
    return {
      seller,
      productId,
      specificationId: first.id as Id<'spc'>,
      secondId: second?.id as Id<'spc'>,
      itemId: first.skus[0]?.priceItems[0]?.id as Id<'pri'>,
      specifications,
    }
  }
  type Asked = {
    quantity?: number
    trial?: boolean
    total?: string
    dataConsent?: boolean
    periodCount?: number
  }
  const order = (buyer: MemberActor, priceItemId: Id<'pri'>, asked: Asked = {}) => {
    const { quantity = 1, trial, total, dataConsent, periodCount = 1 } = asked
    return world.market.orders.submit(
      { actor: buyer },
      {
        lines: [{ priceItemId, quantity, periodCount, ...(trial && { trial }) }],
        expectedTotal: fromDecimal(total ?? (trial ? '0.00' : `${10 * quantity}.00`), 'CNY'),
        agreed: true,
        ...(dataConsent !== undefined && { dataConsent }),
      },
    )
  }
  const terms = (
    of: { seller: MemberActor; productId: Id<'prd'> },
    change: Partial<Parameters<typeof world.market.catalog.setSaleTerms>[2]>,
  ) =>
    world.market.catalog.setSaleTerms(of.seller, of.productId, {
      audience: { kind: 'all' },
      specifications: [],
      ...change,
    })
  const stockOf = (of: { seller: MemberActor; productId: Id<'prd'>; specificationId: Id<'spc'> }) =>
    world.market.views.getStock(of, { actor: of.seller, language: 'en-US' })

  return {
    listed,
    order,
    terms,
    stockOf,
    get world(): World {
      return world
    },
  }
}
