import type { Language } from '@loggia/kernel'
import type { HistoryEntry as WireEntry } from '@loggia/protocol/console'
import { listHistory, listNewestSequences } from '../platform/index.ts'
import type { HistoryEntry, MemberActor } from '../platform/index.ts'
import type { SignedIn } from '../parties/index.ts'
import { createBell } from './bell.ts'
import type { Bell } from './bell.ts'
import type { Edge, StreamLimits, StreamTimes } from './edge.ts'
import { edgeProblems } from './problems.ts'
import { openSessionWatches } from './session-watch.ts'
import type { SessionWatch } from './session-watch.ts'

export type Audience = 'buyer' | 'seller' | 'operator'
type Reader = { readonly audience: Audience; readonly actor: MemberActor; readonly language: Language }
/** The entries that a reader may see, in the shape of the contract. */
export type PresentHistory = (
  entries: readonly HistoryEntry[],
  reader: Reader,
) => Promise<readonly WireEntry[]>

const defaultTimes: StreamTimes = { checkMs: 15_000, heartbeatMs: 15_000 }
/** A reader with more pages open polls the order instead. */
const defaultLimits: StreamLimits = { session: 10, member: 20, node: 5_000 }
const retryAfter = 30

type Wanted = {
  readonly orderId: string
  readonly after: number
  readonly audience: Audience
  readonly language: Language
  /** Whether this reader may still follow the order. */
  readonly mayFollow: (who: SignedIn) => boolean
}
type Stream = Wanted & {
  readonly signal: AbortSignal
  readonly bell: Bell
  readonly session: SessionWatch
  position: number
  hasNews: boolean
  /** Time (ms) since the stream last sent something, counted in checks. */
  quietMs: number
}
export type Streams = {
  /** Reserves a place for one stream and returns the function that frees it. Throws `request.too_many_streams`. */
  reserve(token: string, memberId: string): () => void
  /** Yields new entries at once; ends with the right to read, the connection or the server. */
  follow(wanted: Wanted, of: { token: string; who: SignedIn; signal: AbortSignal }): AsyncGenerator<string>
}

/**
 * All event streams of this node. Notifications wake a stream: of its order, and of the member and party that decide
 * its rights. A regular check of all streams covers notifications that were lost.
 */
export function createStreams(edge: Edge, present: PresentHistory): Streams {
  const times = edge.options.streams ?? defaultTimes
  const watches = openSessionWatches(edge)
  const open = new Set<Stream>()
  const net = createNet(edge, open, times)

  async function* follow(
    wanted: Wanted,
    { token, who, signal }: { token: string; who: SignedIn; signal: AbortSignal },
  ): AsyncGenerator<string> {
    const bell = createBell(signal)
    const session = watches.join(token, who, bell.ring)
    const { orderId, after } = wanted
    const stream: Stream = {
      ...wanted,
      signal,
      bell,
      session,
      position: after,
      hasNews: true,
      quietMs: 0,
    }
    const unsubscribe = edge.platform.changes.subscribe(orderId, () => {
      stream.hasNews = true
      bell.ring()
    })
    open.add(stream)
    net.start()
    try {
      yield 'retry: 2000\n\n'
      yield* tell(stream)
    } finally {
      open.delete(stream)
      if (open.size === 0) net.stop()
      unsubscribe()
      session.leave()
      bell.end()
    }
  }

  async function* tell(stream: Stream): AsyncGenerator<string> {
    const { audience, language, bell, session, signal } = stream
    while (!signal.aborted) {
      const who = await session.who()
      if (!who || !stream.mayFollow(who)) return
      const told = await readNews(stream, { audience, language, actor: who.actor })
      if (told !== '' || stream.quietMs >= times.heartbeatMs) {
        stream.quietMs = 0
        yield told === '' ? ': alive\n\n' : told
      }
      if (!stream.hasNews) await bell.wait()
    }
  }

  async function readNews(stream: Stream, reader: Reader): Promise<string> {
    if (!stream.hasNews) return ''
    stream.hasNews = false
    const entries = await listHistory(edge.platform.db, stream.orderId, stream.position)
    const newest = entries.at(-1)
    if (newest === undefined) return ''
    stream.position = newest.sequence
    // A full page of entries may not be the last one.
    stream.hasNews = true
    return (await present(entries, reader)).map(asEvent).join('')
  }

  return { reserve: createPlaces(edge.options.streamLimits ?? defaultLimits), follow }
}

const asEvent = (entry: WireEntry): string => `id: ${entry.sequence}\ndata: ${JSON.stringify(entry)}\n\n`

/** One history query for all followed orders, and one lookup for each session. */
function createNet({ platform }: Edge, open: ReadonlySet<Stream>, { checkMs }: StreamTimes) {
  let timer: NodeJS.Timeout | undefined
  let isLooking = false
  async function look(): Promise<void> {
    for (const stream of open) stream.quietMs += checkMs
    const subjects = [...new Set([...open].map(({ orderId }) => orderId))]
    const newest = await listNewestSequences(platform.db, subjects)
    for (const stream of open) {
      if ((newest.get(stream.orderId) ?? 0) > stream.position) stream.hasNews = true
      stream.session.forget()
      stream.bell.ring()
    }
  }
  const lookOnce = (): void => {
    if (isLooking) return
    isLooking = true
    look()
      .catch((error: unknown) => platform.log.warn({ error }, 'the streams could not be looked after'))
      .finally(() => (isLooking = false))
  }
  return {
    start: () => void (timer ??= setInterval(lookOnce, checkMs).unref()),
    stop(): void {
      clearInterval(timer)
      timer = undefined
    },
  }
}

/** Limits streams of each session, each member and this node. */
export function createPlaces(most: StreamLimits): Streams['reserve'] {
  const taken = new Map<string, number>()
  const count = (key: string): number => taken.get(key) ?? 0
  return (token, memberId) => {
    const places = [
      { key: `session ${token}`, most: most.session },
      { key: `member ${memberId}`, most: most.member },
      { key: 'node', most: most.node },
    ]
    if (places.some((place) => count(place.key) >= place.most))
      throw edgeProblems.too_many_streams({ retryAfter })
    for (const { key } of places) taken.set(key, count(key) + 1)
    let isTaken = true
    return () => {
      if (!isTaken) return
      isTaken = false
      for (const { key } of places) {
        if (count(key) > 1) taken.set(key, count(key) - 1)
        else taken.delete(key)
      }
    }
  }
}
