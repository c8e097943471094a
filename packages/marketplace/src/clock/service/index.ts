import { omitUndefined } from '@loggia/kernel'
import type { DurationMs, Instant } from '@loggia/kernel'
import type { Calls } from '../../calls/index.ts'
import { runInTx, record, system, toWireTime } from '../../platform/index.ts'
import type { Actor, MemberActor, Platform } from '../../platform/index.ts'
import { clockProblems } from '../problems.ts'
import { decideTarget, computeLatestTarget } from '../rules.ts'
import { clockSubject, clockTopic } from '../schema.ts'
import type { ClockSettings, Done, Loops, MoveAsk, MoveEnd, Moved, Moving, Works } from '../schema.ts'
import * as store from '../store.ts'
import { advance, findNext } from './advance.ts'

export type Clockwork = ReturnType<typeof createClockwork>

type Move = { from: Instant; target: Instant; by: string; done: Done; stopping: boolean }
const nothingDone: Done = { instants: 0, wakeups: 0, calls: 0 }
const restless: Loops = { pause: () => Promise.resolve(), resume: () => undefined }

/** The market clock: its state, and moves of it. */
export function createClockwork(
  platform: Platform & { calls: Pick<Calls, 'capTimeLimit' | 'advanceProbes'>; settings: ClockSettings },
) {
  const { db, clock, wall, zone, changes, log, calls, settings } = platform
  const { hands } = settings
  let works: Works | undefined
  let loops = restless
  /** Set as soon as a move is requested, so that a second one is refused. */
  let current: Move | undefined
  let ended: Promise<unknown> = Promise.resolve()
  let last: Moved | undefined
  let isAtRest = false

  const aheadOf = (at: Instant): DurationMs => at - wall.now()
  const present = ({ from, target, by, done, stopping }: Move): Moving => ({
    ...done,
    from,
    target,
    by,
    stopping,
  })

  /**
   * Restores the stored clock; called before anything reads the time. A move that its process did not finish counts as
   * interrupted.
   */
  async function open(): Promise<void> {
    const kept = await store.read(db)
    hands?.setAhead(kept.aheadMs)
    const { moving, movedBy: by = '' } = kept
    if (!moving) return
    const reached = clock.now()
    const moved: Moved = { ...nothingDone, ...moving, reached, end: 'interrupted', by }
    await keepEnd(system, moved)
  }

  const keepEnd = (actor: Actor, moved: Moved): Promise<void> =>
    runInTx(platform, { actor }, async (tx) => {
      const { from, target, reached, end, by: _by, ...done } = moved
      await store.end(tx, aheadOf(reached))
      await calls.advanceProbes(tx)
      await record(tx, 'clock.moved', {
        subject: clockSubject,
        at: reached,
        data: {
          from: toWireTime(from),
          target: toWireTime(target),
          reached: toWireTime(reached),
          end,
          ...done,
          movedAt: toWireTime(wall.now()),
        },
      })
      tx.afterCommit(() => {
        last = moved
        changes.publish(clockTopic)
      })
    })

  const mayMove = ({ operator, sellerId }: MemberActor): boolean =>
    settings.movable && (operator || (settings.movers === 'operators_and_sellers' && sellerId !== undefined))

  /**
   * Begins a move; `ended` resolves with the result. Throws `clock.not_movable`, `clock.operators_only`,
   * `clock.moving`, `clock.no_length`, `clock.backwards`, `clock.too_far`, `clock.nothing_next`.
   */
  async function move(
    actor: MemberActor,
    ask: MoveAsk,
  ): Promise<{ readonly target: Instant; readonly ended: Promise<Moved> }> {
    if (!settings.movable || !works || !hands || isAtRest)
      throw clockProblems.not_movable({ setting: 'LOGGIA_MOVABLE_CLOCK' })
    if (!mayMove(actor)) throw clockProblems.operators_only()
    if (current) throw clockProblems.moving({ by: current.by })
    const now = clock.now()
    const mine: Move = { from: now, target: now, by: actor.name, done: nothingDone, stopping: false }
    current = mine
    try {
      const next = await findNext(works)
      mine.target = decideTarget(ask, { now: clock.now(), next, zone })
      await loops.pause()
      mine.from = clock.now()
      const { from, by } = mine
      const target = mine.target < from ? from : mine.target
      mine.target = target
      await runInTx(platform, { actor }, (tx) =>
        store.begin(tx, { from, target, by, wallAt: wall.now(), aheadMs: aheadOf(from) }),
      )
    } catch (error) {
      current = undefined
      loops.resume()
      throw error
    }
    const moved = run(actor, mine, { works, hands })
    // Callers that do not await the end get no rejection, so the fault is logged.
    ended = moved.catch((error: unknown) => log.error({ error }, 'A move of the clock did not end well'))
    return { target: mine.target, ended: moved }
  }

  async function run(
    actor: MemberActor,
    mine: Move,
    by: { works: Works; hands: NonNullable<ClockSettings['hands']> },
  ): Promise<Moved> {
    let end: MoveEnd = 'failed'
    calls.capTimeLimit(settings.callLimitMs)
    try {
      const { arrived } = await advance({
        ...by,
        clock,
        target: mine.target,
        async onInstant(at) {
          await store.saveAhead(db, aheadOf(at))
          changes.publish(clockTopic)
        },
        onDone: (done) => void (mine.done = done),
        mayGoOn: () => !mine.stopping,
      })
      end = arrived ? 'arrived' : 'stopped'
    } catch (error) {
      log.error({ error }, 'The clock stands where it came to by a fault')
    }
    const { from, target, done } = mine
    const moved: Moved = { ...done, from, target, reached: clock.now(), end, by: mine.by }
    try {
      await keepEnd(actor, moved)
    } finally {
      by.hands.release()
      calls.capTimeLimit(undefined)
      current = undefined
      loops.resume()
    }
    return moved
  }

  /** Ends the running move before its next instant; does nothing if there is none. Throws `clock.operators_only`. */
  function stop(actor: MemberActor): void {
    if (!mayMove(actor)) throw clockProblems.operators_only()
    if (current) current.stopping = true
  }

  /** The state of the clock, as this member may see it. */
  function getState(actor: MemberActor) {
    const now = clock.now()
    return omitUndefined({
      now,
      aheadMs: aheadOf(now),
      movable: settings.movable,
      mayMove: mayMove(actor),
      latest: computeLatestTarget(now, zone),
      moving: current ? present(current) : undefined,
      last,
    })
  }

  return {
    open,
    move,
    stop,
    getState,
    /** Sets the queues that a move processes; called once, before the first move. */
    connect(queues: Works, resting: Loops = restless) {
      works = queues
      loops = resting
      return {
        /** Allows no further moves; a running one ends before its next instant. */
        rest(): void {
          isAtRest = true
          if (current) current.stopping = true
        },
        ended: async (): Promise<void> => void (await ended),
      }
    },
  }
}
