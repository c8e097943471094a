import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Id } from '@loggia/kernel'
import { openWorld } from '../../embedded/index.ts'
import type { World, WorldEngine } from '../../embedded/index.ts'
import { listenTo, openDirectory } from './directories.ts'
import type { OpenedDirectory } from './directories.ts'

/** A world with a company, opened anew for each test of a file, and what its administrator does. */
export function useOwnDirectory(engine: WorldEngine, postgresUrl: string | undefined) {
  let world: World
  let it: OpenedDirectory
  let heard: ReturnType<typeof listenTo>
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    heard = listenTo(world)
  })
  beforeEach(async () => {
    await world.reset()
    it = await openDirectory(world)
    heard.events.length = 0
  })
  afterAll(() => world.close())

  const directory = () => world.market.directory
  const request = () => ({ actor: it.actor })
  type Acted = Parameters<ReturnType<typeof directory>['actOnPeople']>[2]['act']
  const act = (what: Acted, ids: Id<'per'>[]) =>
    directory().actOnPeople(request(), it.id, { act: what, of: { ids } })
  const edit = async (
    personId: Id<'per'>,
    data: Omit<Parameters<ReturnType<typeof directory>['changePerson']>[2], 'changedAt'>,
  ) => {
    const { changedAt } = await it.readPerson(personId)
    return directory().changePerson(request(), { enterpriseId: it.id, personId }, { ...data, changedAt })
  }
  const count = async () => (await directory().getOwnEnterprise(it.actor, it.id)).counts
  const told = () => heard.events.map(({ type }) => type)
  return {
    get world() {
      return world
    },
    get it() {
      return it
    },
    get heard() {
      return heard
    },
    directory,
    request,
    act,
    edit,
    count,
    told,
  }
}
