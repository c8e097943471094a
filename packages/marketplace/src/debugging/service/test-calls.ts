import type { Diagnosis } from '@loggia/diagnosis'
import { Problem, omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import type { ConnectionKind } from '@loggia/protocol/console/access/kinds'
import { isProvenProtocol } from '@loggia/protocol/protocols'
import type { Access } from '../../access/index.ts'
import type { Calls } from '../../calls/index.ts'
import type { Catalog } from '../../catalog/index.ts'
import { dialects } from '../../dialects/index.ts'
import type { Protocol } from '../../dialects/index.ts'
import type { OpenApi, RefusedQuery } from '../../open-api/index.ts'
import { requireSeller } from '../../parties/index.ts'
import type { Parties } from '../../parties/index.ts'
import type { MemberActor, Platform } from '../../platform/index.ts'
import { debuggingProblems } from '../problems.ts'
import { toExchange, withoutExcerpts } from '../rules/diagnoses.ts'
import { findGap } from '../rules/gaps.ts'
import { listParameters } from '../rules/parameters.ts'
import { isNeeded, findLast, listStaleness } from '../rules/scenes.ts'
import type { CaseGap, DebugCase, Parameter, Scene, Staleness } from '../schema.ts'
import * as store from '../store.ts'
import type { Judge } from './judging.ts'
import { createOtherKeys } from './other-keys.ts'
import { formatCasePlace, readExchange, requireCallable, toTestCall } from './sending.ts'
import type { CallableScene, Exchange, ShownExchange, createSending } from './sending.ts'
import { findBlock, listTargetScenes, refuseScene } from './targets.ts'
import type { TargetId, TargetScene, TargetServer, createTargets } from './targets.ts'

/** The part of a key that people tell keys apart by (R253). */
const hintLength = 4

export type SavedCase = DebugCase & { readonly staleness: readonly Staleness[] }
export type SceneStanding = {
  readonly scene: Scene
  readonly of: ConnectionKind
  readonly isNeeded: boolean
  readonly parameters: readonly Parameter[]
  /** The scene that opened the preset instance. */
  readonly openedBy?: string
  readonly passed?: SavedCase
  readonly failed?: SavedCase
  /** Which of the two is newer. */
  readonly last?: 'passed' | 'failed'
  /** Why it does not count for a submission. */
  readonly gap?: CaseGap
}
/** A seller's request: a scene with the values of its form. */
export type TestAsk = { readonly scene: string; readonly parameters: Readonly<Record<string, string>> }
/** A request that is not sent: `whole` for its author, `shown` with secrets masked. */
export type Written = {
  readonly url: string
  readonly whole: ReturnType<Calls['writeTest']>['request']
  readonly shown: ShownExchange['request']
}
export type Tested = ShownExchange & {
  readonly at: Instant
  readonly saved: SavedCase
  readonly diagnosis?: Diagnosis
  /** A query of the seller's server that was refused meanwhile. */
  readonly refusedQuery?: RefusedQuery
}

/** Where test calls are sent, or why none can be. The protocol is absent for a product that was never bound. */
type ShownServer = {
  readonly protocol?: Protocol
  readonly url?: string
  readonly keyHint?: string
  readonly blockedBy?: 'unbound' | 'address_not_approved'
}
/** The result of one call with new settings. */
type TriedBinding = Pick<DebugCase, 'passed' | 'scene' | 'verdict' | 'resultCode' | 'durationMs'> & {
  readonly url: string
}

/** Debugging calls to a seller's own server (R245–R249): they create no order, instance, charge or row of a call. */
export function createTestCalls(
  platform: Platform & {
    readonly parties: Parties
    readonly access: Access
    readonly calls: Calls
    readonly catalog: Catalog
    readonly openApi: Pick<OpenApi, 'findRefusedQuery'>
    readonly judge: Judge
    readonly sending: ReturnType<typeof createSending>
    readonly targets: ReturnType<typeof createTargets>
  },
) {
  const { db, clock, wall, calls, openApi, judge } = platform
  const { inTurn, presetsOf, sendCase, show } = platform.sending
  const { maySeeKeys, othersOf } = createOtherKeys(platform)
  const { findTarget, listTargets } = platform.targets

  /** The scenes of a product, with the presets of each form and the saved cases. Throws `catalog.product_not_found`. */
  async function listScenes(actor: MemberActor, targetId: TargetId) {
    const target = await findTarget(requireSeller(actor), targetId)
    const cases = await store.listCases(db, target.subject)
    const standings = listTargetScenes(target).map((of) => standingOf(of, cases))
    const showsKey = await maySeeKeys(actor)
    const [server, joint] = target.servers.map((one) => toShownServer(one, showsKey))
    return { ...server, joint, standings }
  }

  function toShownServer(server: TargetServer, showsKey: boolean): ShownServer {
    const { protocol, access: found } = server
    const callable = found instanceof Error ? undefined : found
    const keyHint = showsKey ? callable?.accessKey.slice(-hintLength) : undefined
    return omitUndefined({ protocol, url: callable?.url, keyHint, blockedBy: findBlock(server) })
  }

  function standingOf(of: TargetScene, cases: readonly DebugCase[]): SceneStanding {
    const { target, server, tests, scene } = of
    const { today } = server
    const presets = presetsOf(of, cases)
    const { now, opened } = presets
    const parameters = listParameters(tests, scene, presets)
    const has = (wanted: boolean): SavedCase | undefined => {
      const found = cases.find((one) => one.scene === scene.name && one.passed === wanted)
      return found && { ...found, staleness: today ? listStaleness(found.connection, today) : [] }
    }
    const [passed, failed] = [has(true), has(false)]
    const last = findLast(passed, failed)
    return omitUndefined({
      scene,
      of: server === target.servers[0] ? 'delivery' : 'joint',
      isNeeded: isNeeded(scene, target.traits),
      parameters,
      openedBy:
        opened && parameters.some(({ name }) => name === tests.openedMember) ? opened.scene : undefined,
      passed,
      failed,
      last,
      gap: findGap({ passed, failed }, { today, now }),
    })
  }

  async function getScene(actor: MemberActor, targetId: TargetId, name: string): Promise<CallableScene> {
    const target = await findTarget(requireSeller(actor), targetId)
    const of = listTargetScenes(target).find(({ scene }) => scene.name === name)
    if (!of) throw refuseScene(target, name)
    return requireCallable(of)
  }

  /**
   * The signed request as it would be sent now; nothing is sent. Throws `debugging.scene_unknown`,
   * `debugging.parameters_wrong`, and the refusals for the product or its address.
   */
  async function writeTestCall(actor: MemberActor, targetId: TargetId, ask: TestAsk): Promise<Written> {
    const found = await getScene(actor, targetId, ask.scene)
    const { url, request } = calls.writeTest(toTestCall(found, ask.parameters))
    return { url, whole: request, shown: calls.showTest(found.access.protocol, request) }
  }

  /**
   * Sends one call and saves the result as the scene's case. Throws like {@link writeTestCall}, and
   * `debugging.test_limited`, `debugging.test_busy`.
   */
  async function sendTestCall(actor: MemberActor, targetId: TargetId, ask: TestAsk): Promise<Tested> {
    const found = await getScene(actor, targetId, ask.scene)
    const { parameters: values } = ask
    const filled = { values, test: toTestCall(found, values) }
    const since = wall.now()
    const { sellerId } = found.target
    const { at, saved, exchange } = await inTurn({ sellerId }, () => sendCase(actor, found, filled))
    const { request, reply } = exchange
    const isSigned = isProvenProtocol(found.access.protocol)
    const diagnosis =
      reply && isSigned ? await diagnoseExchange(actor, found, exchange).catch(withoutAnswer) : undefined
    const refusedQuery = saved.passed ? undefined : await openApi.findRefusedQuery(sellerId, since)
    return omitUndefined({
      at,
      saved: { ...saved, staleness: [] },
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
    asked: Omit<Parameters<Access['openTrial']>[1], 'productId'>,
  ): Promise<TriedBinding> {
    const target = await findTarget(requireSeller(actor), productId)
    const opened = await platform.access.openTrial(actor, { ...asked, productId })
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
    const test = toTestCall({ access: opened, tests, scene }, Object.fromEntries(values))
    const { sellerId } = target
    const exchange = await inTurn({ sellerId }, () => calls.sendTest(test))
    const { passed, verdict, resultCode, durationMs } = readExchange({ access: opened, scene }, exchange)
    return omitUndefined({ passed, scene: scene.name, url: opened.url, verdict, resultCode, durationMs })
  }

  /**
   * Diagnoses a signature or a sealed field that does not fit, without texts: a reply may contain an initial password.
   */
  async function diagnoseExchange(
    actor: MemberActor,
    { target, access: { accessKey, protocol } }: CallableScene,
    { request, reply }: Exchange,
  ): Promise<Diagnosis> {
    const of = toExchange(request, reply)
    const otherKeys = await othersOf(actor, accessKey)
    const proven = isProvenProtocol(protocol) ? protocol : undefined
    return withoutExcerpts(await judge(target.sellerId, { of, accessKey, otherKeys, protocol: proven }))
  }

  /** A saved case with its exchange, secrets masked. Throws `debugging.case_not_found`. */
  async function getCase(
    actor: MemberActor,
    targetId: TargetId,
    { scene, passed }: { readonly scene: string; readonly passed: boolean },
  ): Promise<Tested> {
    const target = await findTarget(requireSeller(actor), targetId)
    const { subject } = target
    const kept = await store.findCase(db, { subject, scene, passed })
    if (!kept) throw debuggingProblems.case_not_found()
    const { saved, sealed } = kept
    const today = listTargetScenes(target).find((one) => one.scene.name === scene)?.server.today
    const staleness = today ? listStaleness(saved.connection, today) : []
    const exchange = calls.openTest(formatCasePlace(saved), sealed)
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

/** The call was sent and saved, so a diagnosis that is refused just now must not fail the request. */
function withoutAnswer(error: unknown): undefined {
  if (!(error instanceof Problem)) throw error
}
