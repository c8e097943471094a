import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { ImportedKind } from '@loggia/protocol/console'
import { mostImportFaults } from '@loggia/protocol/console/directory/kinds'
import { record } from '../../platform/index.ts'
import type { Db, MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import { departmentHeads, personHeads, readColumns } from '../csv/columns.ts'
import type { ReadFile } from '../csv/columns.ts'
import { decodeCsv, parseCsv } from '../csv/parse.ts'
import { listNamePaths } from '../rules/departments.ts'
import { decideDepartmentImport } from '../rules/import-departments.ts'
import type { DepartmentPlan, PlannedDepartment } from '../rules/import-departments.ts'
import { decidePeopleImport, readKey } from '../rules/import-people.ts'
import type { PeopleAround, PeoplePlan, PersonRow, RowFault } from '../rules/import-people.ts'
import { toKey } from '../rules/people.ts'
import type { Enterprise, PlacedDepartment } from '../schema.ts'
import * as store from '../store/index.ts'
import { changeOwn, emitDepartments, getOwn, runInPortions } from './context.ts'
import type { DirectoryContext } from './context.ts'
import type { createDepartments } from './departments.ts'
import type { Writing } from './writing.ts'

type Counts = {
  readonly added: number
  readonly changed: number
  readonly returned: number
  readonly unchanged: number
}
export type ImportReport = Counts & {
  readonly what: ImportedKind
  readonly rows: number
  readonly faulty: number
  readonly applied: boolean
  readonly faults: readonly {
    readonly line: number
    /** The head of the column, as the file has it. */
    readonly column?: string
    readonly problem: RowFault['problem']
  }[]
}
/** What a file would do, and how it is done. */
type Plan = Counts & {
  readonly file: Pick<ReadFile<string>, 'rows' | 'headOf'>
  readonly faults: readonly RowFault[]
  apply(tx: Tx, enterprise: Enterprise): Promise<void>
}
type Asked = { readonly what: ImportedKind; readonly content: Uint8Array }
type Departments = Pick<ReturnType<typeof createDepartments>, 'requireRoom' | 'takeCodes'>

/** Imports of people and departments from files. */
export function createImports(
  context: DirectoryContext,
  { departments, writing }: { readonly departments: Departments; readonly writing: Writing },
) {
  const { db, ids } = context

  /** Throws `directory.file_unreadable`, `directory.file_quotes`, `directory.file_rows_many`, and what `readColumns` throws. */
  function read({ what, content }: Asked) {
    const rows = parseCsv(decodeCsv(content))
    return what === 'people'
      ? { what, file: readColumns(rows, personHeads, ['userName', 'name']) }
      : { what, file: readColumns(rows, departmentHeads, ['name']) }
  }

  function plan(from: Db, id: Id<'ent'>, given: ReturnType<typeof read>): Promise<Plan> {
    return given.what === 'people'
      ? planOfPeople(from, id, given.file)
      : planOfDepartments(from, id, given.file)
  }

  async function planOfPeople(
    from: Db,
    id: Id<'ent'>,
    file: ReadFile<keyof typeof personHeads>,
  ): Promise<Plan> {
    const planned = decidePeopleImport(file.rows, {
      people: await findPeople(from, id, file.rows),
      findDepartment: createFinder(await store.departments.listAll(from, id)),
    })
    return {
      added: planned.added.length,
      changed: planned.changed.length,
      returned: planned.returned.length,
      unchanged: planned.unchanged,
      faults: planned.faults,
      file,
      apply: (tx, enterprise) => applyPeople(tx, enterprise, planned),
    }
  }

  async function findPeople(from: Db, id: Id<'ent'>, rows: readonly PersonRow[]) {
    const keys = rows.flatMap((row) => readKey(row) ?? [])
    const people = await store.people.findByUserNames(from, id, [...new Set(keys)])
    return new Map(people.map((person) => [toKey(person.userName), person]))
  }

  async function applyPeople(tx: Tx, enterprise: Enterprise, planned: PeoplePlan): Promise<void> {
    await writing.addPeople(tx, enterprise, planned.added)
    await writing.savePeople(tx, enterprise, [...planned.returned, ...planned.changed])
  }

  async function planOfDepartments(
    from: Db,
    id: Id<'ent'>,
    file: ReadFile<keyof typeof departmentHeads>,
  ): Promise<Plan> {
    const planned = decideDepartmentImport(file.rows, await store.departments.listAll(from, id))
    return {
      ...planned,
      returned: 0,
      file,
      apply: (tx, enterprise) => applyDepartments(tx, enterprise, planned),
    }
  }

  async function applyDepartments(tx: Tx, enterprise: Enterprise, planned: DepartmentPlan): Promise<void> {
    await departments.requireRoom(tx, enterprise.id, planned.added)
    const numbered = planned.tree.filter(({ of, code }) => of === undefined && code === undefined).length
    const codes = await takeFreeCodes(tx, enterprise.id, { planned, count: numbered })
    const placed = placeAll(planned.tree, { enterpriseId: enterprise.id, codes, next: () => ids.next('dpt') })
    const added = placed.filter(({ before }) => !before).map(({ after }) => after)
    const known = placed.flatMap(({ before, after }) => (before ? [{ before, after }] : []))
    const renamed = known.filter(({ before, after }) => before.name !== after.name)
    const moved = known.filter(({ before, after }) => before.parentId !== after.parentId)
    await store.departments.insert(tx, added)
    await store.departments.save(
      tx,
      known
        .filter(({ before, after }) => before.path !== after.path || before.name !== after.name)
        .map(({ after }) => after),
    )
    const names = new Map(placed.map(({ after }) => [after.id, after.name]))
    await recordDepartments(tx, enterprise, { added, renamed, moved, names })
    const touched = [...added, ...[...new Set([...renamed, ...moved])].map(({ after }) => after)]
    await emitDepartments(
      tx,
      enterprise,
      touched.map(({ id }) => id),
    )
  }

  /** Numbers that neither a department nor another row has as its code. */
  async function takeFreeCodes(
    tx: Tx,
    id: Id<'ent'>,
    { planned, count }: { readonly planned: DepartmentPlan; readonly count: number },
  ): Promise<string[]> {
    const used = new Set(planned.tree.map(({ code }) => code))
    const free: string[] = []
    while (free.length < count) {
      const taken = await departments.takeCodes(tx, id, count - free.length)
      free.push(...taken.filter((code) => !used.has(code)))
    }
    return free
  }

  type Renamed = { readonly before: PlacedDepartment; readonly after: PlacedDepartment }
  async function recordDepartments(
    tx: Tx,
    { id: subject }: Enterprise,
    of: {
      readonly added: readonly PlacedDepartment[]
      readonly renamed: readonly Renamed[]
      readonly moved: readonly Renamed[]
      /** Of all departments, as they are now. */
      readonly names: ReadonlyMap<Id<'dpt'>, string>
    },
  ): Promise<void> {
    const toData = (all: readonly PlacedDepartment[]) => ({
      departmentIds: all.map(({ id }) => id),
      names: all.map(({ name }) => name),
    })
    await runInPortions(of.added, (all) => record(tx, 'department.created', { subject, data: toData(all) }))
    await runInPortions(of.renamed, (all) =>
      record(tx, 'department.renamed', {
        subject,
        data: { ...toData(all.map(({ after }) => after)), from: all.map(({ before }) => before.name) },
      }),
    )
    for (const [parentId, moved] of Map.groupBy(of.moved, ({ after }) => after.parentId))
      await runInPortions(moved, (all) =>
        record(tx, 'department.moved', {
          subject,
          data: { ...toData(all.map(({ after }) => after)), under: parentId && of.names.get(parentId) },
        }),
      )
  }

  const report = (
    what: ImportedKind,
    { file, faults, added, changed, returned, unchanged }: Plan,
    applied: boolean,
  ): ImportReport => ({
    what,
    rows: file.rows.length,
    added,
    changed,
    returned,
    unchanged,
    faulty: new Set(faults.map(({ line }) => line)).size,
    applied,
    faults: faults
      .toSorted((a, b) => a.line - b.line)
      .slice(0, mostImportFaults)
      .map(({ line, member, problem }) =>
        omitUndefined({ line, problem, column: member === undefined ? undefined : file.headOf(member) }),
      ),
  })

  /** What the import of this file would do now. Throws what `read` throws, and `directory.enterprise_unknown`. */
  async function previewImport(actor: MemberActor, id: Id<'ent'>, asked: Asked): Promise<ImportReport> {
    await getOwn(db, actor, id)
    return report(asked.what, await plan(db, id, read(asked)), false)
  }

  /**
   * The rows that are right, in one go; `complete`: all rows or none. Throws also `directory.people_many`,
   * `directory.departments_many`.
   */
  async function importFile(
    request: MemberRequest,
    id: Id<'ent'>,
    { complete, ...asked }: Asked & { readonly complete: boolean },
  ): Promise<ImportReport> {
    const file = read(asked)
    return changeOwn(context, request, {
      id,
      work: async (tx, enterprise) => {
        const planned = await plan(tx, id, file)
        if (complete && planned.faults.length > 0) return report(asked.what, planned, false)
        await planned.apply(tx, enterprise)
        const done = report(asked.what, planned, true)
        const { faults: _, applied: _done, ...counts } = done
        await record(tx, 'directory.imported', { subject: id, data: counts })
        return done
      },
    })
  }

  return { previewImport, importFile }
}

/**
 * Finds departments by a code, or by the names from the top with slashes between them; names may have slashes, too, so
 * that several departments have the same.
 */
function createFinder(all: readonly PlacedDepartment[]): PeopleAround['findDepartment'] {
  const byCode = new Map(all.map(({ code, id }) => [code, id]))
  const byPath = new Map<string, Id<'dpt'> | 'several'>()
  for (const [id, path] of listNamePaths(all)) byPath.set(path, byPath.has(path) ? 'several' : id)
  return ({ code, path = '' }) => (code === undefined ? byPath.get(path) : byCode.get(code))
}

type Placed = { readonly before: PlacedDepartment | undefined; readonly after: PlacedDepartment }

/** Gives new departments ids and codes, and all the places that they have after the import; parents come first. */
function placeAll(
  tree: readonly PlannedDepartment[],
  of: { readonly enterpriseId: Id<'ent'>; readonly codes: readonly string[]; readonly next: () => Id<'dpt'> },
): Placed[] {
  const placed = new Map<PlannedDepartment, PlacedDepartment>()
  const codes = [...of.codes]
  return tree.map((planned) => {
    const parent = planned.parent && placed.get(planned.parent)
    const id = planned.of?.id ?? of.next()
    const after: PlacedDepartment = omitUndefined({
      id,
      enterpriseId: of.enterpriseId,
      code: planned.code ?? codes.shift() ?? '',
      name: planned.name,
      parentId: parent?.id,
      path: `${parent?.path ?? ''}${id}/`,
      depth: parent ? parent.depth + 1 : 0,
    })
    placed.set(planned, after)
    return { before: planned.of, after }
  })
}
