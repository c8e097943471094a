import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromMinutes } from '@loggia/kernel'
import { openWorld, listWorldEngines } from '../embedded/world.ts'
import type { World } from '../embedded/world.ts'
import { createShelf } from './testing/shelf.ts'
import { toNumber } from './tokens.ts'

const postgresUrl = process.env['LOGGIA_TEST_POSTGRES']

describe.each(listWorldEngines(postgresUrl))('words of kinds and endings on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  beforeEach(() => world.reset())
  afterAll(() => world.close())
  const { given, idsOf } = createShelf(() => world)

  test('what buyers call a type or a trial finds products whose sellers did not write it', async () => {
    const [tried, other] = await given({ name: '鹭屿客服', trialDays: 14 }, { name: '澄澜考勤' })

    for (const text of ['saas', 'SaaS 软件', '软件即服务'])
      expect(await idsOf(text), text).toEqual([other, tried])
    for (const text of ['试用', '免费试用', '免费', 'free trial', '客服 试用', 'trail'])
      expect(await idsOf(text), text).toEqual([tried])
    expect(await idsOf('许可证')).toEqual([])
  })

  test('types complete queries as whole words', async () => {
    await given({ name: '鹭屿客服', trialDays: 14 }, { name: '澄澜软件中心' })

    expect((await world.market.search.complete('软件')).queries).toEqual(['软件即服务', '软件中心'])
    expect((await world.market.search.complete('即')).queries).toEqual([])
    expect((await world.market.search.complete('免')).queries).toEqual(['免费', '免费试用'])
  })

  test('after an upgrade all documents are read again, and once more when no server of the earlier version is left', async () => {
    const [docs] = await given({ name: '澄澜协同文档' })
    const forget = () => world.platform.db.script(`update search_document set tokens = '{}'`)
    await forget()
    await world.platform.db.script(
      "insert into wakeup (kind, subject, due_at) values ('search.reread', 'first', timestamptz '2000-01-01 00:00:00+00')",
    )
    await world.advance(fromMinutes(1))
    expect(await idsOf('协同')).toEqual([docs])

    // As a server of the earlier version leaves it.
    await forget()
    await world.advance(fromMinutes(31))

    expect(await idsOf('协同')).toEqual([docs])
  })

  test('words with keys of an earlier version are found by these, and get new ones with the next product', async () => {
    const [first] = await given({ name: '砚席学堂', english: 'Yanxi Learning' })
    // As migration 0082 finds them: without the errors of the word as it is written.
    await world.platform.db.script(
      `update search_word set stale = true, keys = array[${toNumber('wlearn')}] where word = 'learning'`,
    )
    expect(await idsOf('learning')).toEqual([first])
    expect(await idsOf('learnig')).toEqual([])

    const [second] = await given({ name: '青阶学习', english: 'Qingjie Learning' })

    expect(new Set(await idsOf('learnig'))).toEqual(new Set([second, first]))
  })

  test('a product that says so itself comes before those of the type', async () => {
    const [named, typed] = await given({ name: '试用期管理' }, { name: '鹭屿客服', trialDays: 14 })

    expect(await idsOf('试用')).toEqual([named, typed])
  })

  test('one typing error in the ending of a word', async () => {
    const [learning] = await given(
      { name: '砚席学堂', english: 'Yanxi Learning' },
      { name: '澄澜考勤', english: 'Chenglan Attendance Management' },
    )

    for (const text of ['learnig', 'laerning', 'learningg', 'learnin'])
      expect(await idsOf(text), text).toEqual([learning])
    expect(await idsOf('managment attendance')).toHaveLength(1)
    expect(await idsOf('lernig')).toEqual([])
  })
})
