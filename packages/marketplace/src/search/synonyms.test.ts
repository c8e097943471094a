import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mostSynonymGroups } from '@loggia/protocol/console'
import { openWorld, listRuleEngines } from '../embedded/world.ts'
import type { World } from '../embedded/world.ts'
import { listHistory, runInTx, system } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { houseSynonyms } from './house-synonyms.ts'
import { requireWords } from './rules.ts'
import { createShelf } from './testing/shelf.ts'

const postgresUrl = process.env['LOGGIA_TEST_POSTGRES']

describe.each(listRuleEngines(postgresUrl))('on %s', (engine) => {
  let world: World
  let operator: MemberActor
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  beforeEach(async () => {
    await world.reset()
    operator = await world.given.operator()
  })
  afterAll(() => world.close())
  const { given, idsOf } = createShelf(() => world)
  const search = () => world.market.search
  const addHouse = () => runInTx(world.platform, { actor: system }, (tx) => search().addHouseSynonyms(tx))

  test('the next search goes by what was added, changed or deleted', async () => {
    const [desk, board] = await given({ name: '鹭屿客服' }, { name: '鹭屿看板' })

    const { id } = await search().createSynonyms(operator, ['客服', 'helpdesk'])
    expect(await idsOf('helpdesk')).toEqual([desk])

    await search().changeSynonyms(operator, id, { words: ['看板', 'helpdesk'], former: ['客服', 'helpdesk'] })
    expect(await idsOf('helpdesk')).toEqual([board])

    await search().removeSynonyms(operator, id, ['看板', 'helpdesk'])
    expect(await idsOf('helpdesk')).toEqual([])
  })

  test('what is typed in a tag and meant in the name counts by the better of both', async () => {
    const [both, named] = await given({ name: '鹭屿服务台', tags: ['客服'] }, { name: '蓝霁服务台' })
    await search().createSynonyms(operator, ['客服', '服务台'])

    expect(await idsOf('客服')).toEqual([both, named])
  })

  test('the record says who changed which words', async () => {
    const { id } = await search().createSynonyms(operator, ['客服', 'helpdesk'])
    await search().changeSynonyms(operator, id, { words: ['客服', '服务台'], former: ['客服', 'helpdesk'] })
    await search().changeSynonyms(operator, id, { words: ['客服', '服务台'], former: ['客服', '服务台'] })
    await search().removeSynonyms(operator, id, ['客服', '服务台'])

    const entries = await listHistory(world.platform.db, id)

    expect(entries.map(({ kind, data, actor }) => [kind, data, actor.id])).toEqual([
      ['search.synonyms_added', { words: ['客服', 'helpdesk'] }, operator.memberId],
      [
        'search.synonyms_changed',
        { from: ['客服', 'helpdesk'], words: ['客服', '服务台'] },
        operator.memberId,
      ],
      ['search.synonyms_removed', { words: ['客服', '服务台'] }, operator.memberId],
    ])
  })

  test('a word is in one group only, in whatever form it is written', async () => {
    const { id } = await search().createSynonyms(operator, ['invoice', '发票'])
    const other = await search().createSynonyms(operator, ['客服', 'helpdesk'])

    await expect(search().createSynonyms(operator, ['开票', 'Invoices'])).rejects.toMatchObject({
      code: 'search.word_taken',
    })
    await expect(
      search().changeSynonyms(operator, other.id, { words: ['客服', '發票'], former: other.words }),
    ).rejects.toMatchObject({ code: 'search.word_taken' })
    expect(
      await search().changeSynonyms(operator, id, {
        words: ['invoices', '发票'],
        former: ['invoice', '发票'],
      }),
    ).toMatchObject({ words: ['invoices', '发票'] })
  })

  test('a change of words that are others meanwhile is refused, and so is one of a group that is gone', async () => {
    const { id } = await search().createSynonyms(operator, ['客服', 'helpdesk'])
    const stale = ['客服', '服务台']

    await expect(
      search().changeSynonyms(operator, id, { words: ['a', 'b'], former: stale }),
    ).rejects.toMatchObject({ code: 'search.synonyms_changed' })
    await expect(search().removeSynonyms(operator, id, stale)).rejects.toMatchObject({
      code: 'search.synonyms_changed',
    })
    await search().removeSynonyms(operator, id, ['客服', 'helpdesk'])
    await expect(search().removeSynonyms(operator, id, ['客服', 'helpdesk'])).rejects.toMatchObject({
      code: 'search.synonyms_not_found',
    })
  })

  test('there are so many groups and no more', async () => {
    await world.platform.db.script(`insert into search_synonym (id, words, keys, origin, changed_at)
      select 'syn_' || n, array['a', 'b'], array[-n]::bigint[], 'operator', now() from generate_series(1, ${mostSynonymGroups}) as n`)

    await expect(search().createSynonyms(operator, ['客服', 'helpdesk'])).rejects.toMatchObject({
      code: 'search.too_many_synonyms',
    })
  })

  test('the built-in groups are added, but for words that operators have; they are told apart, and changed like others', async () => {
    await search().createSynonyms(operator, ['客服', '售后'])

    await addHouse()
    await addHouse()

    const groups = await search().listSynonyms()
    const house = groups.filter(({ origin }) => origin === 'house')
    expect(house).toHaveLength(houseSynonyms.length - 1)
    expect(groups.filter(({ origin }) => origin === 'operator').map(({ words }) => words)).toEqual([
      ['客服', '售后'],
    ])
    const [{ id, words }] = house as [(typeof house)[number]]
    expect(
      await search().changeSynonyms(operator, id, { words: [...words, '另一个'], former: words }),
    ).toMatchObject({ origin: 'house' })
  })
})

test('the built-in groups keep their own rules: no word is in two of them, or twice in one', () => {
  const words = houseSynonyms.flatMap((group) => requireWords(group))

  expect(requireWords(words)).toEqual(words)
})
