import { findExchange } from './exchange.ts'
import type { Exchange } from './exchange.ts'
import { createSlots } from './slots.ts'
import { goneSentence } from './death.ts'
import type { Numbered } from './death.ts'
import { LeftOpen } from './step.ts'
import type { Asked, Bench, Look, Step } from './step.ts'
import type { Transport } from './transport.ts'

export type { Asked, Bench } from './step.ts'

export type BenchSettings = Omit<Bench, 'look' | 'send' | 'wait' | 'hex'> & {
  readonly randomBytes: (length: number) => Uint8Array
  readonly transport: Transport
  /** When it is aborted, nothing more is sent. Its reason is reported with the checks that are then not judged. */
  readonly stop: AbortSignal
  /** When it is aborted, running requests are broken off. */
  readonly cut: AbortSignal
}

/** A {@link Bench} that stores the results of steps and all exchanges. */
export type Workbench = {
  /** Creates the `look` of one check; `seen` is called with the exchanges of each step that the check looks at. */
  lookFor(seen: (exchanges: readonly Exchange[]) => void): Look
  /** Every exchange so far, in the order in which they ended. */
  readonly made: readonly Exchange[]
  /** The same, with the order in which the requests were sent. */
  readonly numbered: readonly Numbered[]
  /** Whether nothing listens any more at an address that has answered before. */
  isGone(): boolean
}

/**
 * The most open requests per activity, so that a single-threaded server can answer all of them within the time limit.
 */
const mostInFlight = 6

type Made = { readonly exchanges: Exchange[]; readonly result: Promise<unknown> }

export function createWorkbench(settings: BenchSettings): Workbench {
  const { stop, cut, transport, randomBytes, ...given } = settings
  const { limitMs } = given
  const slots = createSlots(mostInFlight)
  const stuck = new Set<string>()
  const steps = new Map<Step<unknown>, Made>()
  const made: Exchange[] = []
  const numbered: Numbered[] = []
  let sent = 0
  let isGone = false

  const requireGoing = (activity: string): void => {
    if (stop.aborted) throw new LeftOpen(String(stop.reason))
    if (isGone) throw new LeftOpen(goneSentence)
    if (stuck.has(activity))
      throw new LeftOpen(`${withArticle(activity)} got no response within ${limitMs / 1000} s.`)
  }

  async function send(asked: Asked, own: Exchange[]): Promise<Exchange> {
    return slots.run(asked.activity, async () => {
      requireGoing(asked.activity)
      const request = asked.prepare()
      settings.orders?.expect(request)
      sent += 1
      const number = sent
      const { reply, noReply, tookMs } = await transport.send(request, limitMs, cut)
      const { name, activity, meant } = asked
      const exchange = findExchange({ name, activity, meant, request, reply, noReply, tookMs })
      if (noReply?.code === 'failed' && noReply.reason === 'ECONNREFUSED' && made.length > 0) {
        isGone = true
        requireGoing(activity)
      }
      own.push(exchange)
      if (noReply?.code === 'timed_out' && cut.aborted) requireGoing(activity)
      made.push(exchange)
      numbered.push({ exchange, number })
      if (noReply?.code === 'timed_out') {
        stuck.add(activity)
        requireGoing(activity)
      }
      return exchange
    })
  }

  const benchFor = (own: Exchange[]): Bench => ({
    ...given,
    hex: (digits) =>
      Buffer.from(randomBytes(Math.ceil(digits / 2)))
        .toString('hex')
        .slice(0, digits),
    look: (from) => makeOnce(from).result as never,
    send: (asked) => send(asked, own),
    wait: (ms) => waitFor(ms, stop),
  })

  function makeOnce(from: Step<unknown>): Made {
    const before = steps.get(from)
    if (before) return before
    const exchanges: Exchange[] = []
    const result = from.make(benchFor(exchanges))
    const now = { exchanges, result }
    steps.set(from, now)
    return now
  }

  return {
    made,
    numbered,
    isGone: () => isGone,
    lookFor: (seen) => async (from) => {
      const { exchanges, result } = makeOnce(from)
      try {
        return (await result) as never
      } finally {
        seen(exchanges)
      }
    },
  }
}

const withArticle = (activity: string): string => `${/^[aeiou]/.test(activity) ? 'An' : 'A'} ${activity}`

const waitFor = (ms: number, stop: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      stop.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    stop.addEventListener('abort', end)
    if (stop.aborted) end()
  })
