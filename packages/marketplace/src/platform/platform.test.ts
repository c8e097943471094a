import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addMs, toInstant, fromMinutes } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import { openWorld, listWorldEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import type { WakeupHandlers } from './index.ts'
import {
  waitForAll,
  toTimestamptz,
  createSeal,
  runInTx,
  toJsonb,
  listHistory,
  migrate,
  findNextWakeup,
  readMigrations,
  runOneWakeup,
  isSecretRight,
  setWakeup,
  system,
  wakeSoon,
  wakeupsTopic,
} from './index.ts'
import { appendHistory } from './history.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
type Tables = {
  setting: { name: string; value: unknown }
  history: { subject: string; at: Instant; sequence: number }
}

describe.each(listWorldEngines(postgresUrl))('the platform on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  const settings = () =>
    world.platform.db.withTables<Tables>().selectFrom('setting').select(['name', 'value']).execute()
  const put = (name: string, value: unknown) => (tx: Parameters<Parameters<typeof runInTx>[2]>[0]) =>
    tx
      .withTables<Tables>()
      .insertInto('setting')
      .values({ name, value: toJsonb(value) })
      .execute()

  describe('a transaction', () => {
    test('that throws leaves nothing, and runs nothing that was kept for after it', async () => {
      let ran = false
      const work = runInTx(world.platform, { actor: system }, async (tx) => {
        tx.afterCommit(() => {
          ran = true
        })
        await put('a', 1)(tx)
        throw new Error('planted')
      })

      await expect(work).rejects.toThrow('planted')
      expect(await settings()).toEqual([])
      expect(ran).toBe(false)
    })

    test('refuses the use of the database beside it, which would hang on one of the engines', async () => {
      await expect(runInTx(world.platform, { actor: system }, () => settings())).rejects.toThrow(
        'pass tx instead',
      )
      await expect(
        runInTx(world.platform, { actor: system }, () =>
          runInTx(world.platform, { actor: system }, async () => 1),
        ),
      ).rejects.toThrow('pass tx instead')
    })

    test('lets what it leaves behind use the database after its commit', async () => {
      let later: Promise<unknown> = Promise.resolve()
      await runInTx(world.platform, { actor: system }, async (tx) => {
        await put('a', 1)(tx)
        tx.afterCommit(() => {
          later = settings()
        })
      })

      expect(await later).toEqual([{ name: 'a', value: 1 }])
    })

    test('runs again on a serialisation failure', async () => {
      let runs = 0
      const answer = await runInTx(world.platform, { actor: system }, async (tx) => {
        runs += 1
        await put('a', runs)(tx)
        if (runs < 3) throw Object.assign(new Error('planted'), { code: '40001' })
        return runs
      })

      expect(answer).toBe(3)
      expect(await settings()).toEqual([{ name: 'a', value: 3 }])
    })
  })

  describe('statements that are sent without waiting', () => {
    const append = (letter: string) =>
      sql`insert into setting (name, value) values ('order', ${toJsonb(letter)})
        on conflict (name) do update set value = to_jsonb((setting.value #>> '{}') || ${letter}::text)`

    test('are run in the order they were sent, those of the query builder after them', async () => {
      await runInTx(world.platform, { actor: system }, async (tx) => {
        const sent = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => tx.send(append(letter)))
        const builder = append('g').execute(tx.withTables<Tables>())
        await waitForAll([...sent, builder])
      })

      expect(await settings()).toMatchObject([{ value: 'abcdefg' }])
    })

    test('fail the transaction when one of them fails, with its fault and not with that of those behind it', async () => {
      const work = runInTx(world.platform, { actor: system }, async (tx) => {
        await waitForAll([
          tx.send(append('a')),
          tx.send(sql`select 1 / 0`),
          tx.send(append('b')),
          tx.send(sql`select nothing`),
        ])
      })

      await expect(work).rejects.toMatchObject({ code: '22012' })
      expect(await settings()).toEqual([])
    })

    test('are waited for, all of them, before the transaction is given up', async () => {
      const ended: string[] = []
      const work = runInTx(world.platform, { actor: system }, async (tx) => {
        const slow = tx.send(sql`select pg_sleep(0.05)`).finally(() => ended.push('slow'))
        await waitForAll([Promise.reject(new Error('planted')), slow])
      })

      await expect(work.finally(() => ended.push('given up'))).rejects.toThrow('planted')
      expect(ended).toEqual(['slow', 'given up'])
    })
  })

  describe('values survive the way there and back', () => {
    test.each([['a text'], [['a', 1]], [{ b: [null] }], [null], [true], ['{"not":"parsed"}']])(
      'json %j',
      async (value) => {
        await runInTx(world.platform, { actor: system }, put('a', value))

        expect((await settings())[0]?.value).toEqual(value)
      },
    )

    test.each([0, 1, 1_767_225_600_123, Date.UTC(1969, 5, 1), Date.UTC(9999, 0)])(
      'instant %i',
      async (ms) => {
        await runInTx(world.platform, { actor: system }, (tx) =>
          appendHistory(tx, [{ subject: 's', at: toInstant(ms), kind: 'k' }]),
        )
        const db = world.platform.db.withTables<Tables>()

        expect((await listHistory(world.platform.db, 's'))[0]?.at).toBe(ms)
        expect(
          await db
            .selectFrom('history')
            .select('subject')
            .where('at', '=', toTimestamptz(toInstant(ms)))
            .execute(),
        ).toHaveLength(1)
      },
    )
  })

  test('history of one subject is numbered without gaps, also when many write at once', async () => {
    const write = (n: number) =>
      runInTx(world.platform, { actor: system }, (tx) =>
        appendHistory(tx, [{ subject: 's', at: world.clock.now(), kind: 'k', data: { n } }]),
      )

    await Promise.all(Array.from({ length: 12 }, (_, n) => write(n)))

    expect((await listHistory(world.platform.db, 's')).map((entry) => entry.sequence)).toEqual(
      Array.from({ length: 12 }, (_, n) => n + 1),
    )
    expect(await listHistory(world.platform.db, 's', 10)).toHaveLength(2)
  })

  test('texts that no jsonb column takes are kept with a mark in their place', async () => {
    await runInTx(world.platform, { actor: system }, put('a', { b: ['x\u0000y', '\uD83D'] }))

    expect((await settings())[0]?.value).toEqual({ b: ['x\uFFFDy', '\uFFFD'] })
  })

  describe('a wake-up', () => {
    const wakeup = { kind: 'k', subject: 's' }
    const set = (dueAt: Instant | undefined) =>
      runInTx(world.platform, { actor: system }, (tx) => setWakeup(tx, wakeup, dueAt))

    test('that is set, removed and set again in one transaction is what was said last', async () => {
      const now = world.platform.clock.now()
      const other = { kind: 'k', subject: 'other' }
      await runInTx(world.platform, { actor: system }, async (tx) => {
        await setWakeup(tx, wakeup, addMs(now, fromMinutes(1)))
        await setWakeup(tx, wakeup, undefined)
        await setWakeup(tx, wakeup, addMs(now, fromMinutes(2)))
        await setWakeup(tx, other, addMs(now, fromMinutes(1)))
        await setWakeup(tx, other, undefined)
      })

      expect(await findNextWakeup(world.platform.db)).toBe(addMs(now, fromMinutes(2)))
    })

    test('is one a thing: setting it again moves it, setting it to nothing removes it', async () => {
      const now = world.clock.now()
      await set(now)
      await set(addMs(now, fromMinutes(5)))
      expect(await findNextWakeup(world.platform.db)).toBe(now + fromMinutes(5))

      await set(undefined)

      expect(await findNextWakeup(world.platform.db)).toBeUndefined()
    })

    test('runs when it is due, once, and may set itself anew', async () => {
      const now = world.clock.now()
      await set(now)
      const seen: string[] = []
      const handlers: WakeupHandlers = {
        k: async (tx, subject) => {
          seen.push(subject)
          await setWakeup(tx, wakeup, addMs(now, fromMinutes(1)))
        },
      }

      expect(await runOneWakeup(world.platform, handlers, addMs(now, -1))).toBe(false)
      expect(await runOneWakeup(world.platform, handlers, now)).toBe(true)
      expect(await runOneWakeup(world.platform, handlers, now)).toBe(false)

      expect(seen).toEqual(['s'])
      expect(await findNextWakeup(world.platform.db)).toBe(now + fromMinutes(1))
    })

    test('that runs soon wakes its queue once it is there, and not if the transaction fails', async () => {
      let heard = 0
      const unsubscribe = world.platform.changes.subscribe(wakeupsTopic, () => {
        heard += 1
      })
      const wake = (fails: boolean) =>
        runInTx(world.platform, { actor: system }, async (tx) => {
          await wakeSoon(world.platform, tx, wakeup)
          expect(heard).toBe(0)
          if (fails) throw new Error('planted')
        })

      await expect(wake(true)).rejects.toThrow('planted')
      expect(heard).toBe(0)
      await wake(false)

      expect([heard, await findNextWakeup(world.platform.db)]).toEqual([1, world.clock.now()])
      unsubscribe()
    })

    test('that the database broke off is due as it was, and is no fault of its handler', async () => {
      const now = world.clock.now()
      await set(now)
      const lost = Object.assign(new Error('planted'), { code: '08006' })

      const run = runOneWakeup(world.platform, { k: () => Promise.reject(lost) }, now)

      await expect(run).rejects.toBe(lost)
      expect(await findNextWakeup(world.platform.db)).toBe(now)
    })

    test('whose handler throws comes again in a minute and holds up nothing', async () => {
      const now = world.clock.now()
      await set(now)
      await runInTx(world.platform, { actor: system }, (tx) =>
        setWakeup(tx, { kind: 'ok', subject: 's' }, now),
      )
      let ran = 0
      const handlers: WakeupHandlers = {
        k: () => Promise.reject(new Error('planted')),
        ok: async () => {
          ran += 1
        },
      }

      while (await runOneWakeup(world.platform, handlers, now)) continue

      expect(ran).toBe(1)
      expect(await findNextWakeup(world.platform.db)).toBe(now + fromMinutes(1))
    })

    test('whose end cannot be written comes again in a minute and holds up nothing', async () => {
      const now = world.clock.now()
      await set(now)
      await runInTx(world.platform, { actor: system }, (tx) =>
        setWakeup(tx, { kind: 'ok', subject: 's' }, now),
      )
      let ran = 0
      const handlers: WakeupHandlers = {
        k: (tx) => {
          tx.beforeCommit('history', () => Promise.reject(new Error('planted')))
          return Promise.resolve()
        },
        ok: async () => {
          ran += 1
        },
      }

      while (await runOneWakeup(world.platform, handlers, now)) continue

      expect(ran).toBe(1)
      expect(await findNextWakeup(world.platform.db)).toBe(now + fromMinutes(1))
    })

    test('whose write met a deadlock is run again, whatever is asked behind it', async () => {
      const now = world.clock.now()
      await set(now)
      let ran = 0
      const handlers: WakeupHandlers = {
        k: async (tx) => {
          ran += 1
          if (ran === 1) await tx.write(sql`do $$ begin raise exception using errcode = '40P01'; end $$`)
          await tx.withTables<Tables>().selectFrom('setting').selectAll().execute()
        },
      }

      expect(await runOneWakeup(world.platform, handlers, now)).toBe(true)

      expect(ran).toBe(2)
      expect(await findNextWakeup(world.platform.db)).toBeUndefined()
    })
  })

  test('a database remembers with which secret it was sealed', async () => {
    const other = createSeal('another secret of tests, of at least 32 characters', world.platform.randomBytes)

    expect(await isSecretRight(world.platform)).toBe(true)
    expect(await isSecretRight(world.platform)).toBe(true)
    expect(await isSecretRight({ ...world.platform, seal: other })).toBe(false)
  })

  describe('migrations', () => {
    test('are applied once, also by several processes at a time', async () => {
      expect(
        await Promise.all([1, 2].map(async () => migrate(world.platform.db, await readMigrations()))),
      ).toEqual([0, 0])
    })

    test('that were changed after they were applied are refused by name', async () => {
      const [first] = await readMigrations()

      await expect(migrate(world.platform.db, [{ ...first!, hash: 'another' }])).rejects.toThrow(
        '0001-first-light.sql was changed',
      )
    })

    test('of a later version are refused', async () => {
      await expect(migrate(world.platform.db, [])).rejects.toThrow('later version')
    })
  })
})
