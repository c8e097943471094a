import { fromIso, omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Member } from '@loggia/protocol/console'
import { toWireTime } from '../platform/index.ts'
import type { Handlers, MemberActor } from '../platform/index.ts'
import { readPage, presentPage } from './paging.ts'
import { requireBuyer, requireOperator, requireSeller } from './rules.ts'
import type { PartyMember } from './schema/members.ts'
import type { PartyOf } from './schema/rights.ts'
import type { Parties } from './service/index.ts'

export const presentMember = (member: PartyMember): Member => ({
  id: member.id,
  name: member.name,
  email: member.email,
  rights: { main: member.rights.main, grants: [...member.rights.grants] },
  ownGrants: [...member.ownGrants],
  roles: [...member.roles],
  enabled: member.enabled,
  ...omitUndefined({ suspension: member.suspension && presentCurrent(member.suspension) }),
  mustChangePassword: member.mustChangePassword,
  addedAt: toWireTime(member.addedAt),
})

const presentCurrent = ({ reason, since, until }: NonNullable<PartyMember['suspension']>) =>
  omitUndefined({ reason, since: toWireTime(since), until: toWireTime(until) })

/** The party of the actor, by the kind that a route names. */
export const partyOfActor = {
  buyer: (actor: MemberActor): PartyOf => ({ kind: 'buyer', id: requireBuyer(actor) }),
  seller: (actor: MemberActor): PartyOf => ({ kind: 'seller', id: requireSeller(actor) }),
  operator: (actor: MemberActor): PartyOf => {
    requireOperator(actor)
    return { kind: 'operator' }
  },
}

type MembersQuery = { limit: number; after?: string | undefined; q?: string | undefined }

/** The same five handlers for each kind of party. */
function membersOf(parties: Parties, partyOf: (actor: MemberActor) => PartyOf) {
  type Asked = { readonly actor: MemberActor; readonly params: { readonly memberId: Id<'mbr'> } }
  type WithBody<B> = Asked & { readonly body: B }
  type RightsBody = { readonly main: boolean; readonly grants: string[]; readonly roles: Id<'rol'>[] }
  const who = ({ actor, params }: Asked) => ({
    actor,
    party: partyOf(actor),
    id: params.memberId,
  })
  const presentNewMember = (given: { member: PartyMember; password: string }) => ({
    member: presentMember(given.member),
    password: given.password,
  })
  return {
    list: async ({ actor, query }: { actor: MemberActor; query: MembersQuery }) =>
      presentPage(await parties.listMembers(partyOf(actor), readPage(query), query.q), presentMember),
    add: async ({
      actor,
      body,
    }: {
      actor: MemberActor
      body: RightsBody & { email: string; name: string; language: 'zh-CN' | 'en-US' }
    }) => {
      const { main, grants, roles, ...person } = body
      const rights = { main, grants, roles }
      const { member, hasJoined, password } = await parties.addColleague(actor, partyOf(actor), {
        ...person,
        rights,
      })
      return omitUndefined({ member: presentMember(member), hasJoined, password })
    },
    rights: async (asked: WithBody<RightsBody>) =>
      presentMember(await parties.setRights(who(asked), asked.body)),
    access: async (asked: WithBody<{ enabled: boolean; reason: string; until?: string | undefined }>) => {
      const { enabled, reason, until } = asked.body
      const changed = enabled
        ? parties.reinstateMember(who(asked), reason)
        : parties.suspendMember(who(asked), {
            reason,
            until: until === undefined ? undefined : fromIso(until),
          })
      return presentMember(await changed)
    },
    password: async (asked: Asked) => presentNewMember(await parties.resetPassword(who(asked))),
  }
}

export function createMemberRoutes(parties: Parties): Handlers {
  const buyers = membersOf(parties, partyOfActor.buyer)
  const sellers = membersOf(parties, partyOfActor.seller)
  const operators = membersOf(parties, partyOfActor.operator)
  return {
    'GET /api/operator/buyers/:buyerId/members': async ({ actor, params, query }) => {
      requireOperator(actor)
      const party = { kind: 'buyer' as const, id: params.buyerId }
      return presentPage(await parties.listMembers(party, readPage(query)), presentMember)
    },
    'GET /api/operator/sellers/:sellerId/members': async ({ actor, params, query }) => {
      requireOperator(actor)
      const party = { kind: 'seller' as const, id: params.sellerId }
      return presentPage(await parties.listMembers(party, readPage(query)), presentMember)
    },
    'GET /api/buyer/members': buyers.list,
    'POST /api/buyer/members': buyers.add,
    'PUT /api/buyer/members/:memberId/rights': buyers.rights,
    'PUT /api/buyer/members/:memberId/access': buyers.access,
    'POST /api/buyer/members/:memberId/password': buyers.password,
    'GET /api/seller/members': sellers.list,
    'POST /api/seller/members': sellers.add,
    'PUT /api/seller/members/:memberId/rights': sellers.rights,
    'PUT /api/seller/members/:memberId/access': sellers.access,
    'POST /api/seller/members/:memberId/password': sellers.password,
    'GET /api/operator/members': operators.list,
    'POST /api/operator/members': operators.add,
    'PUT /api/operator/members/:memberId/rights': operators.rights,
    'PUT /api/operator/members/:memberId/access': operators.access,
    'POST /api/operator/members/:memberId/password': operators.password,
  }
}
