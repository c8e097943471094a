import type { Id } from '@loggia/kernel'
import type { PersonAct } from '@loggia/protocol/console'
import { mostPeopleAtOnce } from '@loggia/protocol/console/directory/kinds'
import { record } from '../../platform/index.ts'
import type { Db, MemberRequest, Tx } from '../../platform/index.ts'
import { directoryProblems } from '../problems.ts'
import { change, disable, enable, leave, move, replaceAll, takeBack, toKey } from '../rules/people.ts'
import type { NewPerson } from '../rules/import-people.ts'
import type { Enterprise, Person, PersonData, PersonGroup } from '../schema.ts'
import * as store from '../store/index.ts'
import { changeOwn, getDepartment, runInPortions } from './context.ts'
import type { DirectoryContext } from './context.ts'
import type { Writing } from './writing.ts'

type Of = { readonly enterpriseId: Id<'ent'>; readonly personId: Id<'per'> }
type Filter = Omit<store.people.PeopleFilter, 'enterpriseId'>
/** These people, or all whom a filter finds, if they are as many as expected. */
export type ActedOn =
  | { readonly ids: readonly Id<'per'>[] }
  | { readonly filter: Filter; readonly expected: number }
type GroupAct = Extract<PersonAct, 'join_group' | 'quit_group'>
export type Act =
  | { readonly act: 'disable' | 'enable' | 'leave' }
  | { readonly act: 'move'; readonly departmentId: Id<'dpt'> }
  | { readonly act: GroupAct; readonly groupId: Id<'pgr'> }
export type Acted = { readonly changed: number; readonly unchanged: number }

/** Throws `directory.person_unknown`. */
export async function getPerson(
  db: Db,
  { id: enterpriseId }: Pick<Enterprise, 'id'>,
  id: Id<'per'>,
): Promise<Person> {
  const [found] = await store.people.list(db, { enterpriseId, ids: [id], limit: 1 })
  if (!found) throw directoryProblems.person_unknown()
  return found
}

/** Throws `directory.group_unknown`. */
export async function getGroup(
  db: Db,
  { id: enterpriseId }: Pick<Enterprise, 'id'>,
  id: Id<'pgr'>,
): Promise<PersonGroup> {
  const found = await store.groups.find(db, enterpriseId, id)
  if (!found) throw directoryProblems.group_unknown()
  return found
}

