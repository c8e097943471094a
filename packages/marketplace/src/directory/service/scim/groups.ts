import { isId, omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { groupNameSchema } from '@loggia/protocol/console'
import {
  formatList,
  groupAttributes,
  isWanted,
  parseFilter,
  pickAttributes,
  readOperations,
  ScimError,
} from '@loggia/protocol/scim'
import type { JsonObject, ScimOperation } from '@loggia/protocol/scim'
import type { Db, Tx } from '../../../platform/index.ts'
import { toGroupCondition } from '../../rules/scim-filters.ts'
import { formatGroup, listMembers, readGroup } from '../../rules/scim-people.ts'
import type { Enterprise, Person, PersonGroup } from '../../schema.ts'
import * as store from '../../store/index.ts'
import { changeAs, refuseUnknown, requireGain } from './context.ts'
import type { ScimClient, ScimContext } from './context.ts'
import { readPage, requireResource } from './users.ts'
import type { Asked, ScimQuery } from './users.ts'

/** Most members in one answer to a list: a page ends before the group with which there would be more. */
const mostMembers = 10_000

/** Groups as an identity provider keeps them. */
export function createScimGroups(context: ScimContext) {
  const { db, groups, people } = context

  async function find(from: Db, { id: enterpriseId }: Enterprise, id: string): Promise<PersonGroup> {
    const found = isId(id, 'pgr') ? await store.groups.find(from, enterpriseId, id) : undefined
    if (!found) throw refuseUnknown('Group', id)
    return found
  }

  async function show(from: Db, group: PersonGroup, { base, ...projection }: Asked): Promise<JsonObject> {
    const members = isWanted('members', projection)
      ? ((await store.groups.listMembers(from, [group.id])).get(group.id) ?? [])
      : undefined
    return pickAttributes(formatGroup(group, members, base), projection)
  }

  async function listGroups(
    { enterprise }: ScimClient,
    { base, filter, ...asked }: ScimQuery & Asked,
  ): Promise<JsonObject> {
    const condition = filter ? toGroupCondition(parseFilter(filter)) : undefined
    const { startIndex, limit } = readPage(asked)
    const of = omitUndefined({ enterpriseId: enterprise.id, condition })
    const total = await store.groups.countMet(db, of)
    const found = limit === 0 ? [] : await store.groups.listMet(db, { ...of, limit, offset: startIndex - 1 })
    const hasMembers = isWanted('members', asked)
    const page = hasMembers ? limitMembers(found) : found
    const members = hasMembers
      ? await store.groups.listMembers(
          db,
          page.map(({ group }) => group.id),
        )
      : undefined
    const resources = page.map(({ group }) =>
      pickAttributes(formatGroup(group, members && (members.get(group.id) ?? []), base), asked),
    )
    return formatList(resources, { total, startIndex })
  }

  /** Those members that are people of the enterprise who have not left. Throws `invalidValue`. */
  async function findMembers(tx: Tx, { id: enterpriseId }: Enterprise, ids: readonly string[]) {
    const wanted = [...new Set(ids)]
    const known = wanted.filter((id) => isId(id, 'per'))
    const found = await store.people.list(tx, { enterpriseId, ids: known, limit: known.length || 1 })
    const here = found.filter(({ state }) => state !== 'left')
    if (here.length < wanted.length) {
      const there = new Set<string>(here.map(({ id }) => id))
      throw refuseMember(wanted.find((id) => !there.has(id)) ?? '')
    }
    return here
  }

  /** Whoever is in it already gains nothing. */
  async function join(
    tx: Tx,
    enterprise: Enterprise,
    { groupId, people: those }: { readonly groupId: Id<'pgr'>; readonly people: readonly Person[] },
  ): Promise<void> {
    const joined = await people.actOn(tx, enterprise, {
      act: { act: 'join_group', groupId },
      people: those,
    })
    if (joined > 0) await requireGain(context, tx, enterprise)
  }

  /** Whoever is not in it, or not there, is no fault. */
  async function quit(
    tx: Tx,
    enterprise: Enterprise,
    { groupId, ids }: { readonly groupId: Id<'pgr'>; readonly ids: readonly string[] },
  ): Promise<void> {
    const known = [...new Set(ids)].filter((id) => isId(id, 'per'))
    const found = await store.people.list(tx, {
      enterpriseId: enterprise.id,
      ids: known,
      limit: known.length || 1,
    })
    await people.actOn(tx, enterprise, {
      act: { act: 'quit_group', groupId },
      people: found.filter(({ state }) => state !== 'left'),
    })
  }

  async function replaceMembers(
    tx: Tx,
    enterprise: Enterprise,
    { groupId, ids }: { readonly groupId: Id<'pgr'>; readonly ids: readonly string[] },
  ): Promise<void> {
    const wanted = await findMembers(tx, enterprise, ids)
    const kept = new Set<string>(wanted.map(({ id }) => id))
    const before = (await store.groups.listMembers(tx, [groupId])).get(groupId) ?? []
    const gone = before.map(({ id }) => id).filter((id) => !kept.has(id))
    if (gone.length > 0) await quit(tx, enterprise, { groupId, ids: gone })
    await join(tx, enterprise, { groupId, people: wanted })
  }

  /** Throws `invalidValue`. */
  function requireName(said: string | undefined): string {
    const name = groupNameSchema.safeParse(said).data
    if (name === undefined) throw new ScimError(400, 'A displayName has 1 to 128 characters.', 'invalidValue')
    return name
  }

  const createGroup = (client: ScimClient, body: unknown, asked: Asked): Promise<JsonObject> =>
    changeAs(context, client, async (tx, enterprise) => {
      const { name, externalId, members = [] } = readGroup(requireResource(body))
      const named = omitUndefined({ name: requireName(name), externalId })
      await requireGain(context, tx, enterprise)
      const group = await groups.createGroupIn(tx, enterprise, named)
      await join(tx, enterprise, { groupId: group.id, people: await findMembers(tx, enterprise, members) })
      return show(tx, group, asked)
    })

  const replaceGroup = (
    client: ScimClient,
    { id, body, ...asked }: Asked & { readonly id: string; readonly body: unknown },
  ): Promise<JsonObject> =>
    changeAs(context, client, async (tx, enterprise) => {
      const before = await find(tx, enterprise, id)
      const { name, externalId, members = [] } = readGroup(requireResource(body))
      await groups.saveGroupIn(tx, enterprise, { before, name: requireName(name), externalId })
      await replaceMembers(tx, enterprise, { groupId: before.id, ids: members })
      return show(tx, await find(tx, enterprise, id), asked)
    })

  /** Members are added and removed as such: a group of thousands is not read for a change of one. */
  async function applyToMembers(
    tx: Tx,
    enterprise: Enterprise,
    { groupId, operation }: { readonly groupId: Id<'pgr'>; readonly operation: ScimOperation },
  ): Promise<void> {
    const { op, path, value } = operation
    const ids = path.filter ? [readMemberFilter(path.filter)] : listMembers(value)
    if (op === 'add' || (op === 'replace' && path.filter))
      await join(tx, enterprise, { groupId, people: await findMembers(tx, enterprise, ids) })
    else if (op === 'replace' || (value === undefined && !path.filter))
      await replaceMembers(tx, enterprise, { groupId, ids: op === 'replace' ? ids : [] })
    else await quit(tx, enterprise, { groupId, ids })
  }

  const patchGroup = (
    client: ScimClient,
    { id, body, ...asked }: Asked & { readonly id: string; readonly body: unknown },
  ): Promise<JsonObject> => {
    const operations = readOperations(body, groupAttributes)
    return changeAs(context, client, async (tx, enterprise) => {
      const { id: groupId } = await find(tx, enterprise, id)
      for (const operation of operations) {
        const before = await find(tx, enterprise, id)
        if (operation.path.attribute === 'members')
          await applyToMembers(tx, enterprise, { groupId, operation })
        else await groups.saveGroupIn(tx, enterprise, { before, ...decideNames(before, operation) })
      }
      return show(tx, await find(tx, enterprise, id), asked)
    })
  }

  function decideNames(
    { name, externalId }: PersonGroup,
    { op, path, value }: ScimOperation,
  ): { readonly name: string; readonly externalId: string | undefined } {
    const said = readGroup({ [path.attribute ?? '']: op === 'remove' ? null : (value ?? null) })
    return path.attribute === 'displayname'
      ? { name: requireName(said.name), externalId }
      : { name, externalId: said.externalId }
  }

  return {
    listGroups,
    getGroup: async ({ enterprise }: ScimClient, id: string, asked: Asked): Promise<JsonObject> =>
      show(db, await find(db, enterprise, id), asked),
    createGroup,
    replaceGroup,
    patchGroup,
    /** Its people stay. */
    deleteGroup: (client: ScimClient, id: string): Promise<void> =>
      changeAs(context, client, async (tx, enterprise) =>
        groups.deleteGroupIn(tx, await find(tx, enterprise, id)),
      ),
  }
}

const refuseMember = (id: string): ScimError =>
  new ScimError(400, `There is no User ${JSON.stringify(id)}.`, 'invalidValue')

/** `members[value eq "…"]` names one member. Throws `invalidFilter`. */
function readMemberFilter(filter: NonNullable<ScimOperation['path']['filter']>): string {
  if (filter.kind === 'compare' && filter.attribute === 'value' && filter.by === 'eq')
    return String(filter.to)
  throw new ScimError(400, 'Members are named by value eq.', 'invalidFilter')
}

/** At least one group, and as many more as have no more members together. */
function limitMembers(found: readonly store.groups.CountedGroup[]): readonly store.groups.CountedGroup[] {
  let members = 0
  const end = found.findIndex(({ people }, nth) => {
    members += people
    return nth > 0 && members > mostMembers
  })
  return end === -1 ? found : found.slice(0, end)
}
