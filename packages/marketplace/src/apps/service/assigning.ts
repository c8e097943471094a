import type { Id } from '@loggia/kernel'
import type { Person } from '../../directory/index.ts'
import { requireBuyer } from '../../parties/index.ts'
import { record, runInTx } from '../../platform/index.ts'
import type { Db, MemberRequest, Tx } from '../../platform/index.ts'
import { appProblems } from '../problems.ts'
import { toSyncedPerson } from '../rules/payloads.ts'
import type { AppRole, Selection, ServiceApp } from '../schema.ts'
import * as store from '../store/index.ts'
import { lockOwn, portion, readPassed, toFact, wakeSync } from './context.ts'
import type { AppContext } from './context.ts'

type Changed = { changed: number }

/** R265: who may use a connected app. Departments and groups only select people; who joins one later is not assigned. */
export function createAssigning(context: AppContext) {
  const { directory } = context

  /** The people of a selection, in portions. Throws `app.person_unknown`, `directory.department_unknown`, `directory.group_unknown`. */
  async function* listSelected(
    db: Db,
    enterpriseId: Id<'ent'>,
    selection: Selection,
  ): AsyncGenerator<Person[]> {
    if ('departmentId' in selection) await directory.getDepartment(db, enterpriseId, selection.departmentId)
    if ('groupId' in selection) await directory.getGroup(db, enterpriseId, selection.groupId)
    let after: Id<'per'> | undefined
    let count = 0
    do {
      const people = await directory.listPeople(db, { ...selection, enterpriseId, after, limit: portion })
      count += people.filter(({ state }) => state !== 'left').length
      yield people
      after = people.length === portion ? people.at(-1)?.id : undefined
    } while (after !== undefined)
    if ('ids' in selection && count < new Set(selection.ids).size) throw appProblems.person_unknown()
  }

  /**
   * Assigns an app to people, or changes their role. Gives how many assignments are new or other than before. Throws
   * `app.app_unknown`, `app.over`, and what is wrong with the selection.
   */
  const assign = (
    request: MemberRequest,
    id: Id<'cap'>,
    { people, role }: { readonly people: Selection; readonly role: AppRole },
  ): Promise<Changed> =>
    runInTx(context, request, async (tx) => {
      const app = await lockOwn(context, tx, { id, buyerId: requireBuyer(request.actor) })
      const { enterpriseId } = app.of
      const departments = await directory.listDepartments(tx, enterpriseId)
      const codes = new Map(departments.map((one) => [one.id, one.code]))
      const passed = (await readPassed(tx, [app]))(app)
      let changed = 0
      for await (const selected of listSelected(tx, enterpriseId, people))
        changed += await store.people.putAssigned(
          tx,
          id,
          selected.flatMap((person) => {
            const departmentCode = person.departmentId && codes.get(person.departmentId)
            if (departmentCode === undefined) return []
            return [{ personId: person.id, wanted: toSyncedPerson(person, { departmentCode, role, passed }) }]
          }),
        )
      if (changed > 0) await noteAssigned(tx, app, { people: changed, role })
      return { changed }
    })

  async function noteAssigned(
    tx: Tx,
    app: ServiceApp,
    assigned: { readonly people: number; readonly role: AppRole },
  ): Promise<void> {
    const { subject, data } = toFact(app)
    await record(tx, 'connected_app.assigned', { subject, data: { ...data, ...assigned } })
    await wakeSync(context, tx, app.id)
  }

  /** Ends assignments. Gives how many. Throws `app.app_unknown`, `app.over`, and what is wrong with the selection. */
  const withdraw = (
    request: MemberRequest,
    id: Id<'cap'>,
    { people }: { readonly people: Selection },
  ): Promise<Changed> =>
    runInTx(context, request, async (tx) => {
      const app = await lockOwn(context, tx, { id, buyerId: requireBuyer(request.actor) })
      const changed = await endSelected(tx, app, people)
      if (changed === 0) return { changed }
      const { subject, data } = toFact(app)
      await record(tx, 'connected_app.withdrawn', { subject, data: { ...data, people: changed } })
      await wakeSync(context, tx, id)
      return { changed }
    })

  async function endSelected(tx: Tx, { id, of }: ServiceApp, people: Selection): Promise<number> {
    if ('all' in people) return store.people.end(tx, [id], { removal: 'withdraw' })
    let ended = 0
    for await (const selected of listSelected(tx, of.enterpriseId, people)) {
      const personIds = selected.map((person) => person.id)
      ended += await store.people.end(tx, [id], { removal: 'withdraw', personIds })
    }
    return ended
  }

  return { assign, withdraw }
}
