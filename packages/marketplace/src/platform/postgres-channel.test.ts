import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createChangeFeed, createPostgresChannel } from './index.ts'
import type { ChangeFeed, RemoteChangeFeed } from './index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.runIf(postgresUrl)('nodes on one PostgreSQL', () => {
  const name = `test_${randomBytes(6).toString('hex')}`
  const url = new URL(postgresUrl ?? 'postgres://none')
  url.pathname = name
  let admin: pg.Client
  let open: RemoteChangeFeed[] = []
  let lost: Error[] = []

  beforeAll(async () => {
    admin = new pg.Client({ connectionString: postgresUrl })
    await admin.connect()
    await admin.query(`create database ${name}`)
  })
  afterEach(async () => {
    await Promise.all(open.map((channel) => channel.close()))
    open = []
    lost = []
  })
  afterAll(async () => {
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  })

  const hears = (changes: ChangeFeed, subject: string): Promise<void> =>
    new Promise((resolve) => {
      const end = changes.subscribe(subject, () => {
        end()
        resolve()
      })
    })
  /** A node that begins to listen is told to check everything. */
  async function node(nodeId: string): Promise<ChangeFeed> {
    const remote = createPostgresChannel({ url: url.href, nodeId, onLost: (error) => lost.push(error) })
    open.push(remote)
    const changes = createChangeFeed(remote)
    await hears(changes, 'anything')
    return changes
  }
  const connections = async (): Promise<number[]> => {
    const { rows } = await admin.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = $1 order by backend_start`,
      [name],
    )
    return rows.map(({ pid }) => pid)
  }

  test('each hears what another one tells of, and only of that', async () => {
    const [a, b] = [await node('a'), await node('b')]
    const heard: string[] = []
    b.subscribe('ord_2', () => heard.push('ord_2'))
    const told = hears(b, 'ord_1')

    a.publish('ord_1')

    await told
    expect(heard).toEqual([])
  })

  test('one that tells hears itself once, and at once', async () => {
    const [a, b] = [await node('a'), await node('b')]
    let heard = 0
    a.subscribe('ord_1', () => (heard += 1))
    const told = hears(b, 'ord_1')

    a.publish('ord_1')
    expect(heard).toBe(1)
    await told
    // b's announcement comes after everything that a has announced.
    const answered = hears(a, 'ord_2')
    b.publish('ord_2')
    await answered

    expect(heard).toBe(1)
  })

  test('more than fits into one message arrives whole', async () => {
    const [a, b] = [await node('a'), await node('b')]
    const subjects = Array.from({ length: 1_500 }, (_, n) => `ord_${String(n).padStart(26, '0')}`)
    const told = Promise.all(subjects.map((subject) => hears(b, subject)))

    for (const subject of subjects) a.publish(subject)

    expect(await told).toHaveLength(1_500)
  })

  test('one whose connection broke says later what it could not say, and is told to look at everything', async () => {
    const [a, b] = [await node('a'), await node('b')]
    const [ofA] = await connections()
    const back = hears(a, 'whatever was missed')
    const told = hears(b, 'ord_1')

    await admin.query('select pg_terminate_backend($1)', [ofA])
    while ((await connections()).includes(ofA!)) continue
    a.publish('ord_1')

    await Promise.all([back, told])
    expect(lost).toHaveLength(1)
    expect(await connections()).toHaveLength(2)
  })

  test('closing says the rest, and leaves no connection', async () => {
    const [a, b] = [await node('a'), await node('b')]
    const told = hears(b, 'ord_1')
    a.publish('ord_1')

    await open.shift()!.close()

    await told
    await open.shift()!.close()
    await expect.poll(connections).toEqual([])
    expect(lost).toEqual([])
  })
})

test('a server that is not there is tried again, after pauses, until the channel is closed', async () => {
  const lost: string[] = []
  let again: () => void = () => undefined
  const thrice = new Promise<void>((resolve) => (again = resolve))
  const channel = createPostgresChannel({
    url: 'postgres://127.0.0.1:1/none',
    nodeId: 'a',
    onLost: (error) => {
      lost.push((error as NodeJS.ErrnoException).code ?? '')
      if (lost.length === 3) again()
    },
  })
  const from = performance.now()
  channel.announce('ord_1')
  await thrice
  const took = performance.now() - from

  await channel.close()

  expect(lost).toEqual(['ECONNREFUSED', 'ECONNREFUSED', 'ECONNREFUSED'])
  // The pauses grow: 0.1 s, then 0.2 s.
  expect(took).toBeGreaterThan(250)
})
