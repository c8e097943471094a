import { addMs } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Access } from '../../access/index.ts'
import { dialects } from '../../dialects/index.ts'
import type { Platform, Tx } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import { openMessage, placeOf, showMessage } from '../exchange.ts'
import type { AnswerHandlers, Call, CallSettings, LiveAnswer, NewCall, OpenedAttempt } from '../schema.ts'
import * as store from '../store/index.ts'
import { createAddressGuard } from '../transport/address-guard.ts'
import { createTransport } from '../transport/send.ts'
import { ask } from './ask.ts'
import type { LiveQuestion } from './ask.ts'
import { dialectOf, scheduleOf } from './context.ts'
import type { CallContext } from './context.ts'
import { createCommands } from './commands.ts'
import { createEngine } from './engine.ts'

const attemptsShown = 20

export type Calls = ReturnType<typeof createCalls>

export function createCalls(platform: Platform & { access: Access; settings: CallSettings }) {
  const context: CallContext = {
    ...platform,
    transport: createTransport(createAddressGuard(platform.settings.allow), platform.stopwatch),
    answers: { handlers: {} },
    work: { wake: () => undefined },
    stopping: new AbortController(),
  }
  const engine = createEngine(context)

  /** Puts a call at the end of its lane, in the transaction that needs it, which holds the lane's subscription. */
  async function enqueue(tx: Tx, ask: NewCall): Promise<Id<'cal'>> {
    const now = context.clock.now()
    const { protocol } = await context.access.getProductAccess(tx, ask.productId)
    const call: Call = {
      ...ask,
      id: context.ids.next('cal'),
      protocol,
      state: 'waiting',
      live: false,
      createdAt: now,
      dueAt: now,
      windowStartsAt: now,
      windowEndsAt:
        ask.windowEndsAt ?? addMs(now, scheduleOf(context, { protocol, operation: ask.operation }).windowMs),
      windowRuns: true,
      parkedBeforeMs: 0,
      fence: 0,
      openFailure: false,
    }
    const before = await store.lastOfLane(tx, ask.lane)
    await store.insert(tx, call, before)
    if (before === undefined) await store.armGate(tx, ask.sellerId, now, context.settings.sellerLimit)
    tx.afterCommit(() => context.work.wake())
    return call.id
  }

  /** A page's live question: at most five seconds. Throws `call.live_busy`. */
  async function askNow(question: Omit<LiveQuestion, 'protocol' | 'timeLimitMs'>): Promise<LiveAnswer> {
    const { protocol } = await context.access.getProductAccess(context.db, question.productId)
    return ask(context, { ...question, protocol, timeLimitMs: context.settings.pageTimeLimitMs })
  }

  /** A call's newest attempts, newest first, with secrets masked: each costs its opening, and a call may have a hundred. */
  async function openAttempts(db: Db, callId: Id<'cal'>): Promise<OpenedAttempt[]> {
    const rows = await store.listAttempts(db, callId, attemptsShown)
    return rows.map((row) => {
      const { secretsOf } = dialectOf(row)
      const open = (sealed: Uint8Array, side: 'request' | 'reply') =>
        showMessage(openMessage(context.seal, sealed, placeOf(callId, row.n, side)), secretsOf)
      return {
        n: row.n,
        startedAt: row.started_at,
        ...(row.duration_ms !== null && { durationMs: row.duration_ms }),
        late: row.late,
        request: open(row.request_sealed, 'request'),
        ...(row.reply_sealed && { reply: open(row.reply_sealed, 'reply') }),
        ...(row.verdict && { verdict: row.verdict }),
      }
    })
  }

  return {
    enqueue,
    askNow,
    openAttempts,
    engine,
    ...createCommands(context),
    scheduleOf: (kind: NewCall['operation']['kind']) =>
      context.settings.schedules?.[kind] ?? dialects['saas-v2'].schedules[kind],
    /** Who applies the answers; given once, before the engine starts. */
    onAnswers(handlers: AnswerHandlers) {
      context.answers.handlers = handlers
    },
    /** Called after each commit that may have made a call due. */
    onWork(listener: () => void) {
      context.work.wake = listener
    },
  }
}
