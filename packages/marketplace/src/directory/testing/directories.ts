import type { Id } from '@loggia/kernel'
import type { World } from '../../embedded/index.ts'
import { listHistory } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import type { DirectoryEvents } from '../schema.ts'
import * as store from '../store/index.ts'

let serial = 0

/** An enterprise of a new buyer, with short ways to change it. */
export async function openDirectory(world: World, buyer?: MemberActor) {
  const { directory } = world.market
  const { db } = world.platform
  const actor = buyer ?? (await world.given.buyer())
  const created = await directory.createEnterprise(
    { actor },
    { name: '澄澜', tenantCode: `t${(serial += 1)}-a` },
  )
  const { id } = created.enterprise
  const [top] = await directory.listDepartments(db, id)
  if (!top) throw new Error('It has no department')

  const department = async (name: string, parentId?: Id<'dpt'>, code?: string): Promise<Id<'dpt'>> =>
    (await directory.createDepartment({ actor }, id, { name, parentId, code })).id
  const person = (
    userName: string,
    more: { departmentId?: Id<'dpt'>; email?: string } = {},
  ): Promise<Id<'per'>> => {
    const { departmentId = top.id, ...data } = more
    return directory.addPerson({ actor }, id, {
      userName,
      departmentId,
      state: 'active',
      data: { name: `名${userName}`, ...data },
    })
  }
  const readPerson = async (personId: Id<'per'>) => {
    const [found] = await store.people.list(db, { enterpriseId: id, ids: [personId], limit: 1 })
    if (!found) throw new Error(`There is no ${personId}`)
    return found
  }
  const importCsv = (what: 'people' | 'departments', text: string, complete = false) =>
    directory.importFile({ actor }, id, { what, complete, content: Buffer.from(text) })
  const kinds = async (): Promise<string[]> => (await listHistory(db, id)).map(({ kind }) => kind)
  /** The tree as names with what is below in brackets. */
  const tree = async (): Promise<string> => {
    const all = await store.departments.listAll(db, id)
    const write = (parentId: Id<'dpt'> | undefined): string =>
      all
        .filter((one) => one.parentId === parentId)
        .map(({ name, id: own }) => ({ name, below: write(own) }))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ name, below }) => (below === '' ? name : `${name}(${below})`))
        .join(' ')
    return write(undefined)
  }
  return {
    actor,
    id,
    top: top.id,
    enterprise: created.enterprise,
    department,
    person,
    readPerson,
    importCsv,
    kinds,
    tree,
  }
}
export type OpenedDirectory = Awaited<ReturnType<typeof openDirectory>>

export type DirectoryEvent = DirectoryEvents[keyof DirectoryEvents]

/** What this domain tells from now on; the handlers of other domains run as well. */
export function listenTo(world: World): { readonly events: DirectoryEvent[] } {
  const events: DirectoryEvent[] = []
  const note = (_: Tx, event: DirectoryEvent): Promise<void> => {
    events.push(event)
    return Promise.resolve()
  }
  world.platform.bus.register([
    {
      'enterprise.changed': note,
      'enterprise.dissolved': note,
      'departments.changed': note,
      'people.changed': note,
    },
  ])
  return { events }
}
