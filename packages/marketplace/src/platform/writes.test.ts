import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { toInstant } from '@loggia/kernel'
import { openWorld, listWorldEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import type { Tx } from './index.ts'
import {
  waitForAll,
  runInTx,
  insertRows,
  toJsonb,
  keptPlan,
  listHistory,
  system,
  toMoment,
  updateRows,
} from './index.ts'
import { appendHistory } from './history.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
type Tables = { setting: { name: string; value: unknown } }

describe.each(listWorldEngines(postgresUrl))('the writes of a transaction on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  const settings = () =>
    world.platform.db.withTables<Tables>().selectFrom('setting').select(['name', 'value']).execute()
  const put = (name: string, value: unknown) => (tx: Tx) =>
    tx
      .withTables<Tables>()
      .insertInto('setting')
      .values({ name, value: toJsonb(value) })
      .execute()

  describe('what is written without being waited for', () => {
    test('fails the transaction with its own fault, whatever is asked behind it', async () => {
      const work = runInTx(world.platform, { actor: system }, async (tx) => {
        await tx.write(sql`select 1 / 0`)
        await put('a', 1)(tx)
      })

      await expect(work).rejects.toMatchObject({ code: '22012' })
      expect(await settings()).toEqual([])
    })

    test('fails the transaction at its end when nothing is asked behind it, and nothing is kept', async () => {
      const work = runInTx(world.platform, { actor: system }, async (tx) => {
        await put('a', 1)(tx)
        await tx.write(sql`select 1 / 0`)
      })

      await expect(work).rejects.toMatchObject({ code: '22012' })
      expect(await settings()).toEqual([])
    })

    test('hides neither the fault of what was asked before it nor that of the work', async () => {
      const asked = runInTx(world.platform, { actor: system }, async (tx) => {
        const failing = tx.send(sql`select nothing`)
        await waitForAll([failing, tx.write(sql`select 1`)])
      })
      await expect(asked).rejects.toMatchObject({ code: '42703' })

      const thrown = runInTx(world.platform, { actor: system }, async (tx) => {
        await tx.write(sql`select 1`)
        throw new Error('planted')
      })
      await expect(thrown).rejects.toThrow('planted')
    })

    test('is there once it was flushed', async () => {
      const flushed = runInTx(world.platform, { actor: system }, async (tx) => {
        await tx.write(sql`select 1`)
        await tx.flush()
        try {
          await tx.write(sql`select 1 / 0`)
          await tx.flush()
        } catch (error) {
          throw new Error('seen', { cause: error })
        }
      })

      await expect(flushed).rejects.toMatchObject({ message: 'seen', cause: { code: '22012' } })
    })
  })

  describe('a failed write', () => {
    const failing = sql`select 1 / 0`
    const kept = (): RawBuilder<unknown> =>
      sql`${keptPlan}select ${engine}::text as nobody_has_asked_this_before`

    test('is what whoever asks behind it is told, and not that the transaction has failed', async () => {
      const told = runInTx(world.platform, { actor: system }, async (tx) => {
        try {
          await tx.write(failing)
          await put('a', 1)(tx)
        } catch (cause) {
          throw new Error('seen', { cause })
        }
      })

      await expect(told).rejects.toMatchObject({ message: 'seen', cause: { code: '22012' } })
    })

    test('is told as well where a statement whose plan is kept comes twice behind it', async () => {
      const told = runInTx(world.platform, { actor: system }, async (tx) => {
        try {
          await tx.write(failing)
          await tx.write(kept())
          await tx.send(kept())
        } catch (cause) {
          throw new Error('seen', { cause })
        }
      })

      await expect(told).rejects.toMatchObject({ message: 'seen', cause: { code: '22012' } })
      expect(await runInTx(world.platform, { actor: system }, (tx) => tx.send(kept()))).toHaveLength(1)
    })
  })

  describe('rows in sets', () => {
    const table = sql`create table if not exists row_set (
      id text primary key, big bigint, exact numeric(30, 0), moment timestamptz, data jsonb, word text default 'none')`
    const rows = () =>
      runInTx(world.platform, { actor: system }, (tx) =>
        tx.send(
          sql<
            Record<string, unknown>
          >`select id, big, exact::text, moment, data, word from row_set order by id`,
        ),
      )

    test('are added and changed as the columns have them: to the last digit and millisecond', async () => {
      const moment = toInstant(1_700_000_000_123)
      await runInTx(world.platform, { actor: system }, async (tx) => {
        await tx.write(table)
        await tx.write(sql`delete from row_set`)
        await insertRows(tx, 'row_set', [
          { id: 'a', big: 9_007_199_254_740_993n, exact: '123456789012345678901234567890', moment: null },
          { id: 'b', big: null, exact: null, moment: toMoment(moment) },
        ])
        await insertRows(tx, 'row_set', [])
      })
      expect(await rows()).toEqual([
        {
          id: 'a',
          big: 9_007_199_254_740_993n,
          exact: '123456789012345678901234567890',
          moment: null,
          data: null,
          word: 'none',
        },
        { id: 'b', big: null, exact: null, moment, data: null, word: 'none' },
      ])

      await runInTx(world.platform, { actor: system }, (tx) =>
        updateRows(tx, 'row_set', [
          { id: 'b', data: { of: ['a', null], sign: 'ä' }, word: 'x' },
          { id: 'none', data: null, word: 'y' },
        ]),
      )
      expect(await rows()).toMatchObject([
        { id: 'a', data: null, word: 'none' },
        { id: 'b', moment, data: { of: ['a', null], sign: 'ä' }, word: 'x' },
      ])
      await runInTx(world.platform, { actor: system }, (tx) => tx.write(sql`drop table row_set`))
    })
  })

  test('a set of a few rows does not go through the table for them', async () => {
    const scans = await runInTx(world.platform, { actor: system }, async (tx) => {
      await tx.write(sql`create table row_set (id text primary key, word text)`)
      await tx.write(sql`insert into row_set (id, word) select 'row_' || n, repeat('x', 400)
        from generate_series(1, 3000) as n`)
      await tx.write(sql`analyze row_set`)
      const count = () =>
        tx.send(
          sql<{ seq_scan: bigint }>`select seq_scan from pg_stat_xact_user_tables where relname = 'row_set'`,
        )
      const before = await count()
      await updateRows(tx, 'row_set', [
        { id: 'row_7', word: 'y' },
        { id: 'row_8', word: 'z' },
      ])
      const after = await count()
      await tx.write(sql`drop table row_set`)
      return { before, after }
    })

    expect(scans.after).toEqual(scans.before)
  })

  test('histories of a transaction are written at its end, each subject’s in the order recorded', async () => {
    const at = world.platform.clock.now()
    await runInTx(world.platform, { actor: system }, async (tx) => {
      await appendHistory(tx, [{ subject: 'ord_b', at, kind: 'first' }])
      await appendHistory(tx, [{ subject: 'ord_a', at, kind: 'first' }])
      await appendHistory(tx, [{ subject: 'ord_b', at, kind: 'second', data: { n: 2 } }])
    })
    await runInTx(world.platform, { actor: system }, (tx) =>
      appendHistory(tx, [{ subject: 'ord_b', at, kind: 'third' }]),
    )

    const told = await listHistory(world.platform.db, 'ord_b')
    expect(told.map(({ sequence, kind }) => [sequence, kind])).toEqual([
      [1, 'first'],
      [2, 'second'],
      [3, 'third'],
    ])
    expect(await listHistory(world.platform.db, 'ord_a')).toMatchObject([{ sequence: 1 }])
  })

  test('a history takes whatever came from outside, in names and in values', async () => {
    const at = world.platform.clock.now()
    const data = { 'a\u0000b': 'c\u0000d', 'e\uD800': { 'f\uDC00': ['g\uD800'] } }
    await runInTx(world.platform, { actor: system }, (tx) =>
      appendHistory(tx, [{ subject: 'ord_a', at, kind: 'k', data }]),
    )

    expect(await listHistory(world.platform.db, 'ord_a')).toMatchObject([
      { data: { 'a\uFFFDb': 'c\uFFFDd', 'e\uFFFD': { 'f\uFFFD': ['g\uFFFD'] } } },
    ])
  })

  test('what cannot be written in a history fails where it is recorded', async () => {
    let passed = false
    const work = runInTx(world.platform, { actor: system }, async (tx) => {
      await appendHistory(tx, [{ subject: 's', at: world.platform.clock.now(), kind: 'k', data: { n: 1n } }])
      passed = true
    })

    await expect(work).rejects.toThrow('BigInt')
    expect(passed).toBe(false)
  })
})
