import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { mostGroups } from '@loggia/protocol/console/directory/kinds'
import { record } from '../../platform/index.ts'
import type { MemberRequest, Tx } from '../../platform/index.ts'
import { directoryProblems } from '../problems.ts'
import type { Enterprise, PersonGroup } from '../schema.ts'
import * as store from '../store/index.ts'
import { changeOwn } from './context.ts'
import type { DirectoryContext } from './context.ts'
import { getGroup } from './people.ts'

/** Without what a program calls it, that stays. */
type Saved = {
  readonly before: PersonGroup
  readonly name: string
  readonly externalId?: string | undefined
}
type Of = { readonly enterpriseId: Id<'ent'>; readonly groupId: Id<'pgr'> }

/** Groups of people under a name; sellers never hear of them. */
export function createGroups(context: DirectoryContext) {
  const { ids, clock } = context

  /** Throws `directory.group_name_taken`. */
  async function requireFreeName(tx: Tx, { id }: Enterprise, name: string): Promise<void> {
    if (await store.groups.findByName(tx, id, name)) throw directoryProblems.group_name_taken({ name })
  }

  const factOf = ({ id: groupId, enterpriseId, name }: PersonGroup) => ({
    subject: enterpriseId,
    data: { groupId, name },
  })

  /** Throws `directory.group_name_taken`, `directory.groups_many`. */
  async function createGroupIn(
    tx: Tx,
    enterprise: Enterprise,
    named: Pick<PersonGroup, 'name' | 'externalId'>,
  ): Promise<PersonGroup> {
    await requireFreeName(tx, enterprise, named.name)
    if ((await store.groups.count(tx, enterprise.id)) >= mostGroups)
      throw directoryProblems.groups_many({ most: mostGroups })
    const now = clock.now()
    const group = {
      ...named,
      id: ids.next('pgr'),
      enterpriseId: enterprise.id,
      createdAt: now,
      changedAt: now,
    }
    await store.groups.insert(tx, group, now)
    await record(tx, 'person_group.created', factOf(group))
    return group
  }

  /** Throws `directory.group_name_taken`. */
  async function saveGroupIn(
    tx: Tx,
    enterprise: Enterprise,
    { before, name, externalId = before.externalId }: Saved,
  ): Promise<PersonGroup> {
    if (before.name === name && before.externalId === externalId) return before
    if (before.name !== name) await requireFreeName(tx, enterprise, name)
    const now = clock.now()
    const after: PersonGroup = omitUndefined({ ...before, name, externalId, changedAt: now })
    await store.groups.save(tx, after, now)
    const { subject, data } = factOf(after)
    if (before.name !== name)
      await record(tx, 'person_group.renamed', { subject, data: { ...data, from: before.name } })
    return after
  }

  async function deleteGroupIn(tx: Tx, group: PersonGroup): Promise<void> {
    await store.groups.remove(tx, group.id)
    await record(tx, 'person_group.deleted', factOf(group))
  }

  return {
    createGroupIn,
    saveGroupIn,
    deleteGroupIn,
    createGroup: (request: MemberRequest, id: Id<'ent'>, name: string) =>
      changeOwn(context, request, {
        id,
        work: (tx, enterprise) => createGroupIn(tx, enterprise, { name }),
      }),
    /** Throws `directory.group_unknown`, `directory.group_name_taken`. */
    renameGroup: (request: MemberRequest, { enterpriseId, groupId }: Of, name: string) =>
      changeOwn(context, request, {
        id: enterpriseId,
        work: async (tx, enterprise) => {
          const group = await saveGroupIn(tx, enterprise, {
            before: await getGroup(tx, enterprise, groupId),
            name,
          })
          return { group, people: await store.groups.countPeople(tx, groupId) }
        },
      }),
    /** Its people stay. Throws `directory.group_unknown`. */
    deleteGroup: (request: MemberRequest, { enterpriseId, groupId }: Of) =>
      changeOwn(context, request, {
        id: enterpriseId,
        work: async (tx, enterprise) => deleteGroupIn(tx, await getGroup(tx, enterprise, groupId)),
      }),
  }
}
