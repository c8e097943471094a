import { addMs } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Department, DirectoryEvents } from '../../directory/index.ts'
import { requireBuyer } from '../../parties/index.ts'
import { record, runInTx, setWakeup, wakeSoon } from '../../platform/index.ts'
import type { Db, MemberActor, Tx } from '../../platform/index.ts'
import { toSyncedDepartment, toSyncedPerson } from '../rules/payloads.ts'
import type { ConnectedApp, ServiceApp } from '../schema.ts'
import * as store from '../store/index.ts'
import {
  busyMs,
  formatDomain,
  hasService,
  isGoingOn,
  lockOwn,
  portion,
  readPassed,
  reconcileWakeup,
  scheduleReconciliation,
  toFact,
  wakeSync,
} from './context.ts'
import type { AppContext } from './context.ts'

export type Mirror = ReturnType<typeof createMirror>

/** What sellers should know of departments, with their ids. */
function toWanted(
  departments: readonly Department[],
  all: readonly Department[],
): store.departments.WantedDepartment[] {
  const codes = new Map(all.map(({ id, code }) => [id, code]))
  const codeOf = (id: Id<'dpt'>): string => {
    const code = codes.get(id)
    if (code === undefined) throw new Error(`There is no department ${id}`)
    return code
  }
  return departments.map((one) => ({ id: one.id, wanted: toSyncedDepartment(one, codeOf) }))
}

