import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { mostDepartments } from '@loggia/protocol/console/directory/kinds'
import { record } from '../../platform/index.ts'
import type { MemberRequest, Tx } from '../../platform/index.ts'
import { directoryProblems } from '../problems.ts'
import { decidePlace, requireEmpty } from '../rules/departments.ts'
import type { Enterprise, PlacedDepartment } from '../schema.ts'
import * as store from '../store/index.ts'
import { changeOwn, emitDepartments, getDepartment } from './context.ts'
import type { DirectoryContext } from './context.ts'

export type NewDepartment = {
  readonly name: string
  readonly code?: string | undefined
  readonly parentId?: Id<'dpt'> | undefined
}
type Of = { readonly enterpriseId: Id<'ent'>; readonly departmentId: Id<'dpt'> }

/** Changes of departments; those with `In` are part of a larger change, whose enterprise is locked. */
export function createDepartments(context: DirectoryContext) {
  const { ids } = context

  const factOf = ({ id, enterpriseId, name }: PlacedDepartment) => ({
    subject: enterpriseId,
    data: { departmentIds: [id], names: [name] },
  })

  /** Throws `directory.department_name_taken`. */
  async function requireFreeName(tx: Tx, { id, name, enterpriseId, parentId }: PlacedDepartment) {
    if (await store.departments.hasName(tx, { enterpriseId, parentId }, { name, id }))
      throw directoryProblems.department_name_taken({ name })
  }

  /** Numbers that no department has as its code. */
  async function takeCodes(tx: Tx, enterpriseId: Id<'ent'>, count: number): Promise<string[]> {
    const codes: string[] = []
    while (codes.length < count) {
      const missing = count - codes.length
      const first = await store.enterprises.takeCodes(tx, enterpriseId, missing)
      const next = Array.from({ length: missing }, (_, nth) => String(first + nth))
      const taken = await store.departments.listTakenCodes(tx, enterpriseId, next)
      codes.push(...next.filter((code) => !taken.has(code)))
    }
    return codes
  }

  /** Throws `directory.departments_many`. */
  async function requireRoom(tx: Tx, enterpriseId: Id<'ent'>, added: number): Promise<void> {
    if ((await store.departments.count(tx, enterpriseId)) + added > mostDepartments)
      throw directoryProblems.departments_many({ most: mostDepartments })
  }

  /**
   * Throws `directory.department_unknown` (of the parent), `directory.department_code_taken`,
   * `directory.department_name_taken`, `directory.department_too_deep`, `directory.departments_many`.
   */
  async function createDepartmentIn(
    tx: Tx,
    enterprise: Enterprise,
    { name, code, parentId }: NewDepartment,
  ): Promise<PlacedDepartment> {
    const parent = parentId === undefined ? undefined : await getDepartment(tx, enterprise, parentId)
    await requireRoom(tx, enterprise.id, 1)
    if (code !== undefined && (await store.departments.findByCode(tx, enterprise.id, code)))
      throw directoryProblems.department_code_taken({ code })
    const id = ids.next('dpt')
    const department: PlacedDepartment = omitUndefined({
      id,
      enterpriseId: enterprise.id,
      name,
      parentId,
      ...decidePlace(id, parent, 0),
      code: code ?? (await takeCodes(tx, enterprise.id, 1))[0] ?? '',
    })
    await requireFreeName(tx, department)
    await store.departments.insert(tx, [department])
    await record(tx, 'department.created', factOf(department))
    await emitDepartments(tx, enterprise, [id])
    return department
  }

  async function renameIn(tx: Tx, enterprise: Enterprise, { id, name }: { id: Id<'dpt'>; name: string }) {
    const before = await getDepartment(tx, enterprise, id)
    if (before.name === name) return
    const after = { ...before, name }
    await requireFreeName(tx, after)
    await store.departments.save(tx, [after])
    const { subject, data } = factOf(after)
    await record(tx, 'department.renamed', { subject, data: { ...data, from: [before.name] } })
    await emitDepartments(tx, enterprise, [id])
  }

  async function moveIn(
    tx: Tx,
    enterprise: Enterprise,
    { id, parentId }: { id: Id<'dpt'>; parentId: Id<'dpt'> | undefined },
  ): Promise<void> {
    const before = await getDepartment(tx, enterprise, id)
    if (before.parentId === parentId) return
    const parent = parentId === undefined ? undefined : await getDepartment(tx, enterprise, parentId)
    const place = decidePlace(id, parent, await store.departments.measureHeight(tx, before))
    const after: PlacedDepartment = omitUndefined({ ...before, ...place, parentId })
    await requireFreeName(tx, after)
    await store.departments.move(tx, before, after)
    const { subject, data } = factOf(after)
    await record(tx, 'department.moved', { subject, data: { ...data, under: parent?.name } })
    await emitDepartments(tx, enterprise, [id])
  }

  async function deleteIn(tx: Tx, enterprise: Enterprise, id: Id<'dpt'>): Promise<void> {
    const counted = await store.departments.findCounted(tx, enterprise.id, id)
    if (!counted) throw directoryProblems.department_unknown()
    const { people, departments } = counted
    requireEmpty({ people, departments, all: await store.departments.count(tx, enterprise.id) })
    await store.departments.remove(tx, id)
    await record(tx, 'department.deleted', factOf(counted.department))
    await emitDepartments(tx, enterprise, [id])
  }

  const change = (
    request: MemberRequest,
    { enterpriseId }: Pick<Of, 'enterpriseId'>,
    work: (tx: Tx, enterprise: Enterprise) => Promise<void>,
  ): Promise<void> => changeOwn(context, request, { id: enterpriseId, work })

  return {
    takeCodes,
    requireRoom,
    createDepartmentIn,
    createDepartment: (request: MemberRequest, enterpriseId: Id<'ent'>, asked: NewDepartment) =>
      changeOwn(context, request, {
        id: enterpriseId,
        work: (tx, enterprise) => createDepartmentIn(tx, enterprise, asked),
      }),
    /** Throws `directory.department_unknown`, `directory.department_name_taken`. */
    renameDepartment: (request: MemberRequest, of: Of, name: string) =>
      change(request, of, (tx, enterprise) => renameIn(tx, enterprise, { id: of.departmentId, name })),
    /**
     * With what is below it. Throws `directory.department_unknown`, `directory.department_in_itself`,
     * `directory.department_too_deep`, `directory.department_name_taken`.
     */
    moveDepartment: (request: MemberRequest, of: Of, parentId: Id<'dpt'> | undefined) =>
      change(request, of, (tx, enterprise) => moveIn(tx, enterprise, { id: of.departmentId, parentId })),
    /** R275. Throws `directory.department_unknown`, and what `requireEmpty` throws. */
    deleteDepartment: (request: MemberRequest, of: Of) =>
      change(request, of, (tx, enterprise) => deleteIn(tx, enterprise, of.departmentId)),
  }
}
