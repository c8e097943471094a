import { mostDepth } from '@loggia/protocol/console/directory/kinds'
import { departmentCodeSchema, departmentNameSchema } from '@loggia/protocol/console'
import type { Problem } from '@loggia/kernel'
import { directoryProblems as problems } from '../problems.ts'
import type { PlacedDepartment } from '../schema.ts'
import type { departmentHeads, ReadRow } from '../csv/columns.ts'
import type { RowFault } from './import-people.ts'

export type DepartmentRow = ReadRow<keyof typeof departmentHeads>

/** A department as it is after the import; `of` is what is there now. */
export type PlannedDepartment = {
  readonly of?: PlacedDepartment
  /** Undefined for a new one that is to get a number. */
  readonly code: string | undefined
  name: string
  parent: PlannedDepartment | undefined
  readonly children: Set<PlannedDepartment>
}
export type DepartmentPlan = {
  /** All of the enterprise, parents first. */
  readonly tree: readonly PlannedDepartment[]
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly faults: readonly RowFault[]
}

/** A row that can be read: what it wants, without a parent at the top; `stays`: nothing is said of the parent. */
type Wanted = {
  readonly line: number
  readonly code: string | undefined
  readonly name: string
  readonly parentCode: string | undefined
  readonly stays: boolean
}
/** Why a row cannot be done yet; it may be possible once the rows of these codes are done. */
type Blocked = {
  readonly member: string
  readonly problem: Problem
  readonly by: readonly string[]
  /** The code of the parent, if it is not there. */
  readonly missing?: string
}
type Outcome = 'added' | 'changed' | 'unchanged'

