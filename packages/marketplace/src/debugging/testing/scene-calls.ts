import type { Marketplace } from '../../marketplace.ts'
import type { MemberActor } from '../../platform/index.ts'
import type { TargetId } from '../service/targets.ts'
import type { TestAsk, Tested } from '../service/test-calls.ts'

type SceneCall = {
  readonly seller: MemberActor
  readonly target: TargetId
  readonly scene: string
  /** Values that are not as preset. */
  readonly change?: Readonly<Record<string, string>> | undefined
}

/** The form of a scene as its page shows it, some values changed. */
export async function fillScene(
  { debugging }: Pick<Marketplace, 'debugging'>,
  { seller, target, scene, change }: SceneCall,
): Promise<TestAsk> {
  const { standings } = await debugging.listScenes(seller, target)
  const parameters = standings.find((one) => one.scene.name === scene)?.parameters ?? []
  const presets = Object.fromEntries(parameters.map(({ name, value }) => [name, value]))
  return { scene, parameters: { ...presets, ...change } }
}

/** Sends the test call of a scene, filled in like this. */
export const sendScene = async (market: Pick<Marketplace, 'debugging'>, of: SceneCall): Promise<Tested> =>
  market.debugging.sendTestCall(of.seller, of.target, await fillScene(market, of))
