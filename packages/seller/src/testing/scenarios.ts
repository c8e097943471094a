import { assertDone, assertOpened, assertRefused, SellerAssertionError } from './assertions.ts'
import type { TestMarketplace } from './marketplace.ts'
import type { TestReply } from './reply.ts'
import { getProductProtocol } from './wire/protocols.ts'

/**
 * A test case that every seller of this kit passes: `for (const { name, run } of scenarios) test(name, () =>
 * run(market))`.
 */
export type Scenario = {
  /** What is tested, as a sentence. */
  readonly name: string
  /** Rejects with a {@link SellerAssertionError} at the first wrong answer. */
  readonly run: (market: TestMarketplace) => Promise<void>
}

function assertSame(first: TestReply, again: TestReply): void {
  if (assertOpened(first) !== assertOpened(again))
    throw new SellerAssertionError(
      `The repeated request got a different instance from ${first.instanceId}.`,
      again,
    )
}

/** Opens an order and waits until the instance is ready. */
const openedIn = async (
  market: TestMarketplace,
  ...asked: Parameters<TestMarketplace['open']>
): Promise<TestReply> => market.ready(await market.open(...asked))

/** The code of a refused timestamp or nonce; for a wrong signature SaaS V2.0 has another code (saas-v2 §2.2). */
const stampRefusal = '000002'
const proofRefusal = '000001'

/** The scenarios. Those that need an activity of SaaS V2.0, or its timestamps and nonces, do nothing in SaaS V1.0. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'a purchase is activated, described, renewed, frozen, unfrozen and released',
    run: async (market) => {
      const instanceId = assertOpened(await openedIn(market))
      assertDone(await market.describe(instanceId))
      assertDone(await market.changeEnd(instanceId))
      assertDone(await market.freeze(instanceId))
      assertDone(await market.unfreeze(instanceId))
      assertDone(await market.release(instanceId))
    },
  },
  {
    name: 'a purchase that is repeated, also at the same moment, gets the first instance',
    run: async (market) => {
      const order = market.order()
      const first = await openedIn(market, order)
      assertSame(first, await market.ready(await market.repeat(first)))
      const next = market.order()
      const [one, ...others] = await Promise.all([1, 2, 3, 4].map(() => openedIn(market, next)))
      for (const other of others) if (one) assertSame(one, other)
    },
  },
  {
    name: 'every repeated request succeeds again',
    run: async (market) => {
      const instanceId = assertOpened(await openedIn(market))
      const renewal = await market.changeEnd(instanceId)
      assertDone(await market.repeat(assertDone(renewal)))
      assertDone(await market.repeat(assertDone(await market.freeze(instanceId))))
      assertDone(await market.repeat(assertDone(await market.unfreeze(instanceId))))
      assertDone(await market.repeat(assertDone(await market.release(instanceId))))
    },
  },
  {
    name: 'a test call gets the same response as a real one',
    run: async (market) => {
      const instanceId = assertOpened(await openedIn(market, {}, { isTest: true }))
      assertDone(await market.describe(instanceId, { isTest: true }))
      assertDone(await market.release(instanceId, { isTest: true }))
    },
  },
  {
    name: 'a request with the wrong key, or altered on the way, is refused',
    run: async (market) => {
      assertRefused(await market.open({}, { accessKey: 'the key of somebody else' }), proofRefusal)
      const alter = (signed: string): string => signed.replace('CS', 'CT')
      assertRefused(await market.open({}, { alter }), proofRefusal)
    },
  },
  {
    name: 'a request whose timestamp is more than a minute in the past or future is refused',
    run: async (market) => {
      if (!getProductProtocol(market.protocol).refusesReplays) return
      assertRefused(await market.open({}, { lateByMs: 61_000 }), stampRefusal)
      assertRefused(await market.open({}, { lateByMs: -61_000 }), stampRefusal)
    },
  },
  {
    name: 'a request that is sent again, byte for byte, is refused',
    run: async (market) => {
      if (!getProductProtocol(market.protocol).refusesReplays) return
      const first = await market.open()
      assertOpened(first)
      assertRefused(await market.replay(first), stampRefusal)
    },
  },
  {
    name: 'an instance that was never created is unknown',
    run: async (market) => {
      assertRefused(await market.freeze('no-such-instance'), '000003')
    },
  },
]