/** As if somebody did the rows one by one, in an order in which that is possible. */
export function decideDepartmentImport(
  rows: readonly DepartmentRow[],
  departments: readonly PlacedDepartment[],
): DepartmentPlan {
  const { wanted, faults, unreadable } = readRows(rows)
  const tree = createTree(departments)
  const { outcomes, blocked } = putAll(wanted, tree.put)
  const open = new Set([...unreadable, ...[...blocked.keys()].flatMap(({ code }) => code ?? [])])
  const count = (outcome: Outcome): number => outcomes.filter((one) => one === outcome).length
  return {
    tree: tree.listAll(),
    added: count('added'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    faults: [
      ...faults,
      ...[...blocked].map(([{ line }, { member, problem, missing = '' }]) => ({
        line,
        member,
        // A row is not wrong because the one above it is.
        problem: open.has(missing) ? problems.row_department_faulty({ code: missing }) : problem,
      })),
    ],
  }
}

/** Tries each row, and again whenever a row is done that it waits for. */
function putAll(wanted: readonly Wanted[], put: (one: Wanted) => Outcome | Blocked) {
  const waiting = new Map<string, Wanted[]>()
  const blocked = new Map<Wanted, Blocked>()
  const done = new Map<Wanted, Outcome>()
  const queue = [...wanted]
  // The queue grows on the way.
  for (let nth = 0; nth < queue.length; nth += 1) {
    const one = queue[nth]
    if (!one || done.has(one)) continue
    const outcome = put(one)
    if (typeof outcome === 'object') {
      blocked.set(one, outcome)
      for (const code of outcome.by) {
        const others = waiting.get(code) ?? []
        waiting.set(code, others)
        others.push(one)
      }
      continue
    }
    done.set(one, outcome)
    blocked.delete(one)
    queue.push(...(waiting.get(one.code ?? '') ?? []))
    waiting.delete(one.code ?? '')
  }
  return { outcomes: [...done.values()], blocked }
}

function readRows(rows: readonly DepartmentRow[]) {
  const faults: RowFault[] = []
  const unreadable: string[] = []
  const lines = new Map<string, number>()
  const wanted = rows.flatMap((row): Wanted[] => {
    const read = readRow(row)
    if (Array.isArray(read)) {
      faults.push(...read)
      unreadable.push(row.cells?.code ?? '')
      return []
    }
    const earlier = read.code === undefined ? undefined : lines.get(read.code)
    if (earlier !== undefined)
      faults.push({ line: row.line, member: 'code', problem: problems.row_twice({ line: earlier }) })
    if (read.code !== undefined) lines.set(read.code, earlier ?? row.line)
    return earlier === undefined ? [read] : []
  })
  return { wanted, faults, unreadable: unreadable.filter((code) => code !== '') }
}

function readRow({ line, cells }: DepartmentRow): Wanted | RowFault[] {
  if (!cells) return [{ line, problem: problems.row_cells() }]
  const { code = '', parentCode = '' } = cells
  const name = departmentNameSchema.safeParse(cells.name ?? '').data
  const isFit = (text: string): boolean => text === '' || departmentCodeSchema.safeParse(text).success
  if (name !== undefined && isFit(code) && isFit(parentCode))
    return {
      line,
      name,
      code: code || undefined,
      parentCode: parentCode || undefined,
      stays: cells.parentCode === undefined,
    }
  return [
    ...(name === undefined ? [{ member: 'name', problem: problems.name_unfit({ most: 128 }) }] : []),
    ...(isFit(code) ? [] : [{ member: 'code', problem: problems.code_unfit() }]),
    ...(isFit(parentCode) ? [] : [{ member: 'parentCode', problem: problems.code_unfit() }]),
  ].map((fault) => ({ line, ...fault }))
}

/** The departments in memory, changed row by row. */
function createTree(departments: readonly PlacedDepartment[]) {
  const top = new Set<PlannedDepartment>()
  const byCode = new Map<string, PlannedDepartment>()
  const byPlace = new Map<string, PlannedDepartment>()
  const numbers = new Map<PlannedDepartment, number>()

  const formatPlace = (parent: PlannedDepartment | undefined, name: string): string =>
    `${parent === undefined ? '' : numbers.get(parent)}\n${name}`

  function insert(one: PlannedDepartment): void {
    numbers.set(one, numbers.get(one) ?? numbers.size)
    if (one.code !== undefined) byCode.set(one.code, one)
    byPlace.set(formatPlace(one.parent, one.name), one)
    ;(one.parent?.children ?? top).add(one)
  }

  function takeOut(one: PlannedDepartment): void {
    byPlace.delete(formatPlace(one.parent, one.name))
    ;(one.parent?.children ?? top).delete(one)
  }

  const byId = new Map<string, PlannedDepartment>()
  for (const of of departments) {
    const parent = of.parentId && byId.get(of.parentId)
    const one = { of, code: of.code, name: of.name, parent, children: new Set<PlannedDepartment>() }
    byId.set(of.id, one)
    insert(one)
  }

  function put({ code, name, parentCode, stays }: Wanted): Outcome | Blocked {
    const parent = parentCode === undefined ? undefined : byCode.get(parentCode)
    if (parentCode !== undefined && !parent)
      return {
        member: 'parentCode',
        problem: problems.row_department_unknown({ department: parentCode }),
        by: [parentCode],
        missing: parentCode,
      }
    // Without a code, a row means the department of this name that is at this place.
    const known = code === undefined ? byPlace.get(formatPlace(parent, name)) : byCode.get(code)
    const under = known && stays ? known.parent : parent
    if (known && known.parent === under && known.name === name) return 'unchanged'
    const refused = findRefusal({ known, under, name })
    if (refused) return refused
    if (known) takeOut(known)
    insert(
      known
        ? Object.assign(known, { name, parent: under })
        : { code, name, parent: under, children: new Set() },
    )
    return known ? 'changed' : 'added'
  }

  function findRefusal({ known, under, name }: Put): Blocked | undefined {
    const above = listAbove(under)
    const by = above.flatMap(({ code }) => code ?? [])
    if (known && above.includes(known))
      return { member: 'parentCode', problem: problems.row_department_circular(), by }
    if (above.length + (known ? measureHeight(known) : 1) > mostDepth)
      return { member: 'parentCode', problem: problems.department_too_deep({ most: mostDepth }), by }
    const other = byPlace.get(formatPlace(under, name))
    if (!other || other === known) return undefined
    return {
      member: 'name',
      problem: problems.department_name_taken({ name }),
      by: other.code === undefined ? [] : [other.code],
    }
  }

  return { put, listAll: () => listBelow(top) }
}

type Put = {
  readonly known: PlannedDepartment | undefined
  readonly under: PlannedDepartment | undefined
  readonly name: string
}

/** Itself and those above it. */
function listAbove(one: PlannedDepartment | undefined): PlannedDepartment[] {
  const above: PlannedDepartment[] = []
  for (let at = one; at; at = at.parent) above.push(at)
  return above
}

/** Its own level and those below it. */
const measureHeight = (one: PlannedDepartment): number =>
  1 + Math.max(0, ...[...one.children].map(measureHeight))

const listBelow = (all: ReadonlySet<PlannedDepartment>): PlannedDepartment[] =>
  [...all].flatMap((one) => [one, ...listBelow(one.children)])
