import type { Id } from '@loggia/kernel'
import { runInTx } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { identityProblems } from '../problems.ts'
import type { OwnIdentity } from '../schema.ts'
import * as store from '../store/index.ts'
import { operatorsName } from './context.ts'
import type { IdentityContext } from './context.ts'
import type { Ends } from './ends.ts'

/** What the owner of an account sees and ends: through which providers others can sign in to it. */
export function createOwnConnections(context: IdentityContext, ends: Ends) {
  const { db, parties } = context

  const listOwnConnections = ({ memberId }: MemberActor): Promise<OwnIdentity[]> =>
    store.identities.listOwn(db, memberId)

  /** With the sessions that it gave. Throws `identity.connection_unknown`, `identity.only_way`. */
  const endOwnConnection = (actor: MemberActor, providerId: Id<'idp'>): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const { memberId } = actor
      const own = (await store.identities.listOwn(tx, memberId)).find((one) => one.providerId === providerId)
      if (!own) throw identityProblems.connection_unknown()
      if ((await parties.listOnlyVouched(tx, [memberId])).length > 0) throw identityProblems.only_way()
      const identity = await store.identities.lock(tx, own)
      await ends.endSessions(tx, own)
      if (identity) await ends.disconnect(tx, [{ ...identity, memberId }], own.company ?? operatorsName)
    })

  return { listOwnConnections, endOwnConnection }
}
