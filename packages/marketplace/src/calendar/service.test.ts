import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createMoney, fromMinutes, toIso } from '@loggia/kernel'
import { createExampleDraft } from '../catalog/service/example-draft.ts'
import { listWorldEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { createChangeFeed, listHistory, runInTx, system } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { calendarSubject } from './schema.ts'
import type { CalendarDay } from './schema.ts'
import { createCalendar } from './service.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const name = { zh: '店庆', en: 'Anniversary' }
const day = (date: string, kind: CalendarDay['kind'] = 'holiday'): CalendarDay => ({ date, kind, name })

describe.each(listWorldEngines(postgresUrl))('the calendar on %s', (engine) => {
  let world: World
  let operator: MemberActor
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  // It is Tuesday 24 November 2026, 14:33 in Shanghai.
  beforeEach(async () => {
    await world.reset()
    operator = await world.given.operator()
  })
  afterAll(() => world.close())

  const set = (...days: CalendarDay[]) => world.market.calendar.setDays(operator, days)
  const remove = (from: string, to: string) => world.market.calendar.removeDays(operator, { from, to })
  const read = async (of = world.market.calendar) => [
    ...(await of.getWorkingDays(world.platform.db)).calendar.keys(),
  ]
  const facts = () => listHistory(world.platform.db, calendarSubject)

  test('is weekends only until operators set days; a year has its own, by date', async () => {
    const { getYear } = world.market.calendar
    expect(await getYear()).toEqual({ year: 2026, days: [], workingDays: 261, years: [2026, 2027] })

    await set(day('2027-01-02', 'workday'), day('2026-12-31'), day('2027-01-01'), day('2029-05-01'))

    expect(await getYear()).toEqual({
      year: 2026,
      days: [day('2026-12-31')],
      workingDays: 260,
      years: [2026, 2027, 2029],
    })
    expect(await getYear(2027)).toMatchObject({
      days: [day('2027-01-01'), day('2027-01-02', 'workday')],
      workingDays: 261,
    })
    expect(await getYear(2040)).toMatchObject({ days: [], years: [2026, 2027, 2029, 2040] })
  })

  test('a date has one day: another one replaces it, the same one changes nothing; each change is on record', async () => {
    expect(await set(day('2026-12-05'), day('2026-12-07'))).toEqual({ added: 2, replaced: 0 })
    expect(await set(day('2026-12-05', 'workday'), day('2026-12-07'))).toEqual({ added: 0, replaced: 1 })
    expect(await set(day('2026-12-07'))).toEqual({ added: 0, replaced: 0 })

    const actor = { id: operator.memberId }
    expect(await facts()).toMatchObject([
      {
        kind: 'calendar.days_set',
        actor,
        data: { days: [day('2026-12-05'), day('2026-12-07')], replaced: [] },
      },
      {
        kind: 'calendar.days_set',
        actor,
        data: { days: [day('2026-12-05', 'workday')], replaced: [day('2026-12-05')] },
      },
    ])
  })

  test('days are removed from one date to another, and what was removed is on record', async () => {
    await set(day('2026-12-04'), day('2026-12-07'), day('2026-12-08'), day('2026-12-09'))

    expect(await remove('2026-12-05', '2026-12-08')).toEqual({ removed: 2 })
    expect(await remove('2026-12-05', '2026-12-08')).toEqual({ removed: 0 })

    expect(await read()).toEqual(['2026-12-04', '2026-12-09'])
    expect((await facts()).slice(1)).toMatchObject([
      { kind: 'calendar.days_removed', data: { days: [day('2026-12-07'), day('2026-12-08')] } },
    ])
  })

  test('a list with one wrong day changes nothing', async () => {
    await expect(set(day('2026-12-05'), day('2026-12-07', 'workday'))).rejects.toMatchObject({
      code: 'calendar.already_working',
      details: { date: '2026-12-07' },
    })
    await expect(remove('2026-12-08', '2026-12-05')).rejects.toMatchObject({
      code: 'calendar.range_reversed',
    })

    expect(await read()).toEqual([])
    expect(await facts()).toEqual([])
  })

  test('R82: a due time counts by the days that are set when it is computed, and stays when they change', async () => {
    const buyer = await world.given.buyer()
    const amount = createMoney(50_000n, 'CNY')
    const dueOf = async () => {
      const { requestId } = await world.market.ledger.requestTopUp({ actor: buyer }, { amount })
      return async () =>
        (await world.market.views.listTopUpRequests({}, { limit: 10 })).items.find(
          ({ id }) => id === requestId,
        )?.dueAt
    }
    const tomorrow = await dueOf()
    expect(await tomorrow()).toBe('2026-11-25T06:33:00.000Z')

    await set(day('2026-11-25'), day('2026-11-26'), day('2026-11-27'), day('2026-11-28', 'workday'))
    const saturday = await dueOf()
    await remove('2026-11-25', '2026-11-28')
    const again = await dueOf()

    expect(await saturday()).toBe('2026-11-28T06:33:00.000Z')
    expect([await tomorrow(), await again()]).toEqual([
      '2026-11-25T06:33:00.000Z',
      '2026-11-25T06:33:00.000Z',
    ])
  })

  test('R45, R84: reviews of products and of sellers’ data are due by these days too', async () => {
    await set(day('2026-11-26'), day('2026-11-28', 'workday'))
    const category = { code: 'finance', name: { zh: '财务', en: 'Finance' }, position: 1 }
    await world.market.catalog.saveCategory(operator, category)
    const seller = await world.given.seller()
    const { productId } = await world.market.catalog.saveDraft({ actor: seller }, createExampleDraft())
    await runInTx(world.platform, { actor: system }, async (tx) => {
      await world.market.access.addKeyIn(tx, seller.sellerId, 'basic')
      await world.market.access.registerAnew(tx, { sellerId: seller.sellerId, url: 'http://127.0.0.1:9/' })
    })

    await world.given.passedCases(seller, productId)
    await world.market.catalog.submit(seller, productId)
    const { dueAt } = await world.market.parties.proposeSellerData(seller, {
      contact: { name: '何青', email: 'he@qinghe.example', phone: '+86 21 5550 0101' },
      address: '上海市示例路 1 号',
      description: { zh: '文档协同', en: 'Documents together' },
    })

    // Wednesday, Friday and the Saturday that is worked.
    expect(toIso(dueAt)).toBe('2026-11-28T06:33:00.000Z')
    const { items } = await world.market.views.listReviews({ limit: 10 })
    expect(items.map((one) => one.dueAt)).toEqual(['2026-11-28T06:33:00.000Z'])
  })

  test('a node keeps what it has read until it hears of a change, at most a minute', async () => {
    let elapsed = 0
    const stopwatch = { source: 'monotonic', start: () => () => elapsed } as const
    const hearing = createCalendar({ ...world.platform, stopwatch })
    const deaf = createCalendar({ ...world.platform, changes: createChangeFeed(), stopwatch })
    expect([await read(hearing), await read(deaf)]).toEqual([[], []])

    await set(day('2026-12-07'))

    expect([await read(hearing), await read(deaf)]).toEqual([['2026-12-07'], []])
    elapsed = fromMinutes(1)
    expect(await read(deaf)).toEqual(['2026-12-07'])
  })

  test('what was read while a change was announced is not kept', async () => {
    const slow = createCalendar(world.platform)
    const reading = read(slow)
    world.platform.changes.publish('calendar')
    await reading
    // A change that nobody announces: only a new reading finds it.
    await runInTx({ ...world.platform, changes: createChangeFeed() }, { actor: operator }, (tx) =>
      world.market.calendar.setDaysIn(tx, [day('2026-12-07')]),
    )

    expect(await read(slow)).toEqual(['2026-12-07'])
  })

  test('of two changes at once none is lost', async () => {
    await Promise.all([set(day('2026-12-07')), set(day('2026-12-07')), set(day('2026-12-08'))])

    expect(await read()).toEqual(['2026-12-07', '2026-12-08'])
    // The second of two that are the same changes nothing.
    expect(await facts()).toHaveLength(2)
  })
})