/** Keeps what sellers should know as the directory has it, in the transaction of each change there. */
export function createMirror(context: AppContext) {
  const { clock, directory } = context

  async function wakeAll(tx: Tx, apps: readonly ConnectedApp[]): Promise<void> {
    for (const { id } of apps) await wakeSync(context, tx, id)
  }

  async function readTenant(db: Db, enterpriseId: Id<'ent'>) {
    const { tenantId: id, tenantCode: code, name } = await directory.getEnterprise(db, enterpriseId)
    return { id, code, name, domain: formatDomain(context, code) }
  }

  async function putTenant(tx: Tx, apps: readonly ConnectedApp[], enterpriseId: Id<'ent'>): Promise<number> {
    const wanted = await readTenant(tx, enterpriseId)
    return store.parts.put(
      tx,
      apps.map(({ id }) => ({ connectedAppId: id, key: 'enterprise' as const, wanted })),
    )
  }

  async function noteEnterprise(
    tx: Tx,
    { enterpriseId }: DirectoryEvents['enterprise.changed'],
  ): Promise<void> {
    const apps = await store.connected.lockOfEnterprise(tx, enterpriseId)
    if ((await putTenant(tx, apps, enterpriseId)) > 0) await wakeAll(tx, apps)
  }

  async function noteDepartments(
    tx: Tx,
    { enterpriseId, departmentIds }: DirectoryEvents['departments.changed'],
  ): Promise<void> {
    const apps = await store.connected.lockOfEnterprise(tx, enterpriseId)
    if (apps.length === 0) return
    const ids = apps.map(({ id }) => id)
    const found = await directory.findDepartments(tx, enterpriseId, departmentIds)
    const parents = await directory.findDepartments(
      tx,
      enterpriseId,
      found.flatMap(({ parentId }) => parentId ?? []),
    )
    const present = new Set(found.map(({ id }) => id))
    // First, for a new department may have the code of one that is gone.
    await store.departments.remove(
      tx,
      ids,
      departmentIds.filter((id) => !present.has(id)),
    )
    await store.departments.put(tx, ids, toWanted(found, parents))
    await wakeAll(tx, apps)
  }

  /** People who are assigned: what the seller should know of them, or that they have left. */
  async function notePeople(
    tx: Tx,
    { enterpriseId, personIds }: DirectoryEvents['people.changed'],
  ): Promise<void> {
    const apps = (await store.connected.lockOfEnterprise(tx, enterpriseId)).filter(hasService)
    if (apps.length === 0) return
    const left = await listLeft(tx, enterpriseId, personIds)
    // Also who was withdrawn before: the seller may still have them.
    if (left.length > 0) await endOf(tx, apps, left)
    const ids = apps.map(({ id }) => id)
    const assigned = await store.people.listOfPeople(tx, ids, personIds)
    if ((await compare(tx, apps, assigned)) > 0 || left.length > 0) await wakeAll(tx, apps)
  }

  async function listLeft(db: Db, enterpriseId: Id<'ent'>, ids: readonly Id<'per'>[]): Promise<Id<'per'>[]> {
    const people = await directory.listPeople(db, { enterpriseId, ids, limit: ids.length })
    const here = new Set(people.flatMap(({ id, departmentId }) => (departmentId === undefined ? [] : id)))
    return ids.filter((id) => !here.has(id))
  }

  /** Assignments of an enterprise become what its directory says now. Gives how many differed. */
  async function compare(
    tx: Tx,
    apps: readonly ServiceApp[],
    assigned: readonly store.people.KeptAssignment[],
  ): Promise<number> {
    const [first] = apps
    if (!first || assigned.length === 0) return 0
    const { enterpriseId } = first.of
    const personIds = [...new Set(assigned.map(({ personId }) => personId))]
    const people = await directory.listPeople(tx, { enterpriseId, ids: personIds, limit: personIds.length })
    const personOf = new Map(people.map((person) => [person.id, person]))
    const codeOf = await readCodes(
      tx,
      enterpriseId,
      people.flatMap(({ departmentId }) => departmentId ?? []),
    )
    const passedOf = await readPassed(tx, apps)
    const appOf = new Map(apps.map((app) => [app.id, app]))
    const wanted = assigned.flatMap(({ connectedAppId, personId, role }) => {
      const app = appOf.get(connectedAppId)
      const person = personOf.get(personId)
      if (!app || person?.departmentId === undefined) return []
      const told = { departmentCode: codeOf(person.departmentId), role, passed: passedOf(app) }
      return [{ connectedAppId, wanted: toSyncedPerson(person, told) }]
    })
    const left = personIds.filter((id) => personOf.get(id)?.departmentId === undefined)
    const ended = left.length === 0 ? 0 : await endOf(tx, apps, left)
    return ended + (await store.people.update(tx, wanted))
  }

  const endOf = (tx: Tx, apps: readonly ConnectedApp[], personIds: readonly Id<'per'>[]): Promise<number> =>
    store.people.end(
      tx,
      apps.map(({ id }) => id),
      { removal: 'delete', personIds },
    )

  async function readCodes(db: Db, enterpriseId: Id<'ent'>, ids: readonly Id<'dpt'>[]) {
    const departments = await directory.findDepartments(db, enterpriseId, [...new Set(ids)])
    const codes = new Map(departments.map(({ id, code }) => [id, code]))
    return (id: Id<'dpt'>): string => {
      const code = codes.get(id)
      if (code === undefined) throw new Error(`There is no department ${id}`)
      return code
    }
  }

  /** The enterprise and its departments as the directory has them. Gives how much differed. */
  async function takeOver(tx: Tx, app: ServiceApp): Promise<number> {
    const { enterpriseId } = app.of
    const all = await directory.listDepartments(tx, enterpriseId)
    const codes = all.map(({ code }) => code)
    const changed = await putTenant(tx, [app], enterpriseId)
    const removed = await store.departments.removeOthers(tx, app.id, codes)
    return changed + removed + (await store.departments.put(tx, [app.id], toWanted(all, all)))
  }

  /** A portion of the people of an app as the directory has them. Gives how many differed, and where the next begins. */
  async function comparePortion(tx: Tx, app: ServiceApp, after: Id<'per'> | undefined) {
    const assigned = await store.people.listAssigned(tx, app.id, { after, limit: portion })
    const differing = await compare(tx, [app], assigned)
    return { differing, next: assigned.length === portion ? assigned.at(-1)?.personId : undefined }
  }

  /** The people of an app as the directory has them. Gives how many differed. */
  async function comparePeople(tx: Tx, app: ServiceApp): Promise<number> {
    let differing = 0
    let after: Id<'per'> | undefined
    do {
      const compared = await comparePortion(tx, app, after)
      differing += compared.differing
      after = compared.next
    } while (after !== undefined)
    return differing
  }

  /** Computes again what the seller should know; what differs is said then. Enterprise and app are locked. */
  async function reconcileApp(tx: Tx, app: ServiceApp): Promise<number> {
    const differing = (await takeOver(tx, app)) + (await comparePeople(tx, app))
    await noteReconciled(tx, app, differing)
    return differing
  }

  async function noteReconciled(
    tx: Tx,
    { comparing: _over, ...app }: ServiceApp,
    differing: number,
  ): Promise<void> {
    await store.connected.save(tx, { ...app, reconciledAt: clock.now() })
    await scheduleReconciliation(context, tx, app.id)
    if (differing === 0) return
    const { subject, data } = toFact(app)
    await record(tx, 'connected_app.reconciled', { subject, data: { ...data, differing } })
    await wakeSync(context, tx, app.id)
  }

  /** The daily comparison, in portions: between them others go on with the enterprise. */
  async function reconcileDaily(tx: Tx, id: Id<'cap'>): Promise<void> {
    const found = await store.connected.find(tx, id)
    if (!found || !hasService(found)) return
    // Whoever holds them may be about to set the wake-up that this transaction has taken.
    const isFree = await directory.lockUnlessBusy(tx, found.of.enterpriseId)
    const app = isFree ? await store.connected.lockUnlessBusy(tx, id) : undefined
    if (!app) return setWakeup(tx, { kind: reconcileWakeup, subject: id }, addMs(clock.now(), busyMs))
    if (!hasService(app) || !isGoingOn(app)) return
    const before = app.comparing?.differing ?? (await takeOver(tx, app))
    const { differing, next } = await comparePortion(tx, app, app.comparing?.after)
    if (next === undefined) return noteReconciled(tx, app, before + differing)
    await store.connected.save(tx, { ...app, comparing: { after: next, differing: before + differing } })
    // Said now: somebody may compare everything meanwhile, and find nothing.
    if (before + differing > 0) await wakeSync(context, tx, id)
    await wakeSoon(context, tx, { kind: reconcileWakeup, subject: id })
  }

  /** Throws `app.app_unknown`, `app.over`. */
  const reconcile = (actor: MemberActor, id: Id<'cap'>): Promise<{ differing: number }> =>
    runInTx(context, { actor }, async (tx) => {
      const app = await lockOwn(context, tx, { id, buyerId: requireBuyer(actor) })
      return { differing: await reconcileApp(tx, app) }
    })

  return { noteEnterprise, noteDepartments, notePeople, takeOver, comparePeople, reconcileDaily, reconcile }
}
