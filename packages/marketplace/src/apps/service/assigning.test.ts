import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { fromMinutes } from '@loggia/kernel'
import { listRuleEngines, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { keepBooks, openConnected, openCredential, openEnterprise } from '../testing/joint.ts'
import type { OpenedEnterprise } from '../testing/joint.ts'
import { createSellersBooks } from '../testing/sellers-books.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('assignments, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  let enterprise: OpenedEnterprise
  let app: Awaited<ReturnType<typeof openConnected>>
  const books = createSellersBooks()
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    server = await openScriptedSeller()
  })
  beforeEach(async () => {
    server.answer(keepBooks(books))
    const product = await openCredential(world, server)
    enterprise = await openEnterprise(world)
    books.clear()
    app = await openConnected(world, product, enterprise)
    await world.settle()
    books.takeJournal()
  })
  afterEach(() => world.reset())
  afterAll(async () => {
    await server.close()
    await world.close()
  })
  const told = async () => {
    await world.settle()
    return books.takeJournal()
  }

  test('R265: people, a department with what is below it, a group, or everybody', async () => {
    const { request, enterpriseId, topId } = enterprise
    const below = await enterprise.addDepartment('研发部', topId)
    const deeper = await enterprise.addDepartment('平台组', below)
    const [top, first, second] = [
      await enterprise.addPerson('林知遥'),
      await enterprise.addPerson('苏晚', below),
      await enterprise.addPerson('周屿', deeper),
    ]
    const group = await world.market.directory.createGroup(request, enterpriseId, '试用')
    await world.market.directory.actOnPeople(request, enterpriseId, {
      act: { act: 'join_group', groupId: group.id },
      of: { ids: [top, second] },
    })

    expect(await app.assign({ departmentId: below })).toEqual({ changed: 2 })
    expect(await app.assign({ groupId: group.id })).toEqual({ changed: 1 })
    expect(await app.assign({ all: true })).toEqual({ changed: 0 })
    expect(await app.assign(app.ids(first), 'admin')).toEqual({ changed: 1 })
    expect((await app.assignments()).map(({ name, role, state }) => [name, role, state])).toEqual([
      ['林知遥', 'user', 'waiting'],
      ['苏晚', 'admin', 'waiting'],
      ['周屿', 'user', 'waiting'],
    ])
    expect((await told()).slice(-1)).toEqual(['authSync 1 3'])

    expect(await app.withdraw({ groupId: group.id })).toEqual({ changed: 2 })
    expect(await app.withdraw({ all: true })).toEqual({ changed: 1 })
    expect(await told()).toEqual(['authSync 3 3'])
    expect(await app.withdraw({ all: true })).toEqual({ changed: 0 })
  })

  test('who joins a department later is not assigned by that', async () => {
    await app.assign({ departmentId: enterprise.topId })
    await enterprise.addPerson('林知遥')

    expect(await told()).toEqual([])
  })

  test('a department or a group that is not there is refused, as it is to nobody else', async () => {
    const other = await openEnterprise(world)
    const group = await world.market.directory.createGroup(other.request, other.enterpriseId, '试用')

    await expect(app.assign({ departmentId: other.topId })).rejects.toMatchObject({
      code: 'directory.department_unknown',
    })
    await expect(app.withdraw({ groupId: group.id })).rejects.toMatchObject({
      code: 'directory.group_unknown',
    })
  })

  test('nobody of another enterprise, nobody who has left, and nobody’s app', async () => {
    const other = await openEnterprise(world)
    const stranger = await other.addPerson('别人')
    const left = await enterprise.addPerson('林知遥')
    const { request, enterpriseId } = enterprise
    await world.market.directory.actOnPeople(request, enterpriseId, {
      act: { act: 'leave' },
      of: { ids: [left] },
    })

    for (const id of [stranger, left])
      await expect(app.assign(app.ids(id))).rejects.toMatchObject({ code: 'app.person_unknown' })
    await expect(
      world.market.apps.assign(other.request, app.id, { people: { all: true }, role: 'user' }),
    ).rejects.toMatchObject({ code: 'app.app_unknown' })
  })

  test('assignments are found by name or user name, and by what the seller knows', async () => {
    await app.assign(app.ids(await enterprise.addPerson('林知遥'), await enterprise.addPerson('Su Wan')))
    await told()
    await app.assign(app.ids(await enterprise.addPerson('周屿')))
    const { apps } = world.market
    const find = async (search: Parameters<typeof apps.listAssignments>[2]) =>
      (await apps.listAssignments(enterprise.buyer, app.id, search)).items.map(({ name }) => name)

    expect(await find({ limit: 10, q: 'su w' })).toEqual(['Su Wan'])
    expect(await find({ limit: 10, q: 'USER00001' })).toEqual(['林知遥'])
    expect(await find({ limit: 10, state: 'waiting' })).toEqual(['周屿'])
    expect(await find({ limit: 10, state: 'confirmed' })).toEqual(['林知遥', 'Su Wan'])
    const page = await apps.listAssignments(enterprise.buyer, app.id, { limit: 2 })
    expect(page.next).toBe('user00002')
    expect(await find({ limit: 2, after: 'user00002' })).toEqual(['周屿'])
  })

  test('of whoever ends, no more is kept than what names them, also while the seller does not take it', async () => {
    const { request, enterpriseId, topId } = enterprise
    const person = await enterprise.addPerson('林知遥')
    await app.assign(app.ids(person))
    await told()
    server.answer((given) =>
      given.activity === 'authSync' ? { resultCode: '000005' } : keepBooks(books)(given),
    )
    await world.market.directory.changePerson(
      request,
      { enterpriseId, personId: person },
      {
        name: '林知遥',
        mobile: '13900000000',
        departmentId: topId,
        changedAt: (
          await world.market.directory.listPeople(world.platform.db, {
            enterpriseId,
            ids: [person],
            limit: 1,
          })
        )[0]!.changedAt,
      },
    )
    await world.advance(fromMinutes(40))
    await world.market.directory.actOnPeople(request, enterpriseId, {
      act: { act: 'leave' },
      of: { ids: [person] },
    })

    const { rows } = await sql<{ text: string }>`
      select app_person::text || sync_batch_item::text as text from app_person, sync_batch_item`.execute(
      world.platform.db.withTables<object>(),
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.text).toContain('user00001')
    expect(rows[0]?.text).not.toMatch(/139|138|@cangye|工程师/)
  })

  test('1,200 people go in calls of at most 500, and every one is confirmed', async () => {
    const { request, enterpriseId, topId } = enterprise
    const lines = Array.from({ length: 1200 }, (_, n) => `p${String(n).padStart(5, '0')},人员 ${n},10001`)
    await world.market.directory.importFile(request, enterpriseId, {
      what: 'people',
      complete: true,
      content: Buffer.from(['User name,Name,Department code', ...lines].join('\n')),
    })

    expect(await app.assign({ departmentId: topId })).toEqual({ changed: 1200 })
    expect(await told()).toEqual(['authSync 1 500', 'authSync 1 500', 'authSync 1 200'])
    expect([...books.books.values()][0]?.users.size).toBe(1200)
    expect(await app.look()).toMatchObject({ people: { confirmed: 1200, waiting: 0 } })
  })
})
