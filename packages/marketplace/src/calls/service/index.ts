import { addMs, omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { createAddressGuard, createTransport } from '@loggia/outbound'
import { familyOf } from '../../dialects/index.ts'
import type { FamilyName, Operation, OperationKind } from '../../dialects/index.ts'
import type { Platform, Tx } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import { openMessage, formatPlace, showMessage } from '../exchange.ts'
import type { CallTransport, Interposer } from '../interposer.ts'
import type {
  CallSettings,
  HandlersByFamily,
  KeptExchange,
  LiveAnswer,
  NewCall,
  OpenedAttempt,
} from '../schema.ts'
import { callOptions } from '../schema.ts'
import { beforeArrival } from '../rules.ts'
import * as store from '../store/index.ts'
import { ask } from './ask.ts'
import type { LiveQuestion } from './ask.ts'
import { findDoor, readWords } from './doors.ts'
import { getDialect, getSchedule } from './context.ts'
import type { CallContext } from './context.ts'
import { createOperatorLimits, toPresets } from './choices.ts'
import { createCommands } from './commands.ts'
import { createEngine } from './engine.ts'
import { drop, enqueue } from './enqueue.ts'
import type { Needless } from './enqueue.ts'
import { createLiveTurns } from './live-turns.ts'
import { findAccess } from './sending.ts'
import { createTestCalls } from './test-calls.ts'

const attemptsShown = 20

export type Calls = ReturnType<typeof createCalls>

/**
 * Without `transport` calls are sent over HTTP. A bench may answer them in its own process by `transport`, a test bench
 * may intervene by `interposer`.
 */
type Settings = CallSettings & { readonly transport?: CallTransport; readonly interposer?: Interposer }

export function createCalls(
  platform: Platform & Pick<CallContext, 'access' | 'orders' | 'parties'> & { settings: Settings },
) {
  const stopping = new AbortController()
  const { settings, stopwatch } = platform
  const context: CallContext = {
    ...platform,
    choices: createOperatorLimits(platform, settings),
    transport:
      settings.transport ??
      createTransport(createAddressGuard(settings.allow, settings.ownPort), {
        stopwatch,
        stopping: stopping.signal,
      }),
    interposer: settings.interposer,
    takeLiveTurn: createLiveTurns(platform, settings),
    handlers: { current: {} },
    arming: new WeakMap(),
    freed: new Set(),
    stopping,
  }
  const engine = createEngine(context)

  /**
   * A live call for a page, of at most five seconds. Undefined if the product's protocol does not have the operation.
   * Throws `access.product_not_bound`, `call.live_busy`, `call.live_limited`.
   */
  async function askNow<Asked extends Operation>(
    question: Omit<LiveQuestion, 'protocol' | 'channelId' | 'timeLimitMs' | 'operation'> & {
      readonly operation: Asked
    },
  ): Promise<LiveAnswer<Asked> | undefined> {
    const door = await findDoor(context, context.db, question)
    if (!getDialect(door).supports(question.operation)) return undefined
    const asked = { ...question, ...door, timeLimitMs: context.settings.pageTimeLimitMs }
    // Its family reads the answer.
    return (await ask(context, asked)) as LiveAnswer<Asked>
  }

  /**
   * The newest attempts of a call, newest first, with secrets and the data of people masked. Not all of them: each has
   * to be decrypted, and a call may have a hundred.
   */
  async function openAttempts(db: Db, callId: Id<'cal'>): Promise<OpenedAttempt[]> {
    const rows = await store.listAttempts(db, callId, attemptsShown)
    return rows.map((row) => {
      const { secretsOf: secret, personalIn } = getDialect(row)
      const open = (sealed: Uint8Array, side: 'request' | 'reply') =>
        openMessage(context.seal, sealed, formatPlace(callId, row.n, side))
      const request = open(row.request_sealed, 'request')
      const hidden = omitUndefined({ secret, personal: personalIn?.(request.body) })
      return omitUndefined({
        n: row.n,
        startedAt: row.started_at,
        durationMs: row.duration_ms ?? undefined,
        late: row.late,
        request: showMessage(request, hidden),
        reply: row.reply_sealed ? showMessage(open(row.reply_sealed, 'reply'), hidden) : undefined,
        verdict: row.verdict ?? undefined,
      })
    })
  }

  /**
   * One attempt of a seller’s call with its original bytes and the key that the call uses today, for computations in
   * this process.
   */
  async function findExchange(
    db: Db,
    asked: { callId: Id<'cal'>; sellerId: Id<'sel'>; n: number | undefined },
  ): Promise<KeptExchange | undefined> {
    const kept = await store.findSellersAttempt(db, asked)
    if (!kept) return undefined
    const open = (sealed: Uint8Array, side: 'request' | 'reply') =>
      openMessage(context.seal, sealed, formatPlace(asked.callId, kept.n, side))
    const { accessKey } = await findAccess(context, db, kept.call)
    return omitUndefined({
      protocol: kept.call.protocol,
      accessKey,
      request: open(kept.request_sealed, 'request'),
      reply: kept.reply_sealed ? open(kept.reply_sealed, 'reply') : undefined,
    })
  }

  return {
    /** Undefined if the product's protocol does not have the operation. */
    enqueue: async (tx: Tx, ask: NewCall): Promise<Id<'cal'> | undefined> =>
      (await enqueue(context, tx, [ask]))[0],
    enqueueAll: async (tx: Tx, asked: readonly NewCall[]): Promise<void> =>
      void (await enqueue(context, tx, asked)),
    readWords: (tx: Tx, of: Parameters<typeof readWords>[2]): ReturnType<typeof readWords> =>
      readWords(context, tx, of),
    /** Closes calls of a lane whose operations have lost their purpose. */
    drop: (tx: Tx, needless: Needless): Promise<void> => drop(context, tx, needless),
    askNow,
    openAttempts,
    findLastTried: store.findLastTried,
    mayHaveArrived: (db: Db, callId: Id<'cal'>): Promise<boolean> =>
      store.hasAttempt(db, callId, { otherThan: beforeArrival }),
    findExchange,
    engine,
    options: callOptions,
    presets: toPresets(settings),
    /** This node takes over what operators have set; the others hear of it. */
    follow: context.choices.follow,
    /**
     * The market’s time is being moved: a server that hangs is waited for no longer than this, until it is called with
     * undefined.
     */
    capTimeLimit: context.choices.capTimeLimit,
    /** The move is over: parked sellers are probed as early as usual. */
    advanceProbes: (tx: Tx): Promise<void> =>
      store.advanceProbes(tx, addMs(context.clock.now(), settings.breaker.probeMostMs)),
    /** Lowers gate limits that are above this. A raised limit takes effect with the next answer of each gate. */
    lowerGateLimits: (tx: Tx, limit: number): Promise<void> => store.lowerGateLimits(tx, limit),
    ...createCommands(context),
    ...createTestCalls(context),
    /** What the domain of a family knows about a product for the forms of test calls. */
    findTestFacts: async (db: Db, family: FamilyName, productId: Id<'prd'>) =>
      context.handlers.current[family]?.testFacts?.(db, productId),
    /** For how long and how often an operation is tried, for any seller. */
    scheduleOf: (kind: OperationKind) =>
      getSchedule(context, { protocol: familyOf(kind).firstProtocol, operation: { kind } }),
    /** Takes the handlers of the domains; called once, before the engine starts. */
    onOperations(handlers: HandlersByFamily) {
      context.handlers.current = handlers
    },
  }
}
