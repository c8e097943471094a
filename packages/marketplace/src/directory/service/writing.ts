import type { Id } from '@loggia/kernel'
import { mostPeople } from '@loggia/protocol/console/directory/kinds'
import { record } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { directoryProblems } from '../problems.ts'
import type { ChangedPerson, NewPerson } from '../rules/import-people.ts'
import { listDifferences } from '../rules/people.ts'
import type { Enterprise, Person } from '../schema.ts'
import * as store from '../store/index.ts'
import { computeEmailDigest, emitPeople, runInPortions } from './context.ts'
import type { DirectoryContext } from './context.ts'

type Changed = readonly ChangedPerson[]
const listIds = (changed: Changed): Id<'per'>[] => changed.map(({ after }) => after.id)
const turnsTo = (state: Person['state']) => (one: ChangedPerson) =>
  one.after.state === state && one.before.state !== state
const isHere = ({ before, after }: ChangedPerson): boolean =>
  before.state !== 'left' && after.state !== 'left'

/** How people are written: what is recorded and told follows from what differs. The enterprise is locked. */
export function createWriting(
  { ids, clock, seal }: Pick<DirectoryContext, 'ids' | 'clock' | 'seal'>,
  most = mostPeople,
) {
  /** Throws `directory.people_many`. */
  async function requireRoom(tx: Tx, { id }: Enterprise, added: number): Promise<void> {
    if ((await store.people.countHere(tx, id)) + added > most) throw directoryProblems.people_many({ most })
  }

  /** Their user names are free. Throws `directory.people_many`. */
  async function addPeople(tx: Tx, enterprise: Enterprise, added: readonly NewPerson[]): Promise<Person[]> {
    if (added.length === 0) return []
    await requireRoom(tx, enterprise, added.length)
    const now = clock.now()
    const people = added.map(({ userName, departmentId, state, data }): Person => ({
      ...data,
      id: ids.next('per'),
      enterpriseId: enterprise.id,
      userName,
      departmentId,
      state,
      createdAt: now,
      changedAt: now,
    }))
    await store.people.insert(tx, people, now)
    const addedIds = people.map(({ id }) => id)
    await runInPortions(addedIds, (personIds) =>
      record(tx, 'person.added', { subject: enterprise.id, data: { personIds } }),
    )
    await emitPeople(tx, enterprise, addedIds)
    return people
  }

  /** Those that differ; gives how many. Throws `directory.people_many`. */
  async function savePeople(tx: Tx, enterprise: Enterprise, all: Changed): Promise<number> {
    const changed = all.filter(({ before, after }) => before !== after)
    if (changed.length === 0) return 0
    const returned = listIds(changed.filter(({ before }) => before.state === 'left'))
    if (returned.length > 0) await requireRoom(tx, enterprise, returned.length)
    await store.people.save(
      tx,
      changed.map(({ after }) => after),
      clock.now(),
    )
    const leaving = changed.filter(turnsTo('left'))
    if (leaving.length > 0) await store.people.removeTies(tx, listIds(leaving))
    await keepEmailDigests(tx, leaving)
    await recordStates(tx, enterprise, changed)
    await recordMoves(tx, enterprise, changed.filter(isHere))
    await recordData(tx, enterprise, changed.filter(isHere))
    await emitPeople(tx, enterprise, listIds(changed))
    return changed.length
  }

  /** So that whoever has left is not added as somebody new. */
  async function keepEmailDigests(tx: Tx, leaving: Changed): Promise<void> {
    const kept = leaving.flatMap(({ before: { id, enterpriseId, email } }) =>
      email === undefined ? [] : [{ id, digest: computeEmailDigest(seal, enterpriseId, email) }],
    )
    if (kept.length > 0) await store.people.keepEmailDigests(tx, kept)
  }

  async function recordStates(tx: Tx, { id: subject }: Enterprise, changed: Changed): Promise<void> {
    const here = changed.filter(isHere)
    await runInPortions(listIds(changed.filter(turnsTo('left'))), (personIds) =>
      record(tx, 'person.left', { subject, data: { personIds } }),
    )
    await runInPortions(listIds(changed.filter(({ before }) => before.state === 'left')), (personIds) =>
      record(tx, 'person.returned', { subject, data: { personIds } }),
    )
    await runInPortions(listIds(here.filter(turnsTo('disabled'))), (personIds) =>
      record(tx, 'person.disabled', { subject, data: { personIds } }),
    )
    await runInPortions(listIds(here.filter(turnsTo('active'))), (personIds) =>
      record(tx, 'person.enabled', { subject, data: { personIds } }),
    )
  }

  async function recordMoves(tx: Tx, { id: subject }: Enterprise, changed: Changed): Promise<void> {
    const moved = changed.filter(({ before, after }) => before.departmentId !== after.departmentId)
    const byPlace = Map.groupBy(moved, ({ after }) => after.departmentId)
    const places = [...byPlace.keys()].flatMap((id) => id ?? [])
    for (const { id, name: department } of await store.departments.findAll(tx, subject, places))
      await runInPortions(listIds(byPlace.get(id) ?? []), (personIds) =>
        record(tx, 'person.moved', { subject, data: { personIds, department } }),
      )
  }

  async function recordData(tx: Tx, { id: subject }: Enterprise, changed: Changed): Promise<void> {
    const byMembers = Map.groupBy(changed, ({ before, after }) => listDifferences(before, after).join())
    byMembers.delete('')
    for (const [members, of] of byMembers)
      await runInPortions(listIds(of), (personIds) =>
        record(tx, 'person.changed', { subject, data: { personIds, members: members.split(',') } }),
      )
  }

  return { addPeople, savePeople }
}

export type Writing = ReturnType<typeof createWriting>
