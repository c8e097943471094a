import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createChance, shuffle } from '../../harness/chance.ts'
import { signIn } from '../../harness/client.ts'
import type { Member } from '../../harness/client.ts'
import { readClockBeginning, leapClock, createMarketClock, createSteadyClock } from '../../harness/clock.ts'
import type { MarketClock } from '../../harness/clock.ts'
import { createTemporaryFolder } from '../../harness/folders.ts'
import { askUntilAnswered } from '../../harness/patience.ts'
import { findQuietPorts } from '../../harness/ports.ts'
import { startCluster } from '../../harness/postgres.ts'
import type { OwnCluster } from '../../harness/postgres.ts'
import { spawnServer } from '../../harness/server.ts'
import { startSeller } from '../../sellers/faulty-seller.ts'
import type { FaultySeller } from '../../sellers/faulty-seller.ts'
import { openJournal } from '../../sellers/journal.ts'
import { kinds } from '../../sellers/kinds.ts'
import type { Kind } from '../../sellers/kinds.ts'
import { spawnSellerFleet } from '../../sellers/spawn-street.ts'
import type { SellerFleetProcess } from '../../sellers/spawn-street.ts'
import { createUniformScript } from '../../sellers/script.ts'
import { createUploads } from '../license-apis.ts'
import type { Uploads } from '../license-apis.ts'
import { readSeeded } from '../seeded.ts'
import type { Seeded, SeededLicenses, SeededSeller } from '../seeded.ts'
import { createNodes } from './nodes.ts'
import type { Nodes } from './nodes.ts'

export type WorldOptions = {
  readonly seed: string
  /** How long a call is tried whose failure pays the money back, in days of the market. */
  readonly windowDays: number
}
export type Shop = SeededSeller & { readonly kind: Kind }
/** The seller of licenses, whose server is in this process because it asks the marketplace too. */
export type LicenseShop = SeededLicenses & { readonly server: FaultySeller; readonly uploads: Uploads }
/** A marketplace of three nodes on its own PostgreSQL, fifty sellers, and one of licenses. */
export type World = {
  readonly seed: string
  readonly folder: string
  readonly journalPath: string
  readonly shops: readonly Shop[]
  readonly licenses: LicenseShop
  readonly cluster: OwnCluster
  readonly nodes: Nodes
  readonly street: SellerFleetProcess
  readonly buyers: readonly Member[]
  readonly operator: Member
  readonly clock: MarketClock
  /** Moves the market's clock forward for all processes at once. */
  leap(byMs: number): Promise<void>
  /** Does something while the clock does not leap. */
  hold<T>(work: () => Promise<T>): Promise<T>
  /** While they are well, all sellers meet every request honestly. */
  setWell(well: boolean): Promise<void>
  close(): void
}

/** The phone is that of the waybills of most goods. */
export const contact = { name: 'Test Buyer', email: 'buyer@crash.example', phone: '13800000000' }

const dayMs = 86_400_000
const nodeCount = 3
const sellerCount = 50
/** Those among them that also offer what is supervised. */
const supervisedSellerCount = 8

