import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { signIn } from '../harness/client.ts'
import type { Member } from '../harness/client.ts'
import { temporaryFolder } from '../harness/folders.ts'
import { createDatabase } from '../harness/postgres.ts'
import { freePort, spawnServer, untilReady } from '../harness/server.ts'
import type { ServerProcess } from '../harness/server.ts'
import { arm, readLastWords } from './arm.ts'
import type { LastWords } from './arm.ts'
import { readExport, readSellerJournal } from './books.ts'
import type { Export } from './books.ts'
import { judge } from './judge.ts'
import { drawMoments, sentenceOf } from './moments.ts'
import type { Moment } from './moments.ts'
import { startPurchases } from './purchases.ts'

const seed = process.env.LOGGIA_CRASH_SEED ?? randomBytes(4).toString('hex')
const purchases = 100
const kills = 10
const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

/** What the node has made at its first start: accounts, what is sold, and the seller's key. */
type Seeded = {
  readonly accessKey: string
  readonly priceItemId: string
  readonly unitMinor: number
  readonly buyer: { email: string; password: string }
  readonly operator: { email: string; password: string }
}
type Run = { readonly folder: string; readonly port: number; readonly env: Record<string, string> }

const running: { kill(): unknown }[] = []
afterEach(async () => {
  for (const one of running.splice(0).toReversed()) await one.kill()
})

async function startNode({ port, env }: Run): Promise<ServerProcess> {
  const node = spawnServer({ script: 'e2e/crash/main.ts', port, env })
  running.push(node)
  return untilReady(node)
}

async function startSeller({ folder }: Run, accessKey: string, port: number): Promise<void> {
  const env = {
    ...process.env,
    FAULTY_KEY: accessKey,
    FAULTY_JOURNAL: journalOf(folder),
    FAULTY_SEED: seed,
    FAULTY_PORT: String(port),
  }
  const child: ChildProcess = fork(join(import.meta.dirname, '../sellers/main.ts'), {
    env,
    execArgv: ['--conditions=loggia-source'],
  })
  running.push(child)
  await new Promise((resolve) => child.once('message', resolve))
}

const journalOf = (folder: string): string => join(folder, 'journal.jsonl')
const seededIn = (folder: string): Seeded =>
  JSON.parse(readFileSync(join(folder, 'seeded.json'), 'utf8')) as Seeded

/** Ends one life of the node at its moment. */
async function endLife(node: ServerProcess, moment: Moment, folder: string): Promise<LastWords | undefined> {
  if (moment.kind === 'after') {
    await new Promise((resolve) => setTimeout(resolve, moment.ms))
    await node.kill()
    return undefined
  }
  arm(folder, moment.what)
  const late = setTimeout(() => void node.kill(), 20_000)
  const ended = await node.ended
  clearTimeout(late)
  const words = readLastWords(folder)
  if (ended !== 'SIGKILL' || !words)
    throw new Error(`The node did not end ${sentenceOf(moment)}:\n${node.output()}`)
  return words
}

async function exportOf(operator: Member): Promise<Export> {
  const reply = await operator.get('/api/operator/export')
  if (!reply.ok) throw new Error(`The export was refused with status ${reply.status}`)
  return readExport(await reply.text())
}

/** What is not at its end yet, in words; nothing when all due has run. */
function openIn({ order, call, instance }: Export): string[] {
  const open = new Set(['pending_payment', 'processing', 'waiting', 'sending', 'opening', 'releasing'])
  return [...order, ...call, ...instance]
    .filter((row) => open.has(String(row['state'])))
    .map((row) => `${String(row['id'])} is ${String(row['state'])}`)
}

async function untilNothingIsOpen(operator: Member, limitMs: number): Promise<Export> {
  const deadline = performance.now() + limitMs
  for (;;) {
    const exported = await exportOf(operator)
    if (openIn(exported).length === 0 || performance.now() > deadline) return exported
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

const engines = postgresUrl === undefined ? (['embedded'] as const) : (['embedded', 'postgres'] as const)

describe.each(engines)('on %s', (engine) => {
  test(`${kills} times kill -9 during ${purchases} purchases: every paid order is completed or refunded, once and whole (seed ${seed})`, async () => {
    const folder = temporaryFolder('crash')
    const database =
      engine === 'postgres' && postgresUrl !== undefined ? await createDatabase(postgresUrl) : undefined
    if (database) running.push({ kill: database.drop })
    const sellerPort = await freePort()
    const env = {
      LOGGIA_DATA: folder,
      LOGGIA_SECRET: 'a secret of the crash test, long enough',
      CRASH_SELLER: `http://127.0.0.1:${sellerPort}/saas`,
      ...(database && { DATABASE_URL: database.url }),
    }
    const run: Run = { folder, port: await freePort(), env }
    const moments = drawMoments(`${seed}:${engine}`, kills)
    let node = await startNode(run)
    const seeded = seededIn(folder)
    await startSeller(run, seeded.accessKey, sellerPort)
    const buyer = await signIn(node.url, seeded.buyer)
    const operator = await signIn(node.url, seeded.operator)
    const bought = startPurchases({
      buyer,
      priceItemId: seeded.priceItemId,
      unitMinor: seeded.unitMinor,
      count: purchases,
    })
    const failed = bought.done.catch((error: unknown) => error)

    const said: LastWords[] = []
    for (const [life, moment] of moments.entries()) {
      bought.allow(purchases / kills)
      const words = await endLife(node, moment, folder)
      if (words) said.push(words)
      console.log(
        `${engine}, life ${life + 1}: killed ${sentenceOf(moment)}${words ? ` of ${words.orderNumber}` : ''}, ${bought.acknowledged.length} paid`,
      )
      node = await startNode(run)
    }
    expect(await failed).toBeUndefined()
    const exported = await untilNothingIsOpen(operator, 60_000)

    const journal = existsSync(journalOf(folder))
      ? readSellerJournal(readFileSync(journalOf(folder), 'utf8'))
      : []
    expect(openIn(exported)).toEqual([])
    expect(judge({ journal, exported, acknowledged: bought.acknowledged })).toEqual([])
    expect(bought.acknowledged).toHaveLength(purchases)
    expect(new Set(bought.acknowledged).size).toBe(purchases)
    for (const { what, orderNumber } of said.filter((words) => words.what === 'answer')) {
      const asked = journal.filter(
        (line) =>
          line.activity === 'newInstance' &&
          line.orderId === orderNumber &&
          line.phase === 'answered' &&
          line.taken,
      )
      expect(
        asked.length,
        `${orderNumber}, whose ${what} was not committed, is asked for again`,
      ).toBeGreaterThan(1)
    }
    // Had all ended alike, half of the judge's rules would not have been asked.
    const ends = exported.order.filter((row) => row['kind'] === 'new').map((row) => String(row['state']))
    console.log(
      `${engine}: ${ends.filter((end) => end === 'completed').length} completed, ${ends.filter((end) => end === 'refunded').length} refunded, ${journal.length} lines in the seller's journal`,
    )
    expect(ends.filter((end) => end === 'completed').length).toBeGreaterThan(40)
    expect(ends.filter((end) => end === 'refunded').length).toBeGreaterThan(5)
  })
})
