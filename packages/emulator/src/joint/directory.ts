import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { EmulatorHost } from '@loggia/marketplace/embedded'
import { emulatorProblems } from '../problems.ts'
import type { Seed } from '../seed.ts'
import type { EmulatorJoint, JointAct, JointAsk } from './schema.ts'

const mostPeople = 1000

type DirectoryAct = Exclude<
  JointAct,
  | 'apply'
  | 'request-test'
  | 'change-key'
  | 'adopt'
  | 'connect'
  | 'assign'
  | 'withdraw'
  | 'decide'
  | 'reconcile'
  | 'dissolve'
>

/** Changes of the company's departments and people, by codes and user names. */
export function createDirectoryActs({ market: { directory }, platform: { db } }: EmulatorHost, seed: Seed) {
  const { buyer, enterpriseId } = seed
  const request = { actor: buyer }

  /** Throws `emulator.department_unknown`. Default: the top department. */
  async function findDepartment(code: string | undefined): Promise<Id<'dpt'>> {
    const all = await directory.listDepartments(db, enterpriseId)
    const found = all.find((one) => (code === undefined ? one.parentId === undefined : one.code === code))
    if (!found)
      throw emulatorProblems.department_unknown({
        department: code ?? '',
        known: all.map((one) => one.code).join(', '),
      })
    return found.id
  }

  const listPeople = () => directory.listPeople(db, { enterpriseId, all: true, limit: mostPeople })

  /** Throws `emulator.person_unknown`. */
  async function findPeople(userNames: readonly string[] | undefined): Promise<Id<'per'>[]> {
    const all = await listPeople()
    if (userNames === undefined) return all.map(({ id }) => id)
    return userNames.map((userName) => {
      const found = all.find((one) => one.userName === userName)
      if (!found) throw emulatorProblems.person_unknown({ person: userName.slice(0, 80) })
      return found.id
    })
  }

  /** Throws `emulator.needs` if a name is missing. */
  function need(value: string | undefined, act: DirectoryAct, member: string): string {
    if (value === undefined) throw emulatorProblems.needs({ act, member })
    return value
  }

  async function addPerson({ act, people = [], name, to }: JointAsk & { readonly act: DirectoryAct }) {
    const userName = need(people[0], act, 'people')
    const added = { userName, departmentId: await findDepartment(to), state: 'active' as const }
    await directory.addPerson(request, enterpriseId, { ...added, data: { name: name ?? userName } })
  }

  async function renamePerson({ act, people = [], name }: JointAsk & { readonly act: DirectoryAct }) {
    const [personId] = await findPeople([need(people[0], act, 'people')])
    const [person] = personId
      ? await directory.listPeople(db, { enterpriseId, ids: [personId], limit: 1 })
      : []
    if (!person?.departmentId) throw emulatorProblems.person_unknown({ person: people[0] ?? '' })
    const { departmentId, changedAt, position, employeeCode, employeeType, mobile, email } = person
    const { workPlace, entryDate, externalId } = person
    const data = { position, employeeCode, employeeType, mobile, email, workPlace, entryDate, externalId }
    await directory.changePerson(
      request,
      { enterpriseId, personId: person.id },
      { ...omitUndefined(data), departmentId, changedAt, name: need(name, act, 'name') },
    )
  }

  async function change(ask: JointAsk & { readonly act: DirectoryAct }): Promise<unknown> {
    const { act, department, to, name, people } = ask
    const ofDepartment = async () => ({
      enterpriseId,
      departmentId: await findDepartment(need(department, act, 'department')),
    })
    const actOn = async (what: Parameters<typeof directory.actOnPeople>[2]['act']) =>
      directory.actOnPeople(request, enterpriseId, { act: what, of: { ids: await findPeople(people) } })
    switch (act) {
      case 'add-department':
        return directory.createDepartment(
          request,
          enterpriseId,
          omitUndefined({
            name: need(name, act, 'name'),
            code: department,
            parentId: await findDepartment(to),
          }),
        )
      case 'rename-department':
        return directory.renameDepartment(request, await ofDepartment(), need(name, act, 'name'))
      case 'move-department':
        return directory.moveDepartment(request, await ofDepartment(), await findDepartment(to))
      case 'remove-department':
        return directory.deleteDepartment(request, await ofDepartment())
      case 'add-person':
        return addPerson(ask)
      case 'rename-person':
        return renamePerson(ask)
      case 'move-people':
        return actOn({ act: 'move', departmentId: await findDepartment(to) })
      case 'disable':
      case 'enable':
      case 'leave':
        return actOn({ act })
    }
  }

  async function show(): Promise<EmulatorJoint['company']> {
    const { name, tenantId, state } = await directory.getEnterprise(db, enterpriseId)
    const departments = await directory.listDepartments(db, enterpriseId)
    const codes = new Map(departments.map(({ id, code }) => [id, code]))
    return {
      name,
      tenantId,
      dissolved: state === 'dissolved',
      departments: departments.map(({ code, name: its, parentId }) =>
        omitUndefined({ code, name: its, parent: parentId && codes.get(parentId) }),
      ),
      people: (await listPeople()).map(({ userName, name: its, departmentId, state: is }) =>
        omitUndefined({
          userName,
          name: its,
          department: departmentId && codes.get(departmentId),
          state: is,
        }),
      ),
    }
  }

  return { change, findPeople, show }
}
