import type { Id } from '@loggia/kernel'
import type { World } from '../../embedded/index.ts'
import type { Bodies } from '../../http/testing/traded-parties.ts'
import type { Marketplace } from '../../marketplace.ts'
import { runInTx, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { criteria, template } from '../../supervision/testing/supervised.ts'
import * as store from '../store/index.ts'

type Parties = {
  readonly buyer: MemberActor
  readonly seller: MemberActor & { readonly sellerId: Id<'sel'> }
}

/** An online license that was bought, with the application of a device, for the test that requests them as another party. */
export async function makeOwned(
  market: Marketplace,
  { buyer, seller }: Parties,
  { given, platform }: World,
): Promise<Record<string, string>> {
  const { productId } = await given.listedProduct('http://127.0.0.1:9/', seller, {
    type: 'license',
    supervision: { flow: 'license_online', criteria, template },
  })
  const orderId = await given.paidOrder(buyer, productId)
  const [line] = (await market.orders.get(platform.db, orderId)).lines
  const subscription = line && (await market.subscriptions.findByLine(platform.db, line.id))
  const license = subscription && (await store.licenses.findBySubscription(platform.db, subscription.id))
  if (!license) throw new Error(`Order ${orderId} has no license`)
  const now = platform.clock.now()
  const application = {
    id: platform.ids.next('lap'),
    licenseId: license.id,
    eventId: license.id,
    fingerprint: 'theirs',
    isText: false,
    state: 'asked',
    askedAt: now,
    effectiveAt: now,
  } as const
  await runInTx(platform, { actor: system }, (tx) =>
    store.applications.insert(tx, platform.seal, application),
  )
  return {
    subscriptionId: license.subscriptionId,
    licenseId: license.id,
    licenseApplicationId: application.id,
  }
}

export const bodies: Bodies = {
  'POST /api/buyer/licenses/:licenseId/applications': { fingerprint: 'theirs' },
  'POST /api/seller/supervisions/:supervisionId/license': { text: 'theirs' },
}
