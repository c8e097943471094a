import { toCalendarParts } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openAtOnce } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { listHistory } from '../../platform/index.ts'
import type { MemberActor, MessageEvents, Platform } from '../../platform/index.ts'
import { sendScene } from '../../debugging/testing/scene-calls.ts'

/** Messages about the interface of a product; others are not of interest. */
const kinds = new Set([
  'dial_test_failed',
  'interface_warned',
  'interface_frozen',
  'interface_unfrozen',
  'interface_delisted',
  'interface_repaired',
  'relisting_decided',
  'interface_deferred',
  'dial_tests_switched',
  'interface_task',
  'product_availability',
])

const two = (n: number): string => String(n).padStart(2, '0')

/** A product whose cases have passed, and what is told of it, in tests. */
export function createWatched(world: () => World) {
  /** Each message as it was raised: `11-24 15 seller interface_warned`, with what tells it from others. */
  const told: string[] = []

  /** Hears what this node tells. */
  function listen({ bus }: Pick<Platform, 'bus'> = world().platform): void {
    const hear = (_tx: unknown, { kind, to, data }: MessageEvents['raised']) => {
      if (!kinds.has(kind)) return Promise.resolve()
      const { month, day, hour } = toCalendarParts(world().clock.now(), world().platform.zone)
      const { what, failures, by, isOnSale } = data as Readonly<Record<string, string | number | boolean>>
      const more = [what, by, failures, isOnSale].filter((one) => one !== undefined)
      told.push([`${two(month)}-${two(day)} ${two(hour)}`, to.kind, kind, ...more].join(' '))
      return Promise.resolve()
    }
    bus.register([{ 'message.raised': hear } as never])
  }

  async function callScene(seller: MemberActor, productId: Id<'prd'>, scene: string): Promise<boolean> {
    const { saved } = await sendScene(world().market, { seller, target: productId, scene })
    return saved.passed
  }

  /** A product on sale at this server, with a case that has passed. */
  async function openWatched(server: ScriptedSeller, owner?: MemberActor & { sellerId: Id<'sel'> }) {
    server.answer(openAtOnce)
    const { productId, sellerId, ...of } = await world().given.listedProduct(server.url, owner)
    const seller = { ...of.seller, sellerId }
    if (!(await callScene(seller, productId, 'new_period'))) throw new Error('The test call failed')
    told.length = 0
    return { productId, seller }
  }

  const breakDown = (server: ScriptedSeller): void =>
    server.answer(() => ({ resultCode: '000005', resultMsg: 'broken' }))
  const repair = (server: ScriptedSeller): void => server.answer(openAtOnce)

  /** What was told since the last time. */
  const takeTold = (): string[] => told.splice(0)
  const standingOf = async (seller: MemberActor, productId: Id<'prd'>) =>
    (await world().market.monitoring.getWatch(seller, 'seller', productId)).shown.standing
  const stateOf = async (seller: MemberActor, productId: Id<'prd'>) =>
    (await world().market.monitoring.getWatch(seller, 'seller', productId)).shown.product.state
  const factsOf = async (productId: Id<'prd'>) =>
    (await listHistory(world().platform.db, productId)).map(({ kind }) => kind)

  return { listen, openWatched, callScene, breakDown, repair, takeTold, standingOf, stateOf, factsOf }
}
