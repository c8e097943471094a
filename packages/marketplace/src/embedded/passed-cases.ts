import type { Id } from '@loggia/kernel'
import { listFamiliesOfType } from '../access/index.ts'
import { getProduct } from '../catalog/index.ts'
import type { DebuggingTables } from '../debugging/index.ts'
import { dialects } from '../dialects/index.ts'
import type { FamilyName } from '../dialects/index.ts'
import type { Marketplace } from '../marketplace.ts'
import { toJsonb, toTimestamptz } from '../platform/index.ts'
import type { MemberActor, Platform } from '../platform/index.ts'

const nothing = new Uint8Array()

/**
 * As if every scene of a product's protocols had just been called and had passed, so that the product can be submitted, or
 * a change of it; no server is called. Nothing for a product that is bound to none.
 */
export async function addPassedCases(
  platform: Platform,
  { access }: Pick<Marketplace, 'access'>,
  { seller, productId }: { readonly seller: MemberActor; readonly productId: Id<'prd'> },
): Promise<void> {
  const { db, clock, ids } = platform
  const { sellerId, type } = await getProduct(db, productId)
  for (const family of listFamiliesOfType(type)) await addCases(family)

  async function addCases(family: FamilyName): Promise<void> {
    const { target } = await access.findAccess(db, { sellerId, family, productId })
    const scenes = (target && dialects[target.protocol].testCalls?.scenes) ?? []
    if (!target || scenes.length === 0) return
    const made = {
      made_at: toTimestamptz(clock.now()),
      protocol: target.protocol,
      url: target.url,
      key_id: target.keyId,
      key_bits: target.keyBits ?? null,
    }
    const rows = scenes.map(({ name: scene }) => ({
      ...made,
      id: ids.next('dbc'),
      seller_id: sellerId,
      subject: productId,
      scene,
      passed: true,
      made_by: seller.memberId,
      made_by_name: seller.name,
      verdict: toJsonb({ code: 'succeeded' } as const),
      result_code: null,
      reference: null,
      duration_ms: 1,
      request_sealed: nothing,
      reply_sealed: null,
      parameters_sealed: null,
    }))
    await db
      .withTables<DebuggingTables>()
      .insertInto('debug_case')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['subject', 'scene', 'passed']).doUpdateSet((same) => ({
          ...made,
          id: same.ref('excluded.id'),
        })),
      )
      .execute()
  }
}
