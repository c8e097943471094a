import { isId, omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import type { Calls } from '../../calls/index.ts'
import type { Protocol } from '../../dialects/index.ts'
import { createAdmission, emit, runInTx } from '../../platform/index.ts'
import type { MemberActor, Platform } from '../../platform/index.ts'
import { debuggingProblems } from '../problems.ts'
import { readParameters } from '../rules/parameters.ts'
import { fillForm, listTyped } from '../rules/repeats.ts'
import type { Values } from '../rules/repeats.ts'
import { findOpened, hasPassed } from '../rules/scenes.ts'
import type { CaseSaved, DebugCase, Presets, Scene } from '../schema.ts'
import * as store from '../store.ts'
import type { TargetAccess, TargetScene } from './targets.ts'

/**
 * Limits per seller: each call may wait for a server until the time limit of a call. Runs, which repeat what was saved,
 * have a minute of their own: a submission must not wait because its seller has just tried things out.
 */
const most = { aMinute: 20, inRunsAMinute: 60, atOnce: 2 }

/** Calls of one seller that are sent one after the other. */
type Turn = { readonly sellerId: Id<'sel'>; readonly runOf?: number }

/** A scene of a target that can be called. */
export type CallableScene = TargetScene & { readonly access: TargetAccess }

/** Throws why the server of a scene cannot be called. */
export function requireCallable(of: TargetScene): CallableScene {
  const { access } = of.server
  if (access instanceof Error) throw access
  return { ...of, access }
}
export type Exchange = Awaited<ReturnType<Calls['sendTest']>>
type Shown = ReturnType<Calls['showTest']>
/** An exchange for people, secrets masked. */
export type ShownExchange = { readonly request: Shown; readonly reply?: Shown }
/** A call that was sent and saved as the case of its scene. */
export type SentCase = { readonly at: Instant; readonly saved: DebugCase; readonly exchange: Exchange }

/** A form that can be sent: its values, and the call that they make. */
export type FilledForm = { readonly values: Values; readonly test: Parameters<Calls['sendTest']>[0] }

type Form = Pick<CallableScene, 'access' | 'tests' | 'scene'>

/** The call that a form with these values makes, or what is wrong with them. */
function readTestCall({ access, tests, scene }: Form, values: Values) {
  const read = readParameters(tests, scene, values)
  return read.ok
    ? ({ ok: true, test: { protocol: access.protocol, access, request: read.request } } as const)
    : read
}

/** The call that a form with these values makes. Throws `debugging.parameters_wrong`. */
export function toTestCall(form: Form, values: Values): FilledForm['test'] {
  const read = readTestCall(form, values)
  if (read.ok) return read.test
  throw debuggingProblems.parameters_wrong({
    names: read.faults.map(({ name }) => name).join(', '),
    faults: read.faults,
  })
}

/** The form with its presets and what was typed for it before; undefined if it makes no call, for something is missing. */
export function repeatForm(form: Form, presets: Presets, typed: Values): FilledForm | undefined {
  const values = fillForm({ calls: form.tests, scene: form.scene, presets }, typed)
  const read = readTestCall(form, values)
  return read.ok ? { values, test: read.test } : undefined
}

/** What an exchange says about the scene. */
export function readExchange(
  { access: { protocol, url, keyId, keyBits }, scene }: Pick<CallableScene, 'access' | 'scene'>,
  { outcome, durationMs }: Exchange,
) {
  const passed = hasPassed(scene, outcome)
  return omitUndefined({
    scene: scene.name,
    passed,
    connection: omitUndefined({ protocol, url, keyId, keyBits }),
    verdict: outcome.verdict,
    resultCode: 'resultCode' in outcome ? outcome.resultCode : undefined,
    reference: passed && 'data' in outcome ? outcome.data.reference : undefined,
    durationMs,
  })
}

/** Binds a sealed exchange, and what was typed for it, to its row. */
export const formatCasePlace = ({
  subject,
  scene,
  passed,
}: Pick<DebugCase, 'subject' | 'scene' | 'passed'>): string =>
  `debug_case:${subject}:${scene}:${passed ? 'passed' : 'failed'}`
const parametersOf = (of: Pick<DebugCase, 'subject' | 'scene' | 'passed'>): string =>
  `${formatCasePlace(of)}:parameters`

/** Calls that are saved as cases, and the limits of all calls that sellers make. */
export function createSending(platform: Platform & { readonly calls: Calls }) {
  const { db, seal, clock, wall, ids, calls } = platform
  // Counted per node, as for diagnoses.
  const single = createAdmission({ wall, mostAMinute: most.aMinute })
  const inRuns = createAdmission({ wall, mostAMinute: most.inRunsAMinute })
  const waiting = new Map<Id<'sel'>, number>()

  function requireRoom({ sellerId, runOf }: Turn): void {
    const limit = runOf === undefined ? most.aMinute : most.inRunsAMinute
    const retryAfter = runOf === undefined ? single.admit(sellerId) : inRuns.admit(sellerId, runOf)
    if (retryAfter !== undefined) throw debuggingProblems.test_limited({ limit, retryAfter })
  }

  /**
   * Sends one call, or a run of so many. Throws `debugging.test_limited`, also if only a part of the run could be sent
   * now, and `debugging.test_busy`.
   */
  async function inTurn<T>(turn: Turn, send: () => Promise<T>): Promise<T> {
    const { sellerId } = turn
    const under = waiting.get(sellerId) ?? 0
    if (under >= most.atOnce) throw debuggingProblems.test_busy({ limit: most.atOnce })
    requireRoom(turn)
    waiting.set(sellerId, under + 1)
    try {
      return await send()
    } finally {
      waiting.set(sellerId, (waiting.get(sellerId) ?? 1) - 1)
    }
  }

  const presetsOf = (
    { target, server, scene }: Omit<TargetScene, 'tests'>,
    cases: readonly DebugCase[],
  ): Presets => ({
    ...target.presets,
    now: clock.now(),
    opened: findOpened(scene, cases, server.today),
  })

  /** Sends a call and saves the result as the scene's case. */
  async function sendCase(
    actor: MemberActor,
    of: CallableScene,
    { values, test }: FilledForm,
  ): Promise<SentCase> {
    const { target, tests, scene } = of
    const presets = presetsOf(of, await store.listCases(db, target.subject))
    const at = clock.now()
    const exchange = await calls.sendTest(test)
    const saved: DebugCase = {
      ...readExchange(of, exchange),
      id: ids.next('dbc'),
      sellerId: target.sellerId,
      subject: target.subject,
      madeAt: at,
      madeBy: { memberId: actor.memberId, name: actor.name },
    }
    const typed = listTyped({ calls: tests, scene, presets }, values)
    const sealed = {
      ...calls.sealTest(formatCasePlace(saved), exchange),
      parameters: seal.seal(JSON.stringify(typed), parametersOf(saved)),
    }
    // If this server was stopped meanwhile, the result says nothing about the seller's server.
    if (saved.verdict.code !== 'interrupted')
      await runInTx(platform, { actor }, async (tx) => {
        await store.saveCase(tx, saved, sealed)
        const { subject } = saved
        if (saved.passed && isId(subject, 'prd'))
          await emit<CaseSaved>(tx, { type: 'case.saved', productId: subject })
      })
    return { at, saved, exchange }
  }

  /** What was typed for a scene when it passed last. What failed may have been a slip, and is not repeated. */
  async function listTypedOf(subject: DebugCase['subject']): Promise<(scene: Scene) => Values> {
    const found = await store.listParameters(db, subject)
    return ({ name: scene }) => {
      const sealed = found.get(scene)
      const place = parametersOf({ subject, scene, passed: true })
      return sealed ? (JSON.parse(seal.open(sealed, place)) as Values) : {}
    }
  }

  const show = (
    protocol: Protocol,
    { request, reply }: Pick<Exchange, 'request'> & { readonly reply?: Exchange['reply'] | undefined },
  ): ShownExchange =>
    omitUndefined({
      request: calls.showTest(protocol, request),
      reply: reply ? calls.showTest(protocol, reply) : undefined,
    })

  return { inTurn, presetsOf, sendCase, listTypedOf, show }
}
