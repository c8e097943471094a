import { omitUndefined, toId, toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import type { MemberActor } from '../../platform/index.ts'
import { directoryProblems } from '../problems.ts'
import { listNamePaths } from '../rules/departments.ts'
import { toKey } from '../rules/people.ts'
import type { Person, PersonGroup, PersonInvitation, PlacedDepartment } from '../schema.ts'
import * as store from '../store/index.ts'
import { getOwn } from './context.ts'
import type { DirectoryContext } from './context.ts'
import { getPerson } from './people.ts'

type OfDepartment = { readonly enterpriseId: Id<'ent'>; readonly departmentId: Id<'dpt'> }
type OfPerson = { readonly enterpriseId: Id<'ent'>; readonly personId: Id<'per'> }
export type ShownDepartment = store.departments.CountedDepartment & {
  /** From the top. */
  readonly above: readonly PlacedDepartment[]
}
export type ShownPerson = {
  readonly person: Person
  readonly department?: PlacedDepartment
  readonly isInvited: boolean
}
export type DetailedPerson = ShownPerson & {
  readonly above: readonly PlacedDepartment[]
  readonly groups: readonly Pick<PersonGroup, 'id' | 'name'>[]
  readonly invitation?: PersonInvitation
  readonly member?: { readonly name: string; readonly email: string; readonly isOnlyVouched: boolean }
}
/** A row of an export; the department is named from the top. */
export type ExportedPerson = { readonly person: Person; readonly code: string; readonly path: string }
export type ExportedDepartment = {
  readonly department: PlacedDepartment
  readonly parentCode: string | undefined
  readonly path: string
}

const idsIn = ({ path }: PlacedDepartment): Id<'dpt'>[] =>
  path
    .split('/')
    .slice(0, -2)
    .map((id) => toId(id, 'dpt'))

/** What administrators read. Every list throws `directory.enterprise_unknown`. */
export function createLists({ db, wall, parties }: DirectoryContext) {
  async function withAbove(
    enterpriseId: Id<'ent'>,
    all: readonly store.departments.CountedDepartment[],
  ): Promise<ShownDepartment[]> {
    const wanted = new Set(all.flatMap(({ department }) => idsIn(department)))
    const found = await store.departments.findAll(db, enterpriseId, [...wanted])
    const byId = new Map(found.map((one) => [one.id, one]))
    return all.map((one) => ({
      ...one,
      above: idsIn(one.department).flatMap((id) => byId.get(id) ?? []),
    }))
  }

  /** Below a department or at the top, by name; or, with a query, of all levels, by code. */
  async function listDepartmentsOf(
    actor: MemberActor,
    enterpriseId: Id<'ent'>,
    asked: PageRequest & { readonly parentId?: Id<'dpt'> | undefined; readonly q?: string | undefined },
  ): Promise<Page<ShownDepartment>> {
    await getOwn(db, actor, enterpriseId)
    const { q, parentId, limit } = asked
    const rows = q
      ? await store.departments.search(db, enterpriseId, { ...asked, q })
      : await store.departments.listChildren(db, { enterpriseId, parentId }, asked)
    const page = toPage(rows, limit, {
      item: (row) => row,
      cursor: ({ department }) => (q ? department.code : department.name),
    })
    return { ...page, items: await withAbove(enterpriseId, page.items) }
  }

  /** Throws `directory.department_unknown`. */
  async function getDepartmentOf(
    actor: MemberActor,
    { enterpriseId, departmentId }: OfDepartment,
  ): Promise<ShownDepartment> {
    await getOwn(db, actor, enterpriseId)
    const counted = await store.departments.findCounted(db, enterpriseId, departmentId)
    const [shown] = counted ? await withAbove(enterpriseId, [counted]) : []
    if (!shown) throw directoryProblems.department_unknown()
    return shown
  }

  async function showPeople(enterpriseId: Id<'ent'>, people: readonly Person[]): Promise<ShownPerson[]> {
    const wanted = new Set(people.flatMap(({ departmentId }) => departmentId ?? []))
    const found = await store.departments.findAll(db, enterpriseId, [...wanted])
    const byId = new Map(found.map((one) => [one.id, one]))
    const invited = await store.invitations.listByPerson(
      db,
      people.map(({ id }) => id),
      wall.now(),
    )
    return people.map((person) =>
      omitUndefined({
        person,
        department: person.departmentId && byId.get(person.departmentId),
        isInvited: invited.has(person.id),
      }),
    )
  }

  type Filter = Omit<store.people.PeopleFilter, 'enterpriseId'>

  /** By user name. */
  async function listPeopleOf(
    actor: MemberActor,
    enterpriseId: Id<'ent'>,
    { limit, after, ...filter }: PageRequest & Filter,
  ): Promise<Page<ShownPerson>> {
    await getOwn(db, actor, enterpriseId)
    const asked = omitUndefined({ limit, after })
    const rows = await store.people.listFound(db, { ...filter, enterpriseId }, asked)
    const page = toPage(rows, limit, { item: (row) => row, cursor: ({ userName }) => toKey(userName) })
    return { ...page, items: await showPeople(enterpriseId, page.items) }
  }

  async function countPeopleOf(actor: MemberActor, enterpriseId: Id<'ent'>, filter: Filter): Promise<number> {
    await getOwn(db, actor, enterpriseId)
    return store.people.countFound(db, { ...filter, enterpriseId })
  }

  /** Throws `directory.person_unknown`. */
  async function getPersonOf(
    actor: MemberActor,
    { enterpriseId, personId }: OfPerson,
  ): Promise<DetailedPerson> {
    await getOwn(db, actor, enterpriseId)
    const person = await getPerson(db, { id: enterpriseId }, personId)
    const [shown] = await showPeople(enterpriseId, [person])
    const department = shown?.department
    return omitUndefined({
      person,
      department,
      isInvited: shown?.isInvited ?? false,
      above: department ? await store.departments.findAll(db, enterpriseId, idsIn(department)) : [],
      groups: await store.groups.listOfPerson(db, personId),
      invitation: (await store.invitations.listByPerson(db, [personId], wall.now())).get(personId),
      member: person.memberId && (await describeAccount(person.memberId)),
    })
  }

  /** Undefined if it is gone. */
  async function describeAccount(memberId: Id<'mbr'>): Promise<DetailedPerson['member']> {
    const account = await parties.findAccount(db, memberId)
    const isOnlyVouched = (await parties.listOnlyVouched(db, [memberId])).length > 0
    return account && { ...account, isOnlyVouched }
  }

  async function listGroupsOf(
    actor: MemberActor,
    enterpriseId: Id<'ent'>,
    asked: PageRequest & { readonly q?: string | undefined },
  ): Promise<Page<store.groups.CountedGroup>> {
    await getOwn(db, actor, enterpriseId)
    const rows = await store.groups.list(db, enterpriseId, asked)
    return toPage(rows, asked.limit, { item: (row) => row, cursor: ({ group }) => group.name })
  }

  /** Reads portions of the people whom a filter finds, for an export. */
  async function exportPeople(actor: MemberActor, enterpriseId: Id<'ent'>, filter: Filter) {
    await getOwn(db, actor, enterpriseId)
    const departments = await store.departments.listAll(db, enterpriseId)
    const codes = new Map(departments.map(({ id, code }) => [id, code]))
    const paths = listNamePaths(departments)
    const of = <T>(map: ReadonlyMap<Id<'dpt'>, T>, { departmentId: id }: Person): T | undefined =>
      id === undefined ? undefined : map.get(id)
    return async ({ limit, after }: PageRequest): Promise<Page<ExportedPerson>> => {
      const asked = omitUndefined({ limit, after })
      const rows = await store.people.listFound(db, { ...filter, enterpriseId }, asked)
      return toPage(rows, limit, {
        item: (person) => ({ person, code: of(codes, person) ?? '', path: of(paths, person) ?? '' }),
        cursor: ({ userName }) => toKey(userName),
      })
    }
  }

  /** Those whose name or code contains the query, parents first. */
  async function exportDepartments(
    actor: MemberActor,
    enterpriseId: Id<'ent'>,
    q: string | undefined,
  ): Promise<ExportedDepartment[]> {
    await getOwn(db, actor, enterpriseId)
    const all = await store.departments.listAll(db, enterpriseId)
    const paths = listNamePaths(all)
    const codes = new Map(all.map(({ id, code }) => [id, code]))
    const wanted = (q ?? '').toLowerCase()
    return all
      .filter(({ name, code }) => `${name}\n${code}`.toLowerCase().includes(wanted))
      .map((department) => ({
        department,
        parentCode: department.parentId && codes.get(department.parentId),
        path: paths.get(department.id) ?? '',
      }))
  }

  return {
    listDepartmentsOf,
    getDepartmentOf,
    listPeopleOf,
    countPeopleOf,
    getPersonOf,
    listGroupsOf,
    exportPeople,
    exportDepartments,
  }
}

export type Lists = ReturnType<typeof createLists>
