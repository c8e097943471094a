import type { DraftProduct } from '@loggia/protocol/console'
import type { Id } from '@loggia/kernel'
import type { World } from '../../embedded/index.ts'
import { runInTx, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'

type Seller = MemberActor & { readonly sellerId: Id<'sel'> }

/** Refuses connections at once and needs no DNS, so that many purchases in a row stay fast. */
const nobodyThere = 'http://127.0.0.1:9/produce'

/** A draft that can be submitted: its seller has an approved address and a key, and its test cases passed. */
export async function saveReadyDraft(
  { market, platform, given }: World,
  draft: DraftProduct,
  of?: Seller,
): Promise<{ readonly seller: Seller; readonly productId: Id<'prd'> }> {
  const seller = of ?? (await given.seller())
  const { productId } = await market.catalog.saveDraft({ actor: seller }, draft)
  await runInTx(platform, { actor: system }, async (tx) => {
    await market.access.addKeyIn(tx, seller.sellerId, 'basic')
    await market.access.registerAnew(tx, { sellerId: seller.sellerId, url: nobodyThere })
  })
  await given.passedCases(seller, productId)
  return { seller, productId }
}
