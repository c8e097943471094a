import { createChance, pickOne } from '../../harness/chance.ts'
import type { Member } from '../../harness/client.ts'
import type { LicensesTold } from '../license-told.ts'
import { createLicenseLife, openDiary } from '../license-lives.ts'
import type { LicenseDiary } from '../license-lives.ts'
import type { LicenseKind } from '../license-offers.ts'
import type { Answered } from './asking.ts'
import { createRefundRequests } from './refund-requests.ts'
import type { SellerMembers } from './seller-members.ts'
import type { World } from './world.ts'

type Bought = { readonly orderNumber: string; readonly kind: LicenseKind; readonly buyer: Member }
/** Buyers, a seller and software that use licenses. */
export type Licensing = {
  readonly told: LicensesTold
  /** The license of this order was paid: everybody does their part from now on. */
  begin(bought: Bought): void
  /** After this time people leave what is not over. Resolves when nobody does anything any more. */
  end(afterMs: number): Promise<void>
}
type Counting = { count(answered: Answered<unknown>, what: string): void }

/** What was not uploaded after so many looks, of which there are about five in a second, is delivered by hand. */
const looksBeforeHand = 25
/** How often a buyer asks for money back at the moment at which it collects a code (R142). */
const asksWhileCollecting = 0.4

export function createLicensing(
  { seed, buyers, licenses, nodes }: World,
  { memberOf }: SellerMembers,
  { count }: Counting,
): Licensing {
  const told: LicenseDiary[] = []
  const lives = new Set<Promise<void>>()
  const refunds = createRefundRequests({ count })
  let isLeft = false

  async function live({ orderNumber, kind, buyer }: Bought): Promise<void> {
    const diary = openDiary(orderNumber, kind)
    told.push(diary)
    const chance = createChance(`${seed}:license:${orderNumber}`)
    const others = buyers.filter((one) => one !== buyer)
    const life = createLicenseLife(
      {
        asking: { address: nodes.address, apiKey: licenses.apiKey },
        buyer,
        seller: await memberOf(licenses),
        stranger: pickOne(chance, others),
        looksBeforeHand,
        async onCollecting(of) {
          if (chance() >= asksWhileCollecting) return
          const idempotencyKey = `collecting-${orderNumber}`
          await refunds.ask({ client: buyer.client, of, chance, idempotencyKey })
        },
        isLeft: () => isLeft,
      },
      diary,
    )
    // An error is a fault of the run; it must not end the wave before its evidence is kept.
    await life.live().catch((error: unknown) => diary.refusals.push(String(error)))
  }

  return {
    told: { told, uploads: licenses.uploads.made },
    begin(bought) {
      isLeft = false
      const life = live(bought)
      lives.add(life)
      void life.finally(() => lives.delete(life))
    },
    async end(afterMs) {
      const leaving = setTimeout(() => (isLeft = true), afterMs)
      while (lives.size > 0) await Promise.all(lives)
      clearTimeout(leaving)
    },
  }
}
