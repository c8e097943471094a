import type { Id } from '@loggia/kernel'
import type { Role as WireRole } from '@loggia/protocol/console'
import type { Handlers, MemberActor } from '../platform/index.ts'
import { partyOfActor } from './member-routes.ts'
import type { PartyOf, Role } from './schema/rights.ts'
import type { Parties } from './service/index.ts'

const presentRole = (role: Role): WireRole => ({ ...role, grants: [...role.grants] })

/** The same four handlers for each kind of party. */
function rolesOf(parties: Parties, partyOf: (actor: MemberActor) => PartyOf) {
  type Asked = { readonly actor: MemberActor; readonly params: { readonly roleId: Id<'rol'> } }
  type RoleBody = { readonly name: string; readonly grants: string[] }
  const which = ({ actor, params }: Asked) => ({ actor, party: partyOf(actor), id: params.roleId })
  return {
    list: async ({ actor }: { actor: MemberActor }) => ({
      items: (await parties.listRoles(partyOf(actor))).map(presentRole),
    }),
    create: async ({ actor, body }: { actor: MemberActor; body: RoleBody }) =>
      presentRole(await parties.createRole({ actor, party: partyOf(actor) }, body)),
    change: async (asked: Asked & { readonly body: RoleBody }) =>
      presentRole(await parties.changeRole(which(asked), asked.body)),
    remove: async (asked: Asked & { readonly body: { moveTo?: Id<'rol'> | null | undefined } }) => {
      await parties.removeRole(which(asked), asked.body.moveTo)
      return null
    },
  }
}

export function createRoleRoutes(parties: Parties): Handlers {
  const buyers = rolesOf(parties, partyOfActor.buyer)
  const sellers = rolesOf(parties, partyOfActor.seller)
  const operators = rolesOf(parties, partyOfActor.operator)
  return {
    'GET /api/buyer/roles': buyers.list,
    'POST /api/buyer/roles': buyers.create,
    'PUT /api/buyer/roles/:roleId': buyers.change,
    'POST /api/buyer/roles/:roleId/removal': buyers.remove,
    'GET /api/seller/roles': sellers.list,
    'POST /api/seller/roles': sellers.create,
    'PUT /api/seller/roles/:roleId': sellers.change,
    'POST /api/seller/roles/:roleId/removal': sellers.remove,
    'GET /api/operator/roles': operators.list,
    'POST /api/operator/roles': operators.create,
    'PUT /api/operator/roles/:roleId': operators.change,
    'POST /api/operator/roles/:roleId/removal': operators.remove,
  }
}
