import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { ImportedKind } from '@loggia/protocol/console/directory/kinds'
import type { Marketplace } from '../../marketplace.ts'
import type { MemberActor } from '../../platform/index.ts'
import { demoDepartments, demoGroups, demoPeople } from './company.ts'
import type { DemoPerson } from './company.ts'

type Cell = string | number | undefined
const formatCsv = (rows: readonly (readonly Cell[])[]): Uint8Array =>
  Buffer.from(rows.map((row) => row.map((cell) => cell ?? '').join(',')).join('\r\n'))

const personColumns = [
  'userName',
  'name',
  'departmentCode',
  'position',
  'employeeCode',
  'employeeType',
  'mobile',
  'email',
  'workPlace',
  'entryDate',
] as const satisfies readonly (keyof DemoPerson)[]

/** Gives a buyer a company with departments, people and groups. */
export async function fillDirectory({ directory }: Marketplace, buyer: MemberActor): Promise<void> {
  const request = { actor: buyer }
  const { enterprise } = await directory.createEnterprise(request, { name: '沧野制造', tenantCode: 'cangye' })
  const { id: enterpriseId } = enterprise
  const load = async (what: ImportedKind, rows: readonly (readonly Cell[])[]): Promise<void> => {
    const file = { what, complete: true, content: formatCsv(rows) }
    const { applied, faults } = await directory.importFile(request, enterpriseId, file)
    if (!applied) throw new Error(`The demo’s ${what} cannot be imported: ${JSON.stringify(faults[0])}`)
  }
  const { items } = await directory.listDepartmentsOf(buyer, enterpriseId, { limit: 1 })
  const first = items[0]?.department.code
  await load('departments', [
    ['code', 'name', 'parentCode'],
    ...demoDepartments.map(({ code, name, parentCode = first }) => [code, name, parentCode]),
  ])
  await load('people', [
    personColumns,
    ...demoPeople.map((one) => personColumns.map((column) => one[column])),
  ])
  await arrange({ directory }, { buyer, enterpriseId })
}

/** Groups, and people in each state: disabled, gone, invited, and the buyer’s own account linked. */
async function arrange(
  { directory }: Pick<Marketplace, 'directory'>,
  { buyer, enterpriseId }: { readonly buyer: MemberActor; readonly enterpriseId: Id<'ent'> },
): Promise<void> {
  const request = { actor: buyer }
  const listed = new Map<string, Id<'per'>>()
  let after: string | undefined
  do {
    const page = await directory.listPeopleOf(buyer, enterpriseId, omitUndefined({ limit: 100, after }))
    for (const { person } of page.items) listed.set(person.userName, person.id)
    after = page.next
  } while (after !== undefined)
  const find = (people: readonly DemoPerson[]): Id<'per'>[] =>
    people.flatMap(({ userName }) => listed.get(userName) ?? [])
  for (const { name, isOf } of demoGroups) {
    const { id: groupId } = await directory.createGroup(request, enterpriseId, name)
    const ids = find(demoPeople.filter(isOf))
    await directory.actOnPeople(request, enterpriseId, { act: { act: 'join_group', groupId }, of: { ids } })
  }
  const [own, ...others] = find(demoPeople)
  await directory.actOnPeople(request, enterpriseId, {
    act: { act: 'disable' },
    of: { ids: others.slice(8, 10) },
  })
  await directory.actOnPeople(request, enterpriseId, { act: { act: 'leave' }, of: { ids: others.slice(-1) } })
  for (const personId of others.slice(0, 3))
    await directory.invite(request, { enterpriseId, personId }, { language: 'zh-CN' })
  if (!own) return
  const { path } = await directory.invite(request, { enterpriseId, personId: own }, { language: 'zh-CN' })
  // Only where no emails are sent is the link known here.
  if (path !== undefined) await directory.acceptInvitation(buyer, path.slice(path.indexOf('#') + 1))
}
