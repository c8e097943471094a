import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lockNode } from './node-lock.ts'
import type { NodeLock } from './node-lock.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.skipIf(!postgresUrl)('nodes of one database', () => {
  const name = `nodes_${process.pid}`
  const url = Object.assign(new URL(postgresUrl ?? 'postgres://none'), { pathname: name }).href
  const manage = async (statement: string): Promise<void> => {
    const admin = new pg.Client({ connectionString: postgresUrl })
    await admin.connect()
    await admin.query(statement)
    await admin.end()
  }
  beforeAll(() => manage(`create database ${name}`))
  afterAll(() => manage(`drop database ${name} with (force)`))

  const none = (): void => undefined
  const enter = (alone: boolean, onTaken = none): Promise<NodeLock> => lockNode({ url, alone, onTaken })

  test('any number stand beside each other; one that has to be alone is refused among them', async () => {
    const nodes = [await enter(false), await enter(false)]

    await expect(enter(true)).rejects.toMatchObject({ because: 'others' })

    for (const node of nodes) await node.close()
    await (await enter(true)).close()
  })

  test('beside one that has to be alone stands none, and once it has ended they do', async () => {
    const alone = await enter(true)

    await expect(enter(false)).rejects.toMatchObject({ because: 'alone' })
    await expect(enter(true)).rejects.toMatchObject({ because: 'others' })

    await alone.close()
    await (await enter(false)).close()
  })

  test('one whose connection breaks takes its place again, and is told when another has it', async () => {
    const taken = Promise.withResolvers<void>()
    const alone = await enter(true, taken.resolve)
    const admin = new pg.Client({ connectionString: url })
    await admin.connect()
    const holders = async (): Promise<number[]> =>
      (
        await admin.query<{ pid: number }>(
          `select pid from pg_locks where locktype = 'advisory' and granted and mode = 'ExclusiveLock'
           and objid = (hashtextextended('loggia:node', 0) & 4294967295)::oid`,
        )
      ).rows.map(({ pid }) => pid)
    const [first] = await holders()

    await admin.query('select pg_terminate_backend($1)', [first])
    await expect.poll(async () => (await holders()).filter((pid) => pid !== first)).toHaveLength(1)
    const [second] = await holders()
    await admin.query(
      `select pg_terminate_backend($1), pg_advisory_lock(hashtextextended('loggia:node', 0))`,
      [second],
    )
    await taken.promise

    await admin.end()
    await alone.close()
  })
})
