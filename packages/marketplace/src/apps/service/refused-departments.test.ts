import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromHours, toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import type { BatchDecision } from '../schema.ts'
import { keepBooks, openConnected, openCredential, openEnterprise } from '../testing/joint.ts'
import type { OpenedEnterprise } from '../testing/joint.ts'
import { createSellersBooks } from '../testing/sellers-books.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const broken = { resultCode: '000005', resultMsg: 'broken' }

describe.each(listRuleEngines(postgresUrl))('departments that a seller does not take, on %s', (engine) => {
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

  const directory = () => world.market.directory
  const ofDepartment = (departmentId: Id<'dpt'>) => ({ enterpriseId: enterprise.enterpriseId, departmentId })
  const add = (name: string) => enterprise.addDepartment(name, enterprise.topId)
  const move = (id: Id<'dpt'>, to: Id<'dpt'>) =>
    directory().moveDepartment(enterprise.request, ofDepartment(id), to)
  const rename = (id: Id<'dpt'>, name: string) =>
    directory().renameDepartment(enterprise.request, ofDepartment(id), name)
  const remove = (id: Id<'dpt'>) => directory().deleteDepartment(enterprise.request, ofDepartment(id))

  /** The seller's server keeps its books, but refuses what has one of these names in it. */
  const work = (...unwanted: string[]): void =>
    server.answer((request) =>
      unwanted.some((name) => request.body.includes(name)) ? broken : keepBooks(books)(request),
    )
  const fail = (): void => server.answer(() => broken)
  const giveUp = () => world.advance(fromHours(1))
  /** Decides about the batch that asks, and gives what was told then. */
  async function decide(decision: BatchDecision): Promise<string[]> {
    books.takeJournal()
    const { asks } = await app.look()
    await world.market.apps.decide(enterprise.buyer, toId(asks?.batch.id, 'syb'), { decision })
    await giveUp()
    return books.takeJournal()
  }
  const asks = async () => (await app.look()).asks?.batch.subject
  const known = () => [...([...books.books.values()][0]?.orgs.values() ?? [])].map(({ name }) => name)

  test('one that takes the name of one whose removal failed is told in a list, and the removal after it', async () => {
    const old = await add('甲')
    await giveUp()
    fail()
    await remove(old)
    await giveUp()
    await add('甲')
    await add('乙')

    work()
    // Where the removed one may be is known, so no other one waits for it.
    expect(await decide('repeat')).toEqual(['singleOrgSync 1', 'allOrgSync 3', 'singleOrgSync 0'])
    expect(known()).toEqual(['沧野制造', '乙', '甲'])
    expect(await asks()).toBeUndefined()
  })

  test('the same, if the removal was left out', async () => {
    const old = await add('甲')
    await giveUp()
    fail()
    await remove(old)
    await giveUp()
    work()
    await decide('continue')

    await add('甲')
    await giveUp()

    expect(books.takeJournal()).toEqual(['allOrgSync 2'])
    expect(await asks()).toBeUndefined()
  })

  test('a new one that was left out is in no list, unless one below it is', async () => {
    const [a, b] = [await add('甲'), await add('乙')]
    await giveUp()
    work('坏')
    const bad = await add('坏')
    await giveUp()
    await decide('continue')
    fail()
    await rename(a, '丙')
    await giveUp()
    await rename(b, '丁')
    await rename(a, '戊')

    work('坏')
    // Nobody knows what name the first has, so no name is known to be free.
    expect(await decide('repeat')).toEqual(['singleOrgSync 2', 'singleOrgSync 2'])
    await enterprise.addDepartment('己', bad)
    await giveUp()
    expect(await asks()).toBe('department')
    expect(known()).toEqual(['沧野制造', '戊', '丁'])
  })

  test('a list with one in it that the seller does not take is repeated one by one', async () => {
    const [a, b, bad] = [await add('甲'), await add('乙'), await add('丙')]
    await giveUp()
    work('坏')
    await rename(bad, '坏')
    await giveUp()
    await decide('continue')
    fail()
    await rename(a, '丁')
    await giveUp()
    // They change names, so a list is told.
    await rename(b, '戊')
    await rename(a, '乙')
    await rename(b, '甲')
    work('坏')
    expect(await decide('repeat')).toEqual([])
    expect(await asks()).toBe('departments')

    await rename(a, '己')
    await rename(b, '庚')
    // The top one was in the list too. The one that was left out stays so.
    expect(await decide('repeat')).toEqual(Array(3).fill('singleOrgSync 2'))
    expect(known()).toEqual(['沧野制造', '己', '庚', '丙'])
    expect(await asks()).toBeUndefined()
  })

  test('removals of which nobody knows what they are below are repeated in turn', async () => {
    const [x, y] = [await add('甲'), await add('乙')]
    await giveUp()
    // It is moved, and the answer is lost.
    server.answer((request) => {
      keepBooks(books)(request)
      return broken
    })
    await move(y, x)
    await giveUp()
    await move(y, enterprise.topId)
    await remove(y)
    await remove(x)

    work()
    await decide('repeat')
    expect(await asks()).toBe('department')
    await decide('repeat')

    expect(await asks()).toBeUndefined()
    expect(known()).toEqual(['沧野制造'])
  })
})
