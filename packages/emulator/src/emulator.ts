import { omitUndefined, fromIso, toDecimal, toIso } from '@loggia/kernel'
import { openEmulatorHost } from '@loggia/marketplace/embedded'
import type { EmulatorHost } from '@loggia/marketplace/embedded'
import { defaultProtocol, protocolTraits } from '@loggia/protocol/protocols'
import { createActs } from './acts.ts'
import type { Acts, Done } from './acts.ts'
import { openDoor, standInPath } from './control/http.ts'
import type { Behind, Door } from './control/http.ts'
import { createDeliveries } from './deliveries.ts'
import { createExchangeLog } from './exchange-log.ts'
import type { ExchangeLog } from './exchange-log.ts'
import { createFaultQueue } from './faults/queue.ts'
import type { FaultQueue } from './faults/queue.ts'
import { createInterposer } from './interposer.ts'
import { createJointActs } from './joint/acts.ts'
import { createLicenseActs } from './licenses/acts.ts'
import { createPages } from './pages.ts'
import { emulatorProblems } from './problems.ts'
import { emulatorApiKey } from './schema.ts'
import type {
  Acted,
  Emulator,
  EmulatorOptions,
  EmulatorState,
  KitServer,
  LicenseServer,
  NotifiedServer,
  SellerServer,
} from './schema.ts'
import {
  accounts,
  emulatorKey,
  seedMarket,
  connectKit,
  connectLicenses,
  connectSeller,
  connectNotified,
} from './seed.ts'
import type { KitWiring, Licensed, Notified, Seed, Wiring } from './seed.ts'
import { createSignOnDesk } from './sign-on/desk.ts'
import type { SignOnDesk } from './sign-on/desk.ts'
import { createSignIn } from './sign-on/sign-in.ts'
import { createStandIn } from './stand-in.ts'
import { createTime } from './time.ts'

type Parts = {
  readonly options: EmulatorOptions
  readonly stage: EmulatorHost
  readonly door: Door
  readonly queue: FaultQueue
  readonly log: ExchangeLog
  /** Forgets all requests that are still on their way because of a fault. */
  readonly drop: () => void
  readonly signOn: SignOnDesk
}

/**
 * Starts the marketplace in this process’s memory: an embedded database, a clock that can be moved, products with every
 * kind of price, a buyer with a balance, and the control API. A test file starts one emulator and resets it before each
 * test; several may run at the same time. Rejects with the system’s error if the port is taken, and with a `Problem` if
 * the seller’s address cannot be called.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  for (const server of [options.seller, options.licenses, options.kit, options.notify])
    if (server) requireCallable(server)
  const queue = createFaultQueue()
  const log = createExchangeLog(options.onExchange ?? (() => undefined))
  let behind: Behind | undefined
  const door = await openDoor(options.port ?? 0, () => behind)
  let stage: EmulatorHost | undefined
  try {
    const platform = () => stageOf(stage).platform
    const { interposer, drop } = createInterposer({ queue, log, platform })
    stage = await openEmulatorHost({ ...stageOptions(options), origin: door.url, interposer })
    const signOn = createSignOnDesk(stage, { queue, log })
    const started = await assemble({ options, stage, door, queue, log, drop, signOn })
    behind = started.behind
    return started.emulator
  } catch (error) {
    await door.close()
    await stage?.close()
    throw error
  }
}

function stageOf(stage: EmulatorHost | undefined): EmulatorHost {
  if (!stage) throw new Error('The market sends before it stands')
  return stage
}

const stageOptions = ({ time = 'held', startsAt, callTimeLimitMs, cacheFolder }: EmulatorOptions) =>
  omitUndefined({
    time,
    cacheFolder,
    startsAt: startsAt === undefined ? undefined : fromIso(startsAt),
    calls: callTimeLimitMs === undefined ? undefined : { timeLimitMs: callTimeLimitMs },
  })

async function assemble(parts: Parts): Promise<{ emulator: Emulator; behind: Behind }> {
  const { options, stage, door } = parts
  const apiKey = options.apiKey ?? emulatorApiKey
  const first = {
    products: wiringOf(options.seller, door),
    licensed: licensedOf(options.licenses, door),
    told: toldOf(options.kit, door),
    notified: options.notify && notifiedOf(options.notify),
  }
  const seeded = await seedMarket(stage, {
    wiring: first.products,
    licensed: first.licensed,
    told: first.told,
    notified: first.notified,
    apiKey,
  })
  await stage.keep()
  const pages = createPages(stage, { url: door.url, folder: options.pages })
  if (options.pages !== undefined) await pages.open()
  const wiring = createWiring(parts, seeded, first)
  const emulator: Emulator = {
    url: door.url,
    accounts,
    products: seeded.products,
    fromTemplate: stage.fromTemplate,
    ...createOperations(parts, seeded, { wiring, apiKey }),
    async close() {
      parts.drop()
      await door.close()
      await stage.close()
      await pages.close()
    },
  }
  const standIn = createStandIn({
    keys: () => ({
      products: wiring.products().key,
      licenses: wiring.licensed().key,
      codes: wiring.licensed().codeKey,
      kit: wiring.told().key,
    }),
    nowMs: stage.platform.wall.now,
    upload: (eventId, text) => stage.market.licenses.upload({ sellerId: seeded.sellerId, eventId, text }),
  })
  return { emulator, behind: { emulator, standIn, signOn: parts.signOn, market: pages.answer } }
}

/**
 * The servers that the market calls now. A reset restores the database with the first ones, so the present ones are
 * then set again.
 */
