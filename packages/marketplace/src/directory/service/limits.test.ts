import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mostEnterprises } from '@loggia/protocol/console/directory/kinds'
import { listRuleEngines, openWorld } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { runInTx } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { leave, takeBack } from '../rules/people.ts'
import { openDirectory } from '../testing/directories.ts'
import type { OpenedDirectory } from '../testing/directories.ts'
import { createWriting } from './writing.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('how much there may be, on %s', (engine) => {
  let world: World
  let it: OpenedDirectory
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  beforeEach(async () => {
    await world.reset()
    it = await openDirectory(world)
  })
  afterAll(() => world.close())

  const directory = () => world.market.directory

  test('a buyer has so many companies, even if several are created at once; dissolved ones do not count', async () => {
    for (let nth = 2; nth < mostEnterprises; nth += 1) await openDirectory(world, it.actor)

    const results = await Promise.allSettled([openDirectory(world, it.actor), openDirectory(world, it.actor)])

    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(openDirectory(world, it.actor)).rejects.toMatchObject({ code: 'directory.enterprises_many' })
    await openDirectory(world)
    await directory().dissolveEnterprise({ actor: it.actor }, it.id)
    await openDirectory(world, it.actor)
  })

  test('a company has so many people, and whoever comes back is one of them', async () => {
    const { addPeople, savePeople } = createWriting(world.platform, 2)
    const former = await it.readPerson(await it.person('former'))
    const { enterprise } = it
    const write = <T>(work: (tx: Tx) => Promise<T>) => runInTx(world.platform, { actor: it.actor }, work)
    const leaves = { before: former, after: leave(former, world.clock.now()) }
    await write((tx) => savePeople(tx, enterprise, [leaves]))
    await it.person('lin')
    await it.person('wang')
    const many = { code: 'directory.people_many', details: { most: 2 } }
    const added = { userName: 'li', departmentId: it.top, state: 'active' as const, data: { name: '李' } }
    const returns = { before: leaves.after, after: takeBack(leaves.after, it.top) }

    await expect(write((tx) => addPeople(tx, enterprise, [added]))).rejects.toMatchObject(many)
    await expect(write((tx) => savePeople(tx, enterprise, [returns]))).rejects.toMatchObject(many)
    expect((await directory().getOwnEnterprise(it.actor, it.id)).counts.people).toBe(2)
  })
})
