import type { Id } from '@loggia/kernel'
import { runInTx, record } from '../../platform/index.ts'
import type { Db, MemberActor } from '../../platform/index.ts'
import { partyProblems } from '../problems/index.ts'
import { requireOperator } from '../rules.ts'
import type { CustomerLevel } from '@loggia/protocol/console'
import type { Verification } from '@loggia/protocol/console/parties/kinds'
import * as store from '../store/index.ts'
import type { PartyContext } from './context.ts'

/** What operators have verified of buyers (R4), and their levels. */
export function createVerifications(context: PartyContext) {
  /**
   * An operator corrects a buyer's verification, with a reason (R4, R7). Throws `parties.buyer_not_found` and
   * `parties.verification_same`.
   */
  const correctVerification = (
    actor: MemberActor,
    buyerId: Id<'byr'>,
    { verification, reason }: { readonly verification: Verification; readonly reason: string },
  ): Promise<{ verification: Verification }> =>
    runInTx(context, { actor }, async (tx) => {
      requireOperator(actor)
      const from = await store.lockVerification(tx, buyerId)
      if (from === undefined) throw partyProblems.buyer_not_found({ buyerId })
      if (from === verification) throw partyProblems.verification_same()
      await store.setVerification(tx, buyerId, verification)
      await record(tx, 'buyer.verified', { subject: buyerId, data: { from, verification, reason } })
      return { verification }
    })

  /**
   * R113: the level applies to lapses that begin from now on. Throws `parties.buyer_not_found` and
   * `parties.level_same`.
   */
  const setLevel = (
    actor: MemberActor,
    buyerId: Id<'byr'>,
    { level, reason }: { readonly level: CustomerLevel; readonly reason: string },
  ): Promise<{ level: CustomerLevel }> =>
    runInTx(context, { actor }, async (tx) => {
      requireOperator(actor)
      const from = await store.lockLevel(tx, buyerId)
      if (from === undefined) throw partyProblems.buyer_not_found({ buyerId })
      if (from === level) throw partyProblems.level_same()
      await store.setLevel(tx, buyerId, level)
      await record(tx, 'buyer.level_set', { subject: buyerId, data: { from, level, reason } })
      return { level }
    })

  /** R113 */
  const levelOf = async (db: Db, buyerId: Id<'byr'>): Promise<CustomerLevel> =>
    (await levelsOf(db, [buyerId]))(buyerId)

  /** R113: the levels of several buyers. */
  async function levelsOf(
    db: Db,
    buyerIds: readonly Id<'byr'>[],
  ): Promise<(buyerId: Id<'byr'>) => CustomerLevel> {
    const found = await store.listLevels(db, buyerIds)
    return (buyerId) => found.get(buyerId) ?? 'V0'
  }

  return { correctVerification, setLevel, levelOf, levelsOf }
}
