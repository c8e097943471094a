import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { lockName, record, runInTx } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { partyProblems } from '../problems/index.ts'
import { requireGrants } from '../rules.ts'
import type { PartyOf, Role } from '../schema/rights.ts'
import * as store from '../store/index.ts'
import { toSubject } from './context.ts'
import type { PartyContext } from './context.ts'

const mostRoles = 50

type Asking = { readonly actor: MemberActor; readonly party: PartyOf }
type RoleAsk = { readonly name: string; readonly grants: readonly string[] }

/** R2: groups of rights that the owner of a party names. */
export function createRoles(context: PartyContext) {
  const { db, clock, ids } = context

  const listRoles = (party: PartyOf): Promise<Role[]> => store.listPartyRoles(db, party)

  /** Changes of the roles of a party take turns, and only an owner makes them. Throws `parties.main_only`. */
  async function takeTurn(tx: Tx, { actor, party }: Asking): Promise<void> {
    await lockName(tx, `roles:${toSubject(party)}`)
    const member = await store.findMember(tx, party, actor.memberId)
    if (!member?.enabled || !member.rights.main) throw partyProblems.main_only()
  }

  async function requireFreeName(tx: Tx, party: PartyOf, role: Pick<Role, 'id' | 'name'>): Promise<void> {
    if (await store.isNameTaken(tx, party, role)) throw partyProblems.role_name_taken({ name: role.name })
  }

  /** Throws `parties.role_unknown`. */
  async function lockRole(tx: Tx, party: PartyOf, id: Id<'rol'>): Promise<Role> {
    const role = await store.lockRole(tx, party, id)
    if (!role) throw partyProblems.role_unknown()
    return role
  }

  /** Throws `parties.grant_unknown`, `parties.role_name_taken` and `parties.roles_limited`. */
  const createRole = (asking: Asking, { name, grants }: RoleAsk): Promise<Role> =>
    runInTx(context, { actor: asking.actor }, async (tx) => {
      const { party } = asking
      requireGrants(party, grants)
      await takeTurn(tx, asking)
      const role = { id: ids.next('rol'), name, grants: [...new Set(grants)] }
      await requireFreeName(tx, party, role)
      if ((await store.countRoles(tx, party)) >= mostRoles)
        throw partyProblems.roles_limited({ max: mostRoles })
      await store.insertRole(tx, party, { ...role, at: clock.now() })
      await record(tx, 'role.created', {
        subject: toSubject(party),
        data: { roleId: role.id, name, grants: role.grants },
      })
      return { ...role, members: 0 }
    })

  /** Its members have the new rights from their next request on. Throws what {@link createRole} throws. */
  const changeRole = (
    asking: Asking & { readonly id: Id<'rol'> },
    { name, grants }: RoleAsk,
  ): Promise<Role> =>
    runInTx(context, { actor: asking.actor }, async (tx) => {
      const { party, id } = asking
      requireGrants(party, grants)
      await takeTurn(tx, asking)
      const before = await lockRole(tx, party, id)
      const role = { ...before, name, grants: [...new Set(grants)] }
      await requireFreeName(tx, party, role)
      await store.saveRole(tx, role)
      await record(tx, 'role.changed', {
        subject: toSubject(party),
        data: {
          roleId: id,
          name,
          grants: role.grants,
          from: { name: before.name, grants: [...before.grants] },
        },
      })
      return role
    })

  /**
   * Deletes a role. `moveTo` is what its members have instead, null for nothing. Throws `parties.role_in_use` without
   * it, `parties.role_unknown`, and `parties.role_same`.
   */
  const removeRole = (
    asking: Asking & { readonly id: Id<'rol'> },
    moveTo: Id<'rol'> | null | undefined,
  ): Promise<void> =>
    runInTx(context, { actor: asking.actor }, async (tx) => {
      const { party, id } = asking
      await takeTurn(tx, asking)
      const { name, members } = await lockRole(tx, party, id)
      if (moveTo === id) throw partyProblems.role_same()
      if (members > 0 && moveTo === undefined) throw partyProblems.role_in_use({ members })
      const to = moveTo ? await lockRole(tx, party, moveTo) : undefined
      await store.deleteRole(tx, id, to?.id)
      await record(tx, 'role.removed', {
        subject: toSubject(party),
        data: omitUndefined({ name, members, movedTo: members > 0 ? to?.name : undefined }),
      })
    })

  return { listRoles, createRole, changeRole, removeRole }
}
