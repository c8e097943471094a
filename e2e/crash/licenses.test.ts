import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createChance, drawBetween } from '../harness/chance.ts'
import { signIn } from '../harness/client.ts'
import { readClockBeginning } from '../harness/clock.ts'
import { createTemporaryFolder } from '../harness/folders.ts'
import { findQuietPorts } from '../harness/ports.ts'
import { spawnServer, waitUntilReady } from '../harness/server.ts'
import { startFaultySeller } from '../sellers/faulty-seller.ts'
import { createUniformScript } from '../sellers/script.ts'
import { armProcess, readLastWords } from './arm.ts'
import { readExport, readSellerJournal } from './books.ts'
import { judgeLicenses } from './judge-licenses.ts'
import { createUploads } from './license-apis.ts'
import { createLicenseLife, openDiary } from './license-lives.ts'
import type { LicenseDiary, LicenseParties } from './license-lives.ts'
import { licenseKinds } from './license-offers.ts'
import { startPurchases } from './purchases.ts'
import { readSeeded } from './seeded.ts'

const seed = process.env.LOGGIA_CRASH_SEED ?? randomBytes(4).toString('hex')
const purchases = 12
/** All but the last end before the commit of a change of a license, whichever comes first then. */
const kills = 4

const running: { kill(): unknown }[] = []
afterEach(async () => {
  for (const one of running.splice(0).toReversed()) await one.kill()
})

test(`R242: ${kills} times kill -9 during ${purchases} purchases of licenses: each order has one license, its buyer has it, and a code is activated once (seed ${seed})`, async () => {
  const folder = createTemporaryFolder('crash-licenses')
  running.push({ kill: () => rmSync(folder, { recursive: true, force: true }) })
  const [port = 0, sellerPort = 0] = await findQuietPorts(2)
  const base = `http://127.0.0.1:${port}`
  const sellerUrl = `http://127.0.0.1:${sellerPort}/license`
  const env = {
    LOGGIA_DATA: folder,
    LOGGIA_SECRET: 'a secret of the crash test, long enough',
    CRASH_SELLER: sellerUrl,
    CRASH_LICENSES: sellerUrl,
    CRASH_CLOCK: readClockBeginning(),
  }
  const start = async () => {
    const node = spawnServer({ script: 'e2e/crash/main.ts', port, env })
    running.push(node)
    return waitUntilReady(node)
  }
  let node = await start()
  const seeded = readSeeded(folder)
  const { licenses } = seeded
  const [buyerAccount, strangerAccount] = seeded.buyers
  if (!licenses || !buyerAccount || !strangerAccount) throw new Error('Nobody sells licenses')
  const asking = { address: () => base, apiKey: licenses.apiKey }
  const parties: LicenseParties = {
    asking,
    buyer: await signIn(base, buyerAccount),
    seller: await signIn(base, licenses.seller),
    stranger: await signIn(base, strangerAccount),
    isLeft: () => false,
  }
  const uploads = createUploads(asking)
  const journalPath = join(folder, 'journal.jsonl')
  const server = await startFaultySeller({
    accessKey: licenses.accessKey,
    seller: licenses.sellerId,
    port: sellerPort,
    journalPath,
    script: createUniformScript({}),
    onApplied: uploads.issue,
  })
  running.push({ kill: () => server.close() })
  const kindOf = (nth: number) => licenseKinds[nth % licenseKinds.length] ?? 'code'
  const told: LicenseDiary[] = []
  const bought = startPurchases({
    count: purchases,
    buyerOf: () => parties.buyer,
    wishOf: (nth) => ({ priceItemId: licenses.items[kindOf(nth)], quantity: 1 }),
    async onPaid(number, nth) {
      const diary = openDiary(number, kindOf(nth))
      told.push(diary)
      await createLicenseLife(parties, diary).live()
    },
  })
  const failed = bought.done.catch((error: unknown) => error)
  const chance = createChance(`${seed}:licenses`)

  for (let nth = 0; nth < kills; nth += 1) {
    bought.allow(Math.ceil(purchases / kills))
    if (nth === kills - 1) {
      await new Promise((resolve) => setTimeout(resolve, drawBetween(chance, 50, 800)))
      await node.kill()
    } else {
      await new Promise((resolve) => setTimeout(resolve, drawBetween(chance, 0, 600)))
      armProcess(folder, 'license')
      // Everything that was allowed may be over already.
      const late = setTimeout(() => void node.kill(), 5_000)
      const ended = await node.ended
      clearTimeout(late)
      console.log(`life ${nth + 1}: ${String(ended)} at ${String(readLastWords(folder)?.orderNumber)}`)
    }
    node = await start()
  }
  expect(await failed).toBeUndefined()
  await expect.poll(() => uploads.count(), { timeout: 60_000 }).toBe(0)
  const operator = await signIn(base, seeded.operator)
  const exported = readExport(await (await operator.get('/api/operator/export')).text())
  const journal = readSellerJournal(readFileSync(journalPath, 'utf8'))

  expect(told).toHaveLength(purchases)
  expect(judgeLicenses({ exported, journal, told, uploads: uploads.made })).toEqual([])
  // Time stands still, so that nothing is too late or has to be delivered by hand.
  for (const { stage, kind, handOvers } of told)
    expect([stage, handOvers]).toEqual(['done', kind === 'online' ? 0 : 1])
  expect(new Set(uploads.made.map(({ answer }) => answer))).toEqual(new Set(['CBC.0000']))
})
