import { drawBetween, pickOne } from '../../harness/chance.ts'
import type { Chance } from '../../harness/chance.ts'
import type { KnownCompany } from './judge-kit.ts'

type Role = 'user' | 'admin'
type Department = { name: string; parent: string }
type Person = { department: string; state: 'active' | 'disabled' | 'left' }

/** An act that the marketplace has done; departments by code, people by user name. */
export type Done =
  | { readonly act: 'assign'; readonly department: string; readonly role: Role }
  | { readonly act: 'withdraw'; readonly department: string }
  | { readonly act: 'move'; readonly department: string; readonly to: string }
  | { readonly act: 'rename'; readonly department: string; readonly name: string }
  | { readonly act: 'disable' | 'enable' | 'leave'; readonly people: readonly string[] }
export type Wish = Done

/** What a company is by what was done to it: kept apart from the marketplace, which is compared with it. */
export type Company = {
  readonly departmentsCsv: string
  readonly peopleCsv: string
  /** What somebody could do now. */
  draw(chance: Chance): Wish
  note(done: Done): void
  /** What the app's seller should know. */
  known(): KnownCompany
}

const codeOf = (nth: number): string => `d${nth}`
const userNameOf = (nth: number): string => `u${String(nth).padStart(5, '0')}`

type Size = { readonly departments: number; readonly people: number }

/** Departments in a tree of threes, beside the first one that every company has, and people in all of them. */
export function createCompany(first: { readonly code: string; readonly name: string }, size: Size): Company {
  const departments = new Map<string, Department>([[first.code, { name: first.name, parent: '' }]])
  const people = new Map<string, Person>()
  const assigned = new Map<string, Role>()
  for (let nth = 0; nth < size.departments; nth += 1)
    departments.set(codeOf(nth), {
      name: `部门 ${nth}`,
      parent: nth === 0 ? '' : codeOf(Math.floor((nth - 1) / 3)),
    })
  for (let nth = 0; nth < size.people; nth += 1)
    people.set(userNameOf(nth), { department: codeOf(nth % size.departments), state: 'active' })

  const isBelow = (code: string, above: string): boolean => {
    for (let at = code; at !== ''; at = departments.get(at)?.parent ?? '') if (at === above) return true
    return false
  }
  const listIn = (above: string): string[] =>
    [...people].flatMap(([name, { department, state }]) =>
      state !== 'left' && isBelow(department, above) ? [name] : [],
    )

  function draw(chance: Chance): Wish {
    const codes = [...departments.keys()]
    const department = pickOne(chance, codes)
    const dice = chance()
    if (dice < 0.35) return { act: 'assign', department, role: chance() < 0.2 ? 'admin' : 'user' }
    if (dice < 0.5) return { act: 'withdraw', department: pickOne(chance, codes.slice(1)) }
    if (dice < 0.65) return { act: 'rename', department, name: `部门 ${Math.floor(chance() * 1e9)}` }
    if (dice < 0.8) {
      const moved = pickOne(chance, codes.slice(1))
      const to = pickOne(
        chance,
        codes.filter((code) => !isBelow(code, moved)),
      )
      return { act: 'move', department: moved, to }
    }
    const names = [...people].flatMap(([name, { state }]) => (state === 'left' ? [] : [name]))
    const from = drawBetween(chance, 0, Math.max(0, names.length - 300))
    const act = pickOne(chance, ['disable', 'disable', 'enable', 'leave'] as const)
    return { act, people: names.slice(from, from + (act === 'leave' ? 60 : 300)) }
  }

  function note(done: Done): void {
    switch (done.act) {
      case 'assign':
        for (const name of listIn(done.department)) assigned.set(name, done.role)
        return
      case 'withdraw':
        for (const name of listIn(done.department)) assigned.delete(name)
        return
      case 'move':
        departments.get(done.department)!.parent = done.to
        return
      case 'rename':
        departments.get(done.department)!.name = done.name
        return
      default:
        for (const name of done.people) {
          people.get(name)!.state = ({ disable: 'disabled', enable: 'active', leave: 'left' } as const)[
            done.act
          ]
          if (done.act === 'leave') assigned.delete(name)
        }
    }
  }

  return {
    departmentsCsv: [
      'Department code,Department name,Parent code',
      ...[...departments].slice(1).map(([code, { name, parent }]) => `${code},${name},${parent}`),
    ].join('\n'),
    peopleCsv: [
      'User name,Name,Department code',
      ...[...people].map(([name, { department }]) => `${name},人员 ${name},${department}`),
    ].join('\n'),
    draw,
    note,
    known: () => ({
      departments: Object.fromEntries(
        [...departments].map(([code, { name, parent }]) => [code, `${name} < ${parent}`]),
      ),
      people: Object.fromEntries(
        [...assigned].flatMap(([userName, role]) => {
          const person = people.get(userName)
          if (!person || person.state === 'left') return []
          const { department, state } = person
          return [[userName, { name: `人员 ${userName}`, department, role, enabled: state === 'active' }]]
        }),
      ),
    }),
  }
}
