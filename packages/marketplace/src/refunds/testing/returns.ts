import { afterAll, afterEach, beforeAll } from 'vitest'
import { toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { AfterSale } from '@loggia/protocol/console'
import { openAtOnce, openBoughtService, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, SellerReply, SellerRequest, World, WorldEngine } from '../../embedded/index.ts'
import { listHistory } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
/** Every promise that a product may make. */
export const allPromised: AfterSale = { fiveDayRefund: true, upgrades: true, renewalChanges: true }
type Script = (request: SellerRequest) => SellerReply | Promise<SellerReply>

/** A market for the tests of one file, emptied after each, with services that run and may be returned. */
export function openReturns(engine: WorldEngine) {
  let world: World
  let seller: ScriptedSeller
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
  })
  afterEach(async () => {
    await seller.close()
    await world.reset()
  })
  afterAll(() => world.close())

  async function listed(script: Script = openAtOnce, afterSale: AfterSale = allPromised) {
    seller = await openScriptedSeller()
    seller.answer(script)
    return world.given.listedProduct(seller.url, undefined, { afterSale })
  }
  const kindsOf = async (subject: string) =>
    (await listHistory(world.platform.db, subject)).map((entry) => entry.kind)
  const serviceOf = (buyer: MemberActor, productId: Id<'prd'>) => openBoughtService(world, buyer, productId)
  async function running(script?: Script, afterSale?: AfterSale) {
    const { productId } = await listed(script, afterSale)
    return serviceOf(await world.given.buyer(100_000n), productId)
  }
  const balanceOf = async ({ buyerId }: MemberActor) =>
    (await world.market.ledger.getBalance(world.platform.db, buyerId as Id<'byr'>, 'CNY')).amountMinor
  const quotaOf = (buyer: MemberActor) => world.market.refunds.getQuota(buyer)
  /** Refunds of another system, by an operator. */
  async function report(
    buyer: MemberActor,
    of: { reference: string; refunds?: number; state?: 'open' | 'succeeded' | 'failed' },
  ) {
    const operator = await world.given.operator()
    return world.market.refunds.reportOutside(operator, buyer.buyerId as Id<'byr'>, {
      state: 'succeeded',
      refunds: 1,
      requestedAt: toIso(world.clock.now()),
      ...of,
    })
  }
  return {
    listed,
    kindsOf,
    serviceOf,
    running,
    balanceOf,
    quotaOf,
    report,
    get world(): World {
      return world
    },
    get seller(): ScriptedSeller {
      return seller
    },
  }
}
