import type { Id } from '@loggia/kernel'
import type { World } from '../../embedded/index.ts'
import type { Marketplace } from '../../marketplace.ts'
import { runInTx, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import * as store from '../store/index.ts'

/** A dial test of a product, for the test that requests it as another party. */
export async function makeOwned(
  _market: Marketplace,
  { seller }: { readonly seller: MemberActor & { readonly sellerId: Id<'sel'> } },
  { given, platform }: World,
): Promise<Record<string, string>> {
  const { productId } = await given.listedProduct('http://127.0.0.1:9/', seller)
  const { sellerId } = seller
  const id = platform.ids.next('dlt')
  const planned = { half: 'morning', day: '2026-11-24', dueAt: platform.clock.now() } as const
  await runInTx(platform, { actor: system }, (tx) =>
    store.insertTest(tx, { ...planned, id, productId, sellerId }),
  )
  return { dialTestId: id }
}
