import { drawBetween, createChance } from '../harness/chance.ts'
import type { Chance } from '../harness/chance.ts'
import type { MarketClock } from '../harness/clock.ts'
import { startSeller } from './faulty-seller.ts'
import type { FaultySeller } from './faulty-seller.ts'
import { openJournal } from './journal.ts'
import { kinds } from './kinds.ts'
import type { Outages } from './kinds.ts'
import type { OrderScript } from './script.ts'

export type SellerFleetPlan = {
  readonly journalPath: string
  readonly seed: string
  /** The beginning of the journal's clock, and the file with its leaps. */
  readonly clockBeginning?: string
  readonly leapsFile?: string
  readonly sellers: readonly {
    readonly seller: string
    readonly accessKey: string
    readonly port: number
    readonly kind: number
  }[]
}
/** A message to the sellers while they run. */
export type Word =
  | {
      readonly kind: 'script'
      readonly seller: string
      readonly orderId: string
      readonly script: OrderScript
    }
  | { readonly kind: 'well'; readonly well: boolean }

/** Many sellers, each on its own port, with one journal. */
export type SellerFleet = {
  /** Sets how an order is met; or makes every server available and honest from now on, or as its kind has it again. */
  hear(word: Word): void
}

const honest: readonly ['ok'] = ['ok']
const unknownOrder = { newInstance: honest, queryInstance: honest, releaseInstance: honest }

export async function openSellerFleet(plan: SellerFleetPlan, clock: MarketClock): Promise<SellerFleet> {
  const journal = openJournal(plan.journalPath)
  const houses = new Map<string, { server: FaultySeller; keepOpen: (open: boolean) => void }>()
  for (const [nth, { seller, accessKey, port, kind }] of plan.sellers.entries()) {
    const script = () => unknownOrder
    const server = await startSeller({ seller, accessKey, port, journal, clock, script, passesTests: true })
    const chance = createChance(`${plan.seed}:outages:${nth}`)
    houses.set(seller, { server, keepOpen: openAndClose(server, kinds[kind]?.outages, chance) })
  }
  return {
    hear(word) {
      if (word.kind === 'script') return houses.get(word.seller)?.server.setScript(word.orderId, word.script)
      for (const { server, keepOpen } of houses.values()) {
        server.setWell(word.well)
        keepOpen(word.well)
      }
    },
  }
}

/** Closes a server's port for a while, again and again at random, unless it is to be kept open. */
function openAndClose(
  server: FaultySeller,
  outages: Outages | undefined,
  chance: Chance,
): (keepOpen: boolean) => void {
  let isKeptOpen = false
  let wake: () => void = () => undefined
  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve
      setTimeout(resolve, ms)
    })
  async function live({ up, down }: Outages): Promise<never> {
    for (;;) {
      await rest(drawBetween(chance, ...up))
      if (isKeptOpen) continue
      await server.goDown()
      await rest(drawBetween(chance, ...down))
      while (!(await isBack(server))) await rest(100)
    }
  }
  if (outages) void live(outages)
  return (keepOpen) => {
    isKeptOpen = keepOpen
    wake()
  }
}

// Another process may have its port for a moment.
const isBack = (server: FaultySeller): Promise<boolean> =>
  server.comeBack().then(
    () => true,
    () => false,
  )