function createWiring({ stage, door }: Parts, seed: Seed, first: Wirings) {
  const { sellerId } = seed
  let { products, licensed, told, notified } = first
  const wireNow = async (): Promise<void> => {
    if (products !== first.products) await connectSeller(stage, sellerId, products)
    if (licensed !== first.licensed) await connectLicenses(stage, seed, licensed)
    if (told !== first.told) await connectKit(stage, seed, told)
    if (notified && notified !== first.notified) await connectNotified(stage, sellerId, notified)
  }
  return {
    products: () => products,
    licensed: () => licensed,
    told: () => told,
    notified: () => notified,
    isStandIn: ({ url }: { readonly url: string }) => url === door.url + standInPath,
    async use(server: SellerServer) {
      requireCallable(server)
      const next = wiringOf(server, door)
      await connectSeller(stage, sellerId, next)
      products = next
    },
    async useLicenses(server: LicenseServer) {
      requireCallable(server)
      const next = licensedOf(server, door)
      await connectLicenses(stage, seed, next)
      licensed = next
    },
    async useKit(server: KitServer) {
      requireCallable(server)
      const next = toldOf(server, door)
      await connectKit(stage, seed, next)
      told = next
    },
    async useNotified(server: NotifiedServer) {
      requireCallable(server)
      const next = notifiedOf(server)
      await connectNotified(stage, sellerId, next)
      notified = next
    },
    restore: wireNow,
  }
}
type Wirings = {
  readonly products: Wiring
  readonly licensed: Licensed
  readonly told: KitWiring
  readonly notified: Notified | undefined
}
type Wires = ReturnType<typeof createWiring>

type Meanwhile = Pick<Acted, 'exchanges' | 'exchangesDropped'>

function createOperations(
  parts: Parts,
  seeded: Seed,
  { wiring, apiKey }: { wiring: Wires; apiKey: EmulatorState['seller']['apiKey'] },
): Omit<Emulator, 'url' | 'accounts' | 'products' | 'fromTemplate' | 'close'> {
  const { options, stage, queue, log, drop } = parts
  const acts = createActs(stage, seeded)
  const time = createTime(stage, seeded, acts)
  const deliveries = createDeliveries(stage, seeded, acts)
  const licenses = createLicenseActs(stage, seeded, acts)
  const joint = createJointActs(stage, seeded, acts)
  const turns = createTurns()

  /** Runs an act after all earlier ones, and adds the exchanges that it caused. */
  const inTurn =
    <A, R extends object>(act: (ask: A) => Promise<R>) =>
    (ask: A): Promise<R & Meanwhile> =>
      turns.next(async () => {
        const before = log.count()
        const done = await act(ask)
        const { exchanges, dropped } = log.since(before)
        return {
          ...done,
          exchanges,
          ...omitUndefined({ exchangesDropped: dropped > 0 ? dropped : undefined }),
        }
      })

  return {
    ...mapActs({ ...acts, ...time }, inTurn),
    supervise: inTurn(deliveries.supervise),
    license: inTurn(licenses.useLicense),
    joint: inTurn(joint.actJointly),
    company: joint.show,
    signIn: inTurn(createSignIn(stage, seeded, parts.door.url)),
    advance: inTurn(time.advance),
    order: acts.getOrder,
    settle: () => turns.next(() => stage.settle()),
    faults: {
      add: queue.add,
      list: queue.list,
      clear: queue.clear,
    },
    exchanges: (activity) =>
      log.list().filter((exchange) => activity === undefined || exchange.activity === activity),
    useSeller: (server) => turns.next(() => wiring.use(server)),
    useLicenses: (server) => turns.next(() => wiring.useLicenses(server)),
    useKit: (server) => turns.next(() => wiring.useKit(server)),
    useNotified: (server) => turns.next(() => wiring.useNotified(server)),
    reset: () =>
      turns.restart(async (ended) => {
        await stage.reset(drop, ended)
        parts.signOn.clear()
        queue.clear()
        log.clear()
        await wiring.restore()
      }),
    async state() {
      const balance = await acts.getBalance()
      const notified = wiring.notified()
      return omitUndefined({
        now: toIso(stage.clock.now()),
        time: options.time ?? 'held',
        seller: { ...wiring.products(), apiKey, standIn: wiring.isStandIn(wiring.products()) },
        licenses: { ...wiring.licensed(), standIn: wiring.isStandIn(wiring.licensed()) },
        kit: { ...wiring.told(), standIn: wiring.isStandIn(wiring.told()) },
        notify: notified,
        balance: { amount: toDecimal(balance), currency: balance.currency },
        services: await acts.listServices(),
        faults: queue.list(),
        exchanges: log.count(),
        exchangesDropped: log.since(0).dropped,
      })
    },
  }
}

