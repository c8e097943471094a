import type { Id } from '@loggia/kernel'
import type { Access } from '../../access/index.ts'
import { dialects } from '../../dialects/index.ts'
import { requireSeller } from '../../parties/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { debuggingProblems } from '../problems.ts'
import { findGap } from '../rules/gaps.ts'
import { isNeeded, listTraits } from '../rules/scenes.ts'
import type { Sold } from '../rules/scenes.ts'
import type { DebugCase } from '../schema.ts'
import * as store from '../store.ts'
import type { Repeating } from './case-runs.ts'
import { repeatForm, requireCallable } from './sending.ts'
import type { CallableScene } from './sending.ts'
import { isJoint, listTargetScenes, refuseScene } from './targets.ts'
import type { Target, TargetId } from './targets.ts'

/** Scenes that a seller had called one after the other, each saved as a case, and those that were not called. */
export type SceneRun = {
  readonly cases: readonly DebugCase[]
  readonly unsent: readonly { readonly scene: string; readonly because: 'parameters' | 'failure' }[]
}

/** The gate of submissions (R44, R246, R252), and the run that opens it. */
export function createGate({ db, clock, access, sending, targets }: Repeating & { readonly access: Access }) {
  function listAsked(target: Target, names: readonly string[] | undefined): readonly CallableScene[] {
    const all = listTargetScenes(target)
    const unknown = names?.find((name) => !all.some(({ scene }) => scene.name === name))
    if (all.length === 0 || unknown !== undefined) throw refuseScene(target, unknown ?? '')
    return all
      .filter(({ scene }) => (names ? names.includes(scene.name) : isNeeded(scene, target.traits)))
      .map(requireCallable)
  }

  /**
   * Calls scenes of a target, by default all that its product needs, and saves each result as a case. It ends at the first
   * that fails: what comes later in a service's life mostly fails for the same reason. Throws `debugging.scene_unknown`, `debugging.test_limited`, `debugging.test_busy`, and the refusals for the
   * product or its address.
   */
  async function runScenes(
    actor: MemberActor,
    targetId: TargetId,
    names?: readonly string[],
  ): Promise<SceneRun> {
    const target = await targets.findTarget(requireSeller(actor), targetId)
    const asked = listAsked(target, names)
    const cases: DebugCase[] = []
    const unsent: SceneRun['unsent'][number][] = []
    await sending.inTurn({ sellerId: target.sellerId, runOf: asked.length }, async () => {
      const typedFor = await sending.listTypedOf(target.subject)
      // As its seller saved it, or with the presets if it was never called; later scenes are about what this run opened.
      const fillAgain = async (of: CallableScene) =>
        repeatForm(of, sending.presetsOf(of, await store.listCases(db, target.subject)), typedFor(of.scene))
      for (const of of asked) {
        const { name: scene } = of.scene
        const hasFailed = cases.some(({ passed }) => !passed)
        const filled = hasFailed ? undefined : await fillAgain(of)
        if (filled) cases.push((await sending.sendCase(actor, of, filled)).saved)
        else unsent.push({ scene, because: hasFailed ? 'failure' : 'parameters' })
      }
    })
    return { cases, unsent }
  }

  /**
   * R44, R246, R252: called when a product is submitted, or a change of what is `sold`. Throws `debugging.cases_missing`
   * unless the newest case of each scene that it needs has passed with what the product is bound to, not long ago. A
   * product for which no server is called needs nothing.
   */
  async function requireCases(tx: Tx, productId: Id<'prd'>, sold?: Sold): Promise<void> {
    const target = await targets.findProductTarget(tx, productId)
    const traits = sold ? listTraits(sold, isJoint(target)) : target.traits
    const cases = await store.listCases(tx, productId)
    const now = clock.now()
    const scenes = []
    for (const { family, today } of target.servers) {
      const protocol = await access.findProtocol(tx, productId, family)
      const tests = protocol && dialects[protocol].testCalls
      for (const scene of tests?.scenes ?? []) {
        const has = (wanted: boolean) =>
          cases.find((one) => one.scene === scene.name && one.passed === wanted)
        const gap = findGap({ passed: has(true), failed: has(false) }, { today, now })
        if (isNeeded(scene, traits) && gap !== undefined) scenes.push({ scene: scene.name, gap })
      }
    }
    if (scenes.length > 0) throw debuggingProblems.cases_missing({ count: scenes.length, scenes })
  }

  return { runScenes, requireCases }
}
