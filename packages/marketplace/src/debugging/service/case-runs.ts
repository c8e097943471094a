import type { Id, Instant } from '@loggia/kernel'
import type { Calls } from '../../calls/index.ts'
import type { Protocol } from '../../dialects/index.ts'
import type { Db, Platform } from '../../platform/index.ts'
import type { Values } from '../rules/repeats.ts'
import { endingScene, isNeeded, isSlow, listOpened, pickOpened } from '../rules/scenes.ts'
import type { Opened } from '../rules/scenes.ts'
import type { DebugCase, Scene } from '../schema.ts'
import * as store from '../store.ts'
import { readExchange, repeatForm, requireCallable } from './sending.ts'
import type { CallableScene, ShownExchange, createSending } from './sending.ts'
import { findBlock, listTargetScenes } from './targets.ts'
import type { createTargets } from './targets.ts'

/** One saved case that was called again. Its exchange is sealed for the place that the caller named. */
export type CaseCall = Pick<
  DebugCase,
  'scene' | 'passed' | 'verdict' | 'resultCode' | 'durationMs' | 'connection'
> & {
  readonly activity: string
  readonly isNeeded: boolean
  /** Whether it passed too late for a buyer who waits for the answer. */
  readonly slow: boolean
  readonly at: Instant
  readonly sealed: { readonly request: Uint8Array; readonly reply?: Uint8Array }
}
/** All saved cases of a product, called again; or why none was. */
export type CaseRun = {
  readonly blockedBy?: 'unbound' | 'address_not_approved' | 'no_cases'
  readonly calls: readonly CaseCall[]
  /** The cases after a call without an answer. */
  readonly leftOut?: readonly Pick<CaseCall, 'isNeeded'>[]
}
/** Where the exchange of a scene will be stored. */
type Sealing = { readonly sealPlace: (scene: string) => string }

/** What was typed for each scene and opened before, and where exchanges will be stored. */
type Repeated = Sealing & { readonly typedFor: (scene: Scene) => Values; readonly before: readonly Opened[] }

/** The parts of debugging that repeat its cases. */
export type Repeating = Platform & {
  readonly calls: Calls
  readonly sending: ReturnType<typeof createSending>
  readonly targets: ReturnType<typeof createTargets>
}

export function createCaseRuns({ db, clock, calls, sending, targets }: Repeating) {
  async function callAgain(of: CallableScene, typed: Values, opened: readonly Opened[]) {
    const { target, tests, scene } = of
    const at = clock.now()
    const presets = { ...target.presets, now: at, opened: pickOpened(scene, opened) }
    const filled = repeatForm(of, presets, typed)
    if (!filled) return undefined
    const exchange = await calls.sendTest(filled.test)
    const instanceId = tests.openedMember && filled.test.request[tests.openedMember]
    return { at, exchange, result: readExchange(of, exchange), instanceId }
  }

  /** Ends what a run opened besides the instance of its case, so that nothing is left behind. No result counts. */
  async function endOthers(of: CallableScene, typed: Values, others: readonly Opened[]): Promise<void> {
    const own = Object.entries(typed).filter(([name]) => name !== of.tests.openedMember)
    for (const other of others) await callAgain(of, Object.fromEntries(own), [other])
  }

  /**
   * Calls the saved passed cases of a product again, one after the other, with what its seller typed for them, and saves
   * nothing (R239). Later scenes are about what this run opened, and all of it is ended if its release is among the cases.
   * A case that can make no request any more, for nothing was opened for it, is left out. A server that does not answer is
   * called no more. It takes as long as the server does, and belongs in no transaction.
   */
  async function runCases(productId: Id<'prd'>, { sealPlace }: Sealing): Promise<CaseRun> {
    const target = await targets.findProductTarget(db, productId)
    const blockedBy = target.servers.map(findBlock).find((block) => block !== undefined)
    if (blockedBy) return { blockedBy, calls: [] }
    const cases = await store.listCases(db, productId)
    const typedFor = await sending.listTypedOf(productId)
    const passed = new Set(cases.filter((one) => one.passed).map(({ scene }) => scene))
    const scenes = listTargetScenes(target).filter(({ scene }) => passed.has(scene.name))
    const before = listOpened(cases)
    const runs = []
    for (const server of target.servers) {
      const own = scenes.filter((one) => one.server === server).map(requireCallable)
      runs.push(await runServer(own, { typedFor, before, sealPlace }))
    }
    const made = runs.flatMap((run) => run.calls)
    const leftOut = runs.flatMap((run) => run.leftOut ?? [])
    if (made.length === 0) return { blockedBy: 'no_cases', calls: [] }
    return leftOut.length === 0 ? { calls: made } : { calls: made, leftOut }
  }

  /** The saved cases of one server. */
  async function runServer(
    scenes: readonly CallableScene[],
    by: Repeated,
  ): Promise<Omit<CaseRun, 'blockedBy'>> {
    const { typedFor, before, sealPlace } = by
    let opened: readonly Opened[] = []
    const made: CaseCall[] = []
    for (const [n, of] of scenes.entries()) {
      const { target, scene } = of
      const call = await callAgain(of, typedFor(scene), [...opened, ...before])
      if (!call) continue
      const { reference, ...result } = call.result
      if (reference !== undefined) opened = [{ scene: scene.name, reference }, ...opened]
      made.push({
        ...result,
        activity: scene.activity,
        isNeeded: isNeeded(scene, target.traits),
        slow: isSlow(result),
        at: call.at,
        sealed: calls.sealTest(sealPlace(scene.name), call.exchange),
      })
      if (call.exchange.outcome.kind === 'unreachable') {
        const leftOut = scenes.slice(n + 1).map((one) => ({ isNeeded: isNeeded(one.scene, target.traits) }))
        return { calls: made, leftOut }
      }
      const others = opened.filter((one) => one.reference !== call.instanceId)
      if (scene.name === endingScene && result.passed) await endOthers(of, typedFor(scene), others)
    }
    return { calls: made }
  }

  /** An exchange that {@link runCases} sealed for a place, secrets masked. */
  const showSealed = (place: string, protocol: Protocol, sealed: CaseCall['sealed']): ShownExchange =>
    sending.show(protocol, calls.openTest(place, sealed))

  /** Whether anything of a product can be called again. */
  const hasCases = (from: Db, productId: Id<'prd'>): Promise<boolean> => store.hasPassed(from, productId)

  return { runCases, showSealed, hasCases }
}
