import { toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import { readMembers } from '@loggia/protocol/console'
import { mostEnterprises } from '@loggia/protocol/console/directory/kinds'
import { defineId, defineList } from '@loggia/protocol/console/members'
import { requireBuyer } from '../../parties/index.ts'
import { lockName, notify, record, runInTx } from '../../platform/index.ts'
import type { Db, HistoryEntry, MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import { directoryProblems } from '../problems.ts'
import type { Enterprise, PlacedDepartment } from '../schema.ts'
import * as store from '../store/index.ts'
import { changeOwn, emitEnterprise, getOwn } from './context.ts'
import type { DirectoryContext } from './context.ts'

export type CountedEnterprise = {
  readonly enterprise: Enterprise
  readonly counts: store.enterprises.Counts
}
const none: store.enterprises.Counts = { departments: 0, people: 0, disabled: 0, groups: 0 }
const ofPeople = { personIds: defineList(defineId('per')) }

/** The companies of a buyer. */
export function createEnterprises(context: DirectoryContext) {
  const { db, clock, ids, randomBytes } = context

  async function count(from: Db, all: readonly Enterprise[]): Promise<CountedEnterprise[]> {
    const counts = await store.enterprises.count(
      from,
      all.map(({ id }) => id),
    )
    return all.map((enterprise) => ({ enterprise, counts: counts.get(enterprise.id) ?? none }))
  }

  async function getCounted(from: Db, enterprise: Enterprise): Promise<CountedEnterprise> {
    const [counted] = await count(from, [enterprise])
    return counted ?? { enterprise, counts: none }
  }

  async function listEnterprises(actor: MemberActor, asked: PageRequest): Promise<Page<CountedEnterprise>> {
    const rows = await store.enterprises.list(db, requireBuyer(actor), asked)
    const page = toPage(rows, asked.limit, { item: (row) => row, cursor: ({ id }) => id })
    return { ...page, items: await count(db, page.items) }
  }

  /** Those of one buyer are created in turn. Throws `directory.enterprises_many`. */
  async function requireRoom(tx: Tx, buyerId: Id<'byr'>): Promise<void> {
    await lockName(tx, `enterprises:${buyerId}`)
    if ((await store.enterprises.countActive(tx, buyerId)) >= mostEnterprises)
      throw directoryProblems.enterprises_many({ most: mostEnterprises })
  }

  /** Its first department has its name. Throws `directory.enterprises_many`, `directory.tenant_code_taken`. */
  const createEnterprise = (
    request: MemberRequest,
    { name, tenantCode }: Pick<Enterprise, 'name' | 'tenantCode'>,
  ): Promise<CountedEnterprise> =>
    runInTx(context, request, async (tx) => {
      const enterprise: Enterprise = {
        id: ids.next('ent'),
        buyerId: requireBuyer(request.actor),
        tenantId: Buffer.from(randomBytes(16)).toString('hex'),
        tenantCode,
        name,
        state: 'active',
        createdAt: clock.now(),
      }
      await requireRoom(tx, enterprise.buyerId)
      if (!(await store.enterprises.insert(tx, enterprise)))
        throw directoryProblems.tenant_code_taken({ code: tenantCode })
      const id = ids.next('dpt')
      const department: PlacedDepartment = {
        id,
        enterpriseId: enterprise.id,
        code: String(await store.enterprises.takeCodes(tx, enterprise.id, 1)),
        name: name.slice(0, 128).trim(),
        path: `${id}/`,
        depth: 0,
      }
      await store.departments.insert(tx, [department])
      await record(tx, 'enterprise.created', { subject: enterprise.id, data: { name, tenantCode } })
      return getCounted(tx, enterprise)
    })

  const renameEnterprise = (
    request: MemberRequest,
    id: Id<'ent'>,
    name: string,
  ): Promise<CountedEnterprise> =>
    changeOwn(context, request, {
      id,
      work: async (tx, enterprise) => {
        if (enterprise.name === name) return getCounted(tx, enterprise)
        await store.enterprises.rename(tx, id, name)
        await record(tx, 'enterprise.renamed', { subject: id, data: { name, from: enterprise.name } })
        await emitEnterprise(tx, enterprise, 'enterprise.changed')
        return getCounted(tx, { ...enterprise, name })
      },
    })

  /** Everybody leaves it; its code is not given again. */
  const dissolveEnterprise = (request: MemberRequest, id: Id<'ent'>): Promise<CountedEnterprise> =>
    changeOwn(context, request, {
      id,
      work: async (tx, enterprise) => {
        const dissolvedAt = clock.now()
        const people = await store.people.leaveAll(tx, id, dissolvedAt)
        await store.tokens.revokeAll(tx, id, dissolvedAt)
        await store.enterprises.markDissolved(tx, id, dissolvedAt)
        const { name, buyerId } = enterprise
        await record(tx, 'enterprise.dissolved', { subject: id, data: { name, people } })
        await notify(
          tx,
          'enterprise_dissolved',
          { kind: 'buyer', id: buyerId },
          { subject: id, data: { enterpriseId: id, name, people, by: request.actor.name } },
        )
        await emitEnterprise(tx, enterprise, 'enterprise.dissolved')
        return getCounted(tx, { ...enterprise, state: 'dissolved', dissolvedAt })
      },
    })

  /** Its newest entries, or those about a person, with the names of the people that are shown: the record itself has none. */
  async function listRecord(
    actor: MemberActor,
    id: Id<'ent'>,
    asked: { readonly personId?: Id<'per'> | undefined; readonly limit: number },
  ): Promise<readonly HistoryEntry[]> {
    await getOwn(db, actor, id)
    const entries = await store.record.listNewest(db, { ...asked, enterpriseId: id })
    const shownIds = ({ data }: HistoryEntry): readonly Id<'per'>[] =>
      readMembers(ofPeople, data)?.personIds ?? []
    const names = await store.people.listNames(db, [...new Set(entries.flatMap(shownIds))])
    return entries.map((entry) => {
      const of = shownIds(entry)
      return of.length === 0
        ? entry
        : { ...entry, data: { ...entry.data, names: of.flatMap((one) => names.get(one) ?? []) } }
    })
  }

  return {
    listEnterprises,
    getOwnEnterprise: async (actor: MemberActor, id: Id<'ent'>) =>
      getCounted(db, await getOwn(db, actor, id)),
    createEnterprise,
    renameEnterprise,
    dissolveEnterprise,
    listRecord,
  }
}
