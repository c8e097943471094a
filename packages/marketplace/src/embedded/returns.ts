import { toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { AfterSale } from '@loggia/protocol/console'
import { requireBuyer } from '../parties/index.ts'
import { listHistory } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { openBoughtService } from './bought-service.ts'
import { openAtOnce, openScriptedSeller } from './scripted-seller.ts'
import type { ScriptedSeller, SellerReply, SellerRequest } from './scripted-seller.ts'
import type { World } from './world.ts'

/** All after-sale promises. */
export const allPromised: AfterSale = { fiveDayRefund: true, upgrades: true, renewalChanges: true }
type Script = (request: SellerRequest) => SellerReply | Promise<SellerReply>

/** Active services in a test's market that can be returned. */
export function createReturns(world: () => World) {
  let seller: ScriptedSeller
  async function listProduct(script: Script = openAtOnce, afterSale: AfterSale = allPromised) {
    seller = await openScriptedSeller()
    seller.answer(script)
    return world().given.listedProduct(seller.url, undefined, { afterSale })
  }
  const kindsOf = async (subject: string) =>
    (await listHistory(world().platform.db, subject)).map((entry) => entry.kind)
  const serviceOf = (buyer: MemberActor, productId: Id<'prd'>) => openBoughtService(world(), buyer, productId)
  async function running(script?: Script, afterSale?: AfterSale) {
    const { productId } = await listProduct(script, afterSale)
    return serviceOf(await world().given.buyer(100_000n), productId)
  }
  const balanceOf = async (buyer: MemberActor) =>
    (await world().market.ledger.getBalance(world().platform.db, requireBuyer(buyer), 'CNY')).amountMinor
  const quotaOf = (buyer: MemberActor) => world().market.refunds.getQuota(buyer)
  /** Reports a refund of another system, as an operator. */
  async function report(
    buyer: MemberActor,
    of: { reference: string; refunds?: number; state?: 'open' | 'succeeded' | 'failed' },
  ) {
    const operator = await world().given.operator()
    return world().market.refunds.reportOutside(operator, requireBuyer(buyer), {
      state: 'succeeded',
      refunds: 1,
      requestedAt: toIso(world().clock.now()),
      ...of,
    })
  }
  return {
    listed: listProduct,
    kindsOf,
    serviceOf,
    running,
    balanceOf,
    quotaOf,
    report,
    /** The seller of the product that was listed last. */
    get seller(): ScriptedSeller {
      return seller
    },
  }
}
