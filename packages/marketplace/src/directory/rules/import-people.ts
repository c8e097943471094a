import type { Problem } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { directoryProblems as problems } from '../problems.ts'
import type { Person, PersonData } from '../schema.ts'
import type { personHeads, ReadRow } from '../csv/columns.ts'
import { change, disable, enable, move, takeBack, toKey } from './people.ts'
import type { PersonChange } from './people.ts'
import { checkedMembers, readPersonData, readUserName } from './person-data.ts'

export type RowFault = {
  readonly line: number
  /** Absent if the whole row is meant. */
  readonly member?: string | undefined
  readonly problem: Problem
}
export type PersonRow = ReadRow<keyof typeof personHeads>

/** Somebody who is not there yet. */
export type NewPerson = {
  readonly userName: string
  readonly departmentId: Id<'dpt'>
  readonly state: 'active' | 'disabled'
  readonly data: PersonData
}
export type ChangedPerson = { readonly before: Person; readonly after: Person }
export type PeoplePlan = {
  readonly added: readonly NewPerson[]
  readonly changed: readonly ChangedPerson[]
  /** Of people who had left. */
  readonly returned: readonly ChangedPerson[]
  readonly unchanged: number
  readonly faults: readonly RowFault[]
}

/** What the import of a file changes, if its rows meet these people and departments. */
export type PeopleAround = {
  /** By the key of the user name. */
  readonly people: ReadonlyMap<string, Person>
  /** By a code, or by the names from the top with slashes between them. */
  readonly findDepartment: (by: { code?: string; path?: string }) => Id<'dpt'> | 'several' | undefined
}

type Planned = NewPerson | ChangedPerson

/** The key of the user name; undefined if it can be none. */
export function readKey({ cells }: PersonRow): string | undefined {
  const userName = readUserName(cells?.userName ?? '')
  return userName === undefined ? undefined : toKey(userName)
}

/** Each row is decided by itself; of several for one user name only the first counts. */
export function decidePeopleImport(rows: readonly PersonRow[], around: PeopleAround): PeoplePlan {
  const lines = new Map<string, number>()
  const faults: RowFault[] = []
  const planned: Planned[] = []
  for (const row of rows) {
    const key = readKey(row)
    const earlier = key === undefined ? undefined : lines.get(key)
    if (key !== undefined && earlier === undefined) lines.set(key, row.line)
    const decided =
      earlier === undefined
        ? planRow(row, around)
        : [{ line: row.line, member: 'userName', problem: problems.row_twice({ line: earlier }) }]
    if (isPlanned(decided)) planned.push(decided)
    else faults.push(...decided)
  }
  return { ...sortPlanned(planned), faults }
}

const isPlanned = (decided: Planned | readonly RowFault[]): decided is Planned => !Array.isArray(decided)

function sortPlanned(planned: readonly Planned[]): Omit<PeoplePlan, 'faults'> {
  const known = planned.filter((one) => 'before' in one)
  const differing = known.filter(({ before, after }) => before !== after)
  return {
    added: planned.filter((one) => 'userName' in one),
    changed: differing.filter(({ before }) => before.state !== 'left'),
    returned: differing.filter(({ before }) => before.state === 'left'),
    unchanged: known.length - differing.length,
  }
}

function planRow({ line, cells }: PersonRow, around: PeopleAround): Planned | readonly RowFault[] {
  if (!cells) return [{ line, problem: problems.row_cells() }]
  const userName = readUserName(cells.userName ?? '')
  const raw = readRaw(cells)
  const { data, faults } = readPersonData(raw)
  const state = readState(cells.state)
  const before = userName === undefined ? undefined : around.people.get(toKey(userName))
  const place = findPlace(cells, around, before)
  if (userName !== undefined && data && state !== 'unfit' && typeof place === 'string')
    return before
      ? { before, after: applyRow(before, { place, state, data: raw }) }
      : { userName, departmentId: place, state: state ?? 'active', data }
  return [
    ...(userName === undefined ? [{ member: 'userName', problem: problems.user_name_unfit() }] : []),
    ...faults,
    ...(state === 'unfit' ? [{ member: 'state', problem: problems.state_unfit() }] : []),
    ...(typeof place === 'string' ? [] : [place]),
  ].map((fault) => ({ line, ...fault }))
}

type Cells = NonNullable<PersonRow['cells']>

/** The data in the cells; a column that the file does not have changes nothing, an empty cell takes its member away. */
const readRaw = (cells: Cells): PersonChange =>
  Object.fromEntries(
    checkedMembers.flatMap((member) => {
      const cell = cells[member]
      return cell === undefined ? [] : [[member, cell === '' ? undefined : readCell(member, cell)]]
    }),
  )

function readCell(member: string, cell: string): string | number {
  if (member === 'employeeType' && /^\d$/.test(cell)) return Number(cell)
  if (member === 'entryDate') return padDate(cell)
  return cell
}

/** Spreadsheets write `2026/11/9` where they read `2026-11-09`. */
const padDate = (text: string): string => {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? []
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

const states: Readonly<Record<string, NewPerson['state']>> = {
  active: 'active',
  启用: 'active',
  disabled: 'disabled',
  禁用: 'disabled',
}
/** Undefined: nothing is said of it. */
const readState = (cell = ''): NewPerson['state'] | 'unfit' | undefined =>
  cell === '' ? undefined : (states[cell.toLowerCase()] ?? 'unfit')

/** The department that is named; by its code, if both are. Whoever is there stays where nothing is named. */
function findPlace(
  { departmentCode: code = '', departmentPath: path = '' }: Cells,
  { findDepartment }: PeopleAround,
  before: Person | undefined,
): Id<'dpt'> | Omit<RowFault, 'line'> {
  const named = code === '' ? path : code
  const member = code === '' && path !== '' ? 'departmentPath' : 'departmentCode'
  if (named === '') return before?.departmentId ?? { member, problem: problems.row_department_missing() }
  const found = findDepartment(code === '' ? { path } : { code })
  if (found === 'several')
    return { member, problem: problems.row_department_ambiguous({ department: named }) }
  return found ?? { member, problem: problems.row_department_unknown({ department: named }) }
}

function applyRow(
  before: Person,
  { place, state, data }: { place: Id<'dpt'>; state: NewPerson['state'] | undefined; data: PersonChange },
): Person {
  const here = before.state === 'left' ? takeBack(before, place) : move(before, place)
  const changed = change(here, data)
  if (state === undefined) return changed
  return state === 'active' ? enable(changed) : disable(changed)
}