/** Changes of people, singly and of many at once. */
export function createPeople(context: DirectoryContext, { addPeople, savePeople }: Writing) {
  const { clock, parties } = context

  /** Throws `directory.user_name_taken`, `directory.user_name_of_former`. */
  async function requireFreeUserName(tx: Tx, enterprise: Enterprise, userName: string): Promise<void> {
    const [other] = await store.people.findByUserNames(tx, enterprise.id, [toKey(userName)])
    if (!other) return
    throw other.state === 'left'
      ? directoryProblems.user_name_of_former({ userName })
      : directoryProblems.user_name_taken({ userName })
  }

  /** Throws also `directory.department_unknown`, `directory.people_many`. */
  async function addPersonIn(tx: Tx, enterprise: Enterprise, added: NewPerson): Promise<Person> {
    await requireFreeUserName(tx, enterprise, added.userName)
    await getDepartment(tx, enterprise, added.departmentId)
    const [person] = await addPeople(tx, enterprise, [added])
    if (!person) throw new Error('Nobody was added')
    return person
  }

  const changeOne = (
    request: MemberRequest,
    { enterpriseId, personId }: Of,
    to: { readonly departmentId: Id<'dpt'>; readonly decide: (before: Person) => Person },
  ): Promise<Id<'per'>> =>
    changeOwn(context, request, {
      id: enterpriseId,
      work: async (tx, enterprise) => {
        const before = await getPerson(tx, enterprise, personId)
        await getDepartment(tx, enterprise, to.departmentId)
        await savePeople(tx, enterprise, [{ before, after: to.decide(before) }])
        return personId
      },
    })

  type Place = { readonly departmentId: Id<'dpt'> }

  /**
   * `changedAt` is that of the person whom the administrator saw: nobody's changes are undone unseen. Throws
   * `directory.person_unknown`, `directory.department_unknown`, `directory.person_left`, `directory.person_changed`.
   */
  const changePerson = (
    request: MemberRequest,
    of: Of,
    { departmentId, changedAt, ...data }: PersonData & Place & Pick<Person, 'changedAt'>,
  ) =>
    changeOne(request, of, {
      departmentId,
      decide: (before) => {
        const after = change(move(before, departmentId), replaceAll(data))
        if (after !== before && before.changedAt !== changedAt) throw directoryProblems.person_changed()
        return after
      },
    })

  /** Throws `directory.person_unknown`, `directory.department_unknown`, `directory.person_not_left`. */
  const takePersonBack = (request: MemberRequest, of: Of, { departmentId }: Place) =>
    changeOne(request, of, { departmentId, decide: (before) => takeBack(before, departmentId) })

  function decide(act: Exclude<Act, { act: GroupAct }>, person: Person): Person {
    switch (act.act) {
      case 'disable':
        return disable(person)
      case 'enable':
        return enable(person)
      case 'leave':
        return leave(person, clock.now())
      case 'move':
        return move(person, act.departmentId)
      default:
        return act satisfies never
    }
  }

  /** Does an act to some people; gives how many it changed. */
  async function actOn(
    tx: Tx,
    enterprise: Enterprise,
    { act, people }: { readonly act: Act; readonly people: readonly Person[] },
  ): Promise<number> {
    if ('groupId' in act) return actOnGroup(tx, enterprise, { ...act, people })
    if (act.act === 'move') await getDepartment(tx, enterprise, act.departmentId)
    return savePeople(
      tx,
      enterprise,
      people.map((before) => ({ before, after: decide(act, before) })),
    )
  }

  async function actOnGroup(
    tx: Tx,
    enterprise: Enterprise,
    of: { readonly act: GroupAct; readonly groupId: Id<'pgr'>; readonly people: readonly Person[] },
  ): Promise<number> {
    const { id: groupId, name } = await getGroup(tx, enterprise, of.groupId)
    if (of.people.some(({ state }) => state === 'left')) throw directoryProblems.person_left()
    const all = of.people.map(({ id }) => id)
    const data = { groupId, name }
    if (of.act === 'join_group') {
      const joined = await store.groups.join(tx, groupId, all)
      await runInPortions(joined, (personIds) =>
        record(tx, 'person_group.joined', { subject: enterprise.id, data: { ...data, personIds } }),
      )
      return joined.length
    }
    const gone = await store.groups.quit(tx, groupId, all)
    await runInPortions(gone, (personIds) =>
      record(tx, 'person_group.quit', { subject: enterprise.id, data: { ...data, personIds } }),
    )
    return gone.length
  }

  /** Portions of those people; a portion is changed before the next is read. */
  async function* listActedOn(
    tx: Tx,
    { id: enterpriseId }: Enterprise,
    of: ActedOn,
  ): AsyncGenerator<readonly Person[]> {
    if ('ids' in of) {
      const wanted = new Set(of.ids)
      const people = await store.people.list(tx, { enterpriseId, ids: [...wanted], limit: wanted.size })
      if (people.length < wanted.size) throw directoryProblems.person_unknown()
      yield people
      return
    }
    const filter = { ...of.filter, enterpriseId }
    const people = await store.people.countFound(tx, filter)
    if (people !== of.expected) throw directoryProblems.people_changed({ people })
    for (let after: string | undefined = ''; after !== undefined;) {
      const portion: Person[] = await store.people.listFoundById(tx, filter, {
        after,
        limit: mostPeopleAtOnce,
      })
      if (portion.length > 0) yield portion
      after = portion.length === mostPeopleAtOnce ? portion.at(-1)?.id : undefined
    }
  }

  /**
   * All or nobody. While its buyer is suspended, people only lose what they have. Throws `parties.buyer_suspended`,
   * `directory.person_unknown`, `directory.people_changed`, `directory.person_left`,
   * `directory.department_unknown`, `directory.group_unknown`.
   */
  const actOnPeople = (
    request: MemberRequest,
    id: Id<'ent'>,
    { act, of }: { readonly act: Act; readonly of: ActedOn },
  ): Promise<Acted> =>
    changeOwn(context, request, {
      id,
      work: async (tx, enterprise) => {
        if (act.act === 'enable' || act.act === 'join_group')
          await parties.requireBuyerActive(tx, enterprise.buyerId)
        let all = 0
        let changed = 0
        for await (const people of listActedOn(tx, enterprise, of)) {
          all += people.length
          changed += await actOn(tx, enterprise, { act, people })
        }
        return { changed, unchanged: all - changed }
      },
    })

  return {
    addPersonIn,
    actOn,
    addPerson: (request: MemberRequest, id: Id<'ent'>, added: NewPerson): Promise<Id<'per'>> =>
      changeOwn(context, request, {
        id,
        work: async (tx, enterprise) => (await addPersonIn(tx, enterprise, added)).id,
      }),
    changePerson,
    takePersonBack,
    actOnPeople,
  }
}