type ActName = 'buy' | 'renew' | 'convert' | 'upgrade' | 'returnRenewal' | 'refund' | 'freeze' | 'release'
type InTurn = <A>(act: (ask: A) => Promise<Done>) => (ask: A) => Promise<Acted>

const mapActs = (
  of: Pick<Acts & ReturnType<typeof createTime>, ActName>,
  inTurn: InTurn,
): Pick<Emulator, ActName> => ({
  buy: inTurn(of.buy),
  renew: inTurn(of.renew),
  convert: inTurn(of.convert),
  upgrade: inTurn(of.upgrade),
  returnRenewal: inTurn(of.returnRenewal),
  refund: inTurn(of.refund),
  freeze: inTurn(of.freeze),
  release: inTurn(of.release),
})

/** A queue: acts that are requested at the same time run one after the other. */
function createTurns() {
  let last: Promise<unknown> = Promise.resolve()
  let round = 0
  const ends = (turn: Promise<unknown>) => turn.catch(() => undefined)
  return {
    /** Throws `emulator.reset_meanwhile` if a reset happened before the work was done. */
    next<T>(work: () => Promise<T>): Promise<T> {
      const mine = round
      const requireNow = (): void => {
        if (mine !== round) throw emulatorProblems.reset_meanwhile()
      }
      const turn = last.then(async () => {
        requireNow()
        const done = await work()
        requireNow()
        return done
      })
      last = ends(turn)
      return turn
    },
    /** Starts at once and cancels all waiting turns. `ended` resolves when the turn that is running has ended. */
    restart(work: (ended: Promise<unknown>) => Promise<void>): Promise<void> {
      round += 1
      const turn = work(last)
      last = ends(turn)
      return turn
    },
  }
}

const wiringOf = (server: SellerServer | undefined, door: Door): Wiring =>
  omitUndefined({
    url: server?.url ?? door.url + standInPath,
    key: server?.key ?? emulatorKey,
    protocol: server?.protocol ?? defaultProtocol,
    keyBits: server?.keyBits,
  })
const licensedOf = (server: LicenseServer | undefined, door: Door): Licensed => ({
  url: server?.url ?? door.url + standInPath,
  key: server?.key ?? emulatorKey,
  codeKey: server?.codeKey ?? emulatorKey,
})
const toldOf = (server: KitServer | undefined, door: Door): KitWiring => ({
  url: server?.url ?? door.url + standInPath,
  key: server?.key ?? emulatorKey,
  protocol: server?.protocol ?? 'kit-v2',
})
const notifiedOf = ({ url, key = emulatorKey }: NotifiedServer): Notified => ({ url, key })

/** Checks a server's address before it is used; the market itself checks it when it is registered. */
function requireCallable(
  server: Pick<SellerServer, 'url' | 'key'> &
    Pick<LicenseServer, 'codeKey'> & {
      readonly protocol?: Wiring['protocol'] | KitWiring['protocol'] | undefined
    },
): void {
  const { url, protocol, key, codeKey } = server
  const parsed = URL.parse(url)
  const isHttp = parsed?.protocol === 'http:' || parsed?.protocol === 'https:'
  if (!isHttp || parsed.hash !== '') throw emulatorProblems.seller_url({ url })
  const isBlank = (one: string | undefined): boolean => one === '' || one !== one?.trim()
  if (isBlank(key) || isBlank(codeKey)) throw emulatorProblems.seller_key()
  if (parsed.search !== '' && !protocolTraits[protocol ?? defaultProtocol].allowsOwnQuery)
    throw emulatorProblems.seller_url_query({ url })
}
