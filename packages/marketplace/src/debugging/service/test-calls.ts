import type { Diagnosis } from '@loggia/diagnosis'
import { Problem, omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import type { Access } from '../../access/index.ts'
import type { Calls } from '../../calls/index.ts'
import type { Catalog } from '../../catalog/index.ts'
import { dialects } from '../../dialects/index.ts'
import type { OpenApi, RefusedQuery } from '../../open-api/index.ts'
import { requireSeller } from '../../parties/index.ts'
import type { Parties } from '../../parties/index.ts'
import { createAdmission, runInTx } from '../../platform/index.ts'
import type { MemberActor, Platform } from '../../platform/index.ts'
import { debuggingProblems } from '../problems.ts'
import { toExchange, withoutExcerpts } from '../rules/diagnoses.ts'
import { listParameters, readParameters } from '../rules/parameters.ts'
import { hasPassed, isNeeded, findLast, findOpened, listStaleness } from '../rules/scenes.ts'
import type { DebugCase, Parameter, Scene, Staleness, TestCalls } from '../schema.ts'
import * as store from '../store.ts'
import type { Judge } from './judging.ts'
import { createOtherKeys } from './other-keys.ts'
import { findBlock, createTargets } from './targets.ts'
import type { Target, TargetAccess, TargetId } from './targets.ts'

/** Limits per seller: each call may wait for a server until the time limit of a call. */
const most = { aMinute: 20, atOnce: 2 }
/** The part of a key that people tell keys apart by (R253). */
const hintLength = 4

export type SavedCase = DebugCase & { readonly staleness: readonly Staleness[] }
export type SceneStanding = {
  readonly scene: Scene
  readonly isNeeded: boolean
  readonly parameters: readonly Parameter[]
  /** The scene that opened the preset instance. */
  readonly openedBy?: string
  readonly passed?: SavedCase
  readonly failed?: SavedCase
  /** Which of the two is newer. */
  readonly last?: 'passed' | 'failed'
}
/** A seller's request: a scene with the values of its form. */
export type TestAsk = { readonly scene: string; readonly parameters: Readonly<Record<string, string>> }
type Shown = ReturnType<Calls['showTest']>
/** A request that is not sent: `whole` for its author, `shown` with secrets masked. */
export type Written = {
  readonly url: string
  readonly whole: ReturnType<Calls['writeTest']>['request']
  readonly shown: Shown
}
export type ShownExchange = { readonly request: Shown; readonly reply?: Shown }
export type Tested = ShownExchange & {
  readonly at: Instant
  readonly saved: SavedCase
  readonly diagnosis?: Diagnosis
  /** A query of the seller's server that was refused meanwhile. */
  readonly refusedQuery?: RefusedQuery
}

type Standing = {
  readonly target: Target
  readonly cases: readonly DebugCase[]
  readonly tests: TestCalls | undefined
  readonly scene: Scene
}
type Given = {
  readonly target: Target
  readonly access: TargetAccess
  readonly tests: TestCalls
  readonly scene: Scene
  readonly ask: TestAsk
}
/** The result of one call with new settings. */
type TriedBinding = Pick<DebugCase, 'passed' | 'scene' | 'verdict' | 'resultCode' | 'durationMs'> & {
  readonly url: string
}
type Exchange = Awaited<ReturnType<Calls['sendTest']>>

/** Debugging calls to a seller's own server (R245–R249): they create no order, instance, charge or row of a call. */
export function createTestCalls(
  platform: Platform & {
    readonly parties: Parties
    readonly access: Access
    readonly calls: Calls
    readonly catalog: Catalog
    readonly openApi: Pick<OpenApi, 'findRefusedQuery'>
    readonly judge: Judge
  },
) {
  const { db, clock, wall, ids, calls, openApi, judge } = platform
  const { maySeeKeys, othersOf } = createOtherKeys(platform)
  const { findTarget, listTargets } = createTargets(platform)
  // Counted per node, as for diagnoses.
  const { admit } = createAdmission({ wall, mostAMinute: most.aMinute })
  const waiting = new Map<Id<'sel'>, number>()

  /** The scenes of a product, with the presets of each form and the saved cases. Throws `catalog.product_not_found`. */
  async function listScenes(actor: MemberActor, targetId: TargetId) {
    const target = await findTarget(requireSeller(actor), targetId)
    const { protocol, access: found } = target
    const callable = found instanceof Error ? undefined : found
    const cases = await store.listCases(db, target.subject)
    const tests = protocol && dialects[protocol].testCalls
    const standings = (tests?.scenes ?? []).map((scene) => standingOf({ target, cases, tests, scene }))
    const keyHint = callable && (await maySeeKeys(actor)) ? callable.accessKey.slice(-hintLength) : undefined
    return { protocol, url: callable?.url, keyHint, blockedBy: findBlock(target), standings }
  }

  function standingOf({ target, cases, tests, scene }: Standing): SceneStanding {
    const { today } = target
    const opened = findOpened(scene, cases, today)
    const presets = { ...target.presets, now: clock.now(), opened }
    const parameters = tests ? listParameters(tests, scene, presets) : []
    const has = (wanted: boolean): SavedCase | undefined => {
      const found = cases.find((one) => one.scene === scene.name && one.passed === wanted)
      return found && { ...found, staleness: today ? listStaleness(found.connection, today) : [] }
    }
    const [passed, failed] = [has(true), has(false)]
    const last = findLast(passed, failed)
    return omitUndefined({
      scene,
      isNeeded: isNeeded(scene, target.traits),
      parameters,
      openedBy:
        opened && parameters.some(({ name }) => name === tests?.openedMember) ? opened.scene : undefined,
      passed,
      failed,
      last,
    })
  }

  async function readGiven(actor: MemberActor, targetId: TargetId, ask: TestAsk): Promise<Given> {
    const target = await findTarget(requireSeller(actor), targetId)
    const { access: found } = target
    if (found instanceof Error) throw found
    const tests = dialects[found.protocol].testCalls
    const scene = tests?.scenes.find(({ name }) => name === ask.scene)
    if (!tests || !scene)
      throw debuggingProblems.scene_unknown({ protocol: found.protocol, scene: ask.scene })
    return { target, access: found, tests, scene, ask }
  }

  function testOf({ access: found, tests, scene, ask }: Given) {
    const read = readParameters(tests, scene, ask.parameters)
    if (!read.ok)
      throw debuggingProblems.parameters_wrong({
        names: read.faults.map(({ name }) => name).join(', '),
        faults: read.faults,
      })
    return { protocol: found.protocol, access: found, request: read.request }
  }

  /**
   * The signed request as it would be sent now; nothing is sent. Throws `debugging.scene_unknown`,
   * `debugging.parameters_wrong`, and the refusals for the product or its address.
   */
  async function writeTestCall(actor: MemberActor, targetId: TargetId, ask: TestAsk): Promise<Written> {
    const found = await readGiven(actor, targetId, ask)
    const { url, request } = calls.writeTest(testOf(found))
    return { url, whole: request, shown: calls.showTest(found.access.protocol, request) }
  }

  /**
   * Sends one call and saves the result as the scene's case. Throws like {@link writeTestCall}, and
   * `debugging.test_limited`, `debugging.test_busy`.
   */
  async function sendTestCall(actor: MemberActor, targetId: TargetId, ask: TestAsk): Promise<Tested> {
    const found = await readGiven(actor, targetId, ask)
    const test = testOf(found)
    const at = clock.now()
    const since = wall.now()
    const { sellerId } = found.target
    const exchange = await inTurn(sellerId, () => calls.sendTest(test))
    const { request, reply } = exchange
    const saved = await save(actor, found, { exchange, at })
    const diagnosis = reply && (await diagnoseExchange(actor, found, exchange).catch(withoutAnswer))
    const refusedQuery = saved.passed ? undefined : await openApi.findRefusedQuery(sellerId, since)
    return omitUndefined({
      at,
      saved,
      ...show(found.access.protocol, { request, reply }),
      diagnosis,
      refusedQuery,
    })
  }

  /**
   * Sends one call with settings that nothing is bound to yet, and saves nothing: before a product moves to them. It is
   * the first scene that the product needs, with its presets. Throws like {@link sendTestCall}, and what binding throws.
   */
  async function tryBinding(
    actor: MemberActor,
    productId: Id<'prd'>,
    asked: Parameters<Access['openTrial']>[1],
  ): Promise<TriedBinding> {
    const target = await findTarget(requireSeller(actor), productId)
    const opened = await platform.access.openTrial(actor, asked)
    const { protocol, expireDigits, cancellationOrder } = asked.speech
    const tests = dialects[protocol].testCalls
    const scene = tests?.scenes.find((one) => isNeeded(one, target.traits)) ?? tests?.scenes[0]
    if (!tests || !scene) throw debuggingProblems.scene_unknown({ protocol, scene: '' })
    const presets = {
      ...target.presets,
      expireDigits,
      cancellationOrder,
      now: clock.now(),
      opened: undefined,
    }
    const values = listParameters(tests, scene, presets).map(({ name, value }) => [name, value] as const)
    const given = { target, access: opened, tests, scene }
    const test = testOf({ ...given, ask: { scene: scene.name, parameters: Object.fromEntries(values) } })
    const exchange = await inTurn(target.sellerId, () => calls.sendTest(test))
    const { outcome, durationMs } = exchange
    return omitUndefined({
      passed: hasPassed(scene, outcome),
      scene: scene.name,
      url: opened.url,
      verdict: outcome.verdict,
      resultCode: 'resultCode' in outcome ? outcome.resultCode : undefined,
      durationMs,
    })
  }

  async function inTurn<T>(sellerId: Id<'sel'>, send: () => Promise<T>): Promise<T> {
    const under = waiting.get(sellerId) ?? 0
    if (under >= most.atOnce) throw debuggingProblems.test_busy({ limit: most.atOnce })
    const retryAfter = admit(sellerId)
    if (retryAfter !== undefined) throw debuggingProblems.test_limited({ limit: most.aMinute, retryAfter })
    waiting.set(sellerId, under + 1)
    try {
      return await send()
    } finally {
      waiting.set(sellerId, (waiting.get(sellerId) ?? 1) - 1)
    }
  }

  async function save(
    actor: MemberActor,
    { target, access: by, scene }: Given,
    { exchange, at }: { readonly exchange: Exchange; readonly at: Instant },
  ): Promise<SavedCase> {
    const { outcome, durationMs } = exchange
    const { protocol, url, keyId, keyBits } = by
    const passed = hasPassed(scene, outcome)
    const reference = passed && 'data' in outcome ? outcome.data.reference : undefined
    const saved: DebugCase = omitUndefined({
      id: ids.next('dbc'),
      sellerId: target.sellerId,
      subject: target.subject,
      scene: scene.name,
      passed,
      madeAt: at,
      madeBy: { memberId: actor.memberId, name: actor.name },
      connection: omitUndefined({ protocol, url, keyId, keyBits }),
      verdict: outcome.verdict,
      resultCode: 'resultCode' in outcome ? outcome.resultCode : undefined,
      reference,
      durationMs,
    })
    const sealed = calls.sealTest(placeOf(saved), exchange)
    // If this server was stopped meanwhile, the result says nothing about the seller's server.
    if (outcome.verdict.code !== 'interrupted')
      await runInTx(platform, { actor }, (tx) => store.saveCase(tx, saved, sealed))
    return { ...saved, staleness: [] }
  }

  /**
   * Diagnoses a signature or a sealed field that does not fit, without texts: a reply may contain an initial password.
   */
  async function diagnoseExchange(
    actor: MemberActor,
    { target, access: { accessKey, protocol } }: Given,
    { request, reply }: Exchange,
  ): Promise<Diagnosis> {
    const of = toExchange(request, reply)
    const otherKeys = await othersOf(actor, accessKey)
    return withoutExcerpts(await judge(target.sellerId, { of, accessKey, otherKeys, protocol }))
  }

  function show(
    protocol: TargetAccess['protocol'],
    { request, reply }: Pick<Exchange, 'request'> & { reply?: Exchange['reply'] | undefined },
  ): ShownExchange {
    return omitUndefined({
      request: calls.showTest(protocol, request),
      reply: reply ? calls.showTest(protocol, reply) : undefined,
    })
  }

  /** A saved case with its exchange, secrets masked. Throws `debugging.case_not_found`. */
  async function getCase(
    actor: MemberActor,
    targetId: TargetId,
    { scene, passed }: { readonly scene: string; readonly passed: boolean },
  ): Promise<Tested> {
    const { subject, today } = await findTarget(requireSeller(actor), targetId)
    const kept = await store.findCase(db, { subject, scene, passed })
    if (!kept) throw debuggingProblems.case_not_found()
    const { saved, sealed } = kept
    const staleness = today ? listStaleness(saved.connection, today) : []
    const exchange = calls.openTest(placeOf(saved), sealed)
    return {
      at: saved.madeAt,
      saved: { ...saved, staleness },
      ...show(saved.connection.protocol, exchange),
    }
  }

  return {
    listTargets: (actor: MemberActor) => listTargets(requireSeller(actor)),
    listScenes,
    writeTestCall,
    sendTestCall,
    tryBinding,
    getCase,
  }
}

/** Binds a sealed exchange to its row. */
const placeOf = ({ subject, scene, passed }: DebugCase): string =>
  `debug_case:${subject}:${scene}:${passed ? 'passed' : 'failed'}`

/** The call was sent and saved, so a diagnosis that is refused just now must not fail the request. */
function withoutAnswer(error: unknown): undefined {
  if (!(error instanceof Problem)) throw error
}