/** Starts all processes. They end with this process, however it ends; if it is killed, they end by themselves. */
export async function openWorld({ seed, windowDays }: WorldOptions): Promise<World> {
  const folder = createTemporaryFolder('chaos')
  const closing: (() => void)[] = [() => rmSync(folder, { recursive: true, force: true })]
  const close = (): void => {
    for (const end of closing.splice(0).toReversed()) end()
  }
  process.once('exit', close)
  const cluster = await startCluster()
  closing.push(cluster.stop)
  const [licensePort = 0, ...ports] = await findQuietPorts(1 + nodeCount + sellerCount)
  const [nodePorts, sellerPorts] = [ports.slice(0, nodeCount), ports.slice(nodeCount)]
  const beginning = readClockBeginning()
  const leapsFile = join(folder, 'leaps.jsonl')
  const env = {
    LOGGIA_DATA: folder,
    LOGGIA_SECRET: 'a secret of the crash test, long enough',
    DATABASE_URL: cluster.url,
    CRASH_SELLER: sellerPorts.map((port) => `http://127.0.0.1:${port}/saas`).join(),
    CRASH_WINDOW_MS: String(windowDays * dayMs),
    // Among many sellers some calls stop, so that sellers can start them again.
    CRASH_LATER_MS: String((windowDays * dayMs) / 2),
    CRASH_CLOCK: beginning,
    CRASH_LEAPS: leapsFile,
    CRASH_SUPERVISED: String(supervisedSellerCount),
    CRASH_LICENSES: `http://127.0.0.1:${licensePort}/license`,
  }
  const seeded = await seedIn(folder, env)
  const shops = openShops(seeded, seed)
  const journalPath = join(folder, 'journal.jsonl')
  const street = await spawnSellerFleet(join(folder, 'street.json'), {
    journalPath,
    seed,
    clockBeginning: beginning,
    leapsFile,
    sellers: shops.map(({ sellerId, accessKey, kind }, nth) => ({
      seller: sellerId,
      accessKey,
      port: sellerPorts[nth] ?? 0,
      kind: kinds.indexOf(kind),
    })),
  })
  closing.push(street.kill)
  const steady = createSteadyClock(beginning)
  const clock = createMarketClock(steady, leapsFile)
  let held: Promise<unknown> = Promise.resolve()
  const nodes = createNodes(nodePorts, env)
  closing.push(nodes.killAll)
  for (let nth = 0; nth < nodeCount; nth += 1) nodes.startAfter(nth, 0)
  await nodes.allReady()
  const buyers: Member[] = []
  for (const buyer of seeded.buyers) buyers.push(await signInAnywhere(nodes, buyer))
  // The poor buyer has no phone, so that the tracking of its goods cannot be read (R100).
  for (const { client } of buyers.slice(0, -1))
    await askUntilAnswered((signal) =>
      client.request('PUT /api/buyer/organisation/contact', { body: contact }, { signal }),
    )
  const operator = await signInAnywhere(nodes, seeded.operator)
  const licenses = await openLicenseShop(seeded, { port: licensePort, journalPath, clock, nodes })
  closing.push(() => void licenses.server.close())
  return {
    seed,
    folder,
    journalPath,
    shops,
    licenses,
    cluster,
    nodes,
    street,
    buyers,
    operator,
    close,
    clock,
    async leap(byMs) {
      await held
      await leapClock(steady, leapsFile, byMs)
    },
    hold(work) {
      const done = work()
      held = Promise.allSettled([held, done])
      return done
    },
    async setWell(well) {
      licenses.server.setWell(well)
      await street.say({ kind: 'well', well })
    },
  }
}

async function seedIn(folder: string, env: Readonly<Record<string, string>>): Promise<Seeded> {
  const seeding = spawnServer({ script: 'e2e/crash/main.ts', args: ['--seed-only'], port: 0, env })
  const ended = await seeding.ended
  if (ended !== 0) throw new Error(`The marketplace could not be filled (${ended}):\n${seeding.output()}`)
  return readSeeded(folder)
}

/** Requests to the fifty sellers are counted from 1 in the same journal, and never so far. */
const countedFrom = 1_000_000_000

type Opening = Pick<World, 'journalPath' | 'clock' | 'nodes'> & { readonly port: number }
async function openLicenseShop(
  { licenses }: Seeded,
  { port, journalPath, clock, nodes }: Opening,
): Promise<LicenseShop> {
  if (!licenses) throw new Error('Nobody sells licenses')
  const uploads = createUploads({ address: nodes.address, apiKey: licenses.apiKey })
  const server = await startSeller({
    seller: licenses.sellerId,
    accessKey: licenses.accessKey,
    port,
    clock,
    journal: openJournal(journalPath, countedFrom),
    script: createUniformScript({}),
    onApplied: uploads.issue,
  })
  return { ...licenses, server, uploads }
}

/** Every kind of seller is there; the seed decides which seller has which kind. */
const openShops = (seeded: Seeded, seed: string): Shop[] => {
  const dealt = shuffle(
    createChance(`${seed}:kinds`),
    seeded.sellers.map((_, nth) => kinds[nth % kinds.length]),
  )
  return seeded.sellers.map((seller, nth) => {
    const kind = dealt[nth]
    if (!kind) throw new Error(`Seller ${nth} is of no kind`)
    return { ...seller, kind }
  })
}

export const signInAnywhere = (nodes: Nodes, account: Seeded['operator']): Promise<Member> =>
  askUntilAnswered(() => signIn(nodes.address, account))
