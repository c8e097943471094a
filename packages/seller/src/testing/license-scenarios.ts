import { assertDone, assertOpened, assertRefused, SellerAssertionError } from './assertions.ts'
import type { TestMarketplace } from './marketplace.ts'
import type { TestReply } from './reply.ts'
import type { Scenario } from './scenarios.ts'
import { getProductProtocol } from './wire/protocols.ts'

/** What the calls of the protocol are about: a code, or what a purchase has opened. */
const boughtIn = async (market: TestMarketplace): Promise<string> =>
  market.protocol === 'license-code' ? market.code() : assertOpened(await market.ready(await market.open()))

function assertSame(isSame: boolean, reply: TestReply): void {
  if (!isSame) throw new SellerAssertionError('The repeated request got a different license.', reply)
}

/** A call that every protocol has. */
const callIn = async (market: TestMarketplace, sending?: Parameters<TestMarketplace['release']>[1]) =>
  market.release('no-such-instance', sending)

/**
 * Test cases that every seller of licenses passes, for the test marketplace of each protocol. What a protocol does not
 * have is left out of its scenarios.
 */
export const licenseScenarios: readonly Scenario[] = [
  {
    name: 'a license is renewed, frozen, unfrozen and released, and each request may be repeated',
    run: async (market) => {
      const bought = await boughtIn(market)
      assertDone(await market.repeat(assertDone(await market.changeEnd(bought))))
      if (market.protocol !== 'license-v1') {
        assertDone(await market.repeat(assertDone(await market.freeze(bought))))
        assertDone(await market.repeat(assertDone(await market.unfreeze(bought))))
      }
      assertDone(await market.repeat(assertDone(await market.release(bought))))
    },
  },
  {
    name: 'a license that is requested again, also at the same moment, is the same one',
    run: async (market) => {
      if (market.protocol !== 'license-v1') return
      const order = market.order()
      const [first, ...others] = await Promise.all([1, 2, 3].map(() => market.open(order)))
      if (!first) return
      assertOpened(first)
      for (const other of [...others, await market.repeat(first)])
        assertSame(other.license === first.license && other.instanceId === first.instanceId, other)
    },
  },
  {
    name: 'a license for a device is uploaded, and uploaded once if it is applied for again',
    run: async (market) => {
      if (market.protocol !== 'license-online') return
      const applied = await market.apply(await boughtIn(market))
      assertAccepted(applied)
      const license = await market.licenseFor(applied)
      const again = await market.repeat(applied)
      assertAccepted(again)
      assertSame((await market.licenseFor(again)) === license, again)
    },
  },
  {
    name: 'a request with the wrong key is refused',
    run: async (market) => {
      assertRefused(await callIn(market, { accessKey: 'the key of somebody else' }), '000001')
    },
  },
  {
    name: 'a request that is sent again, byte for byte, is refused',
    run: async (market) => {
      if (!getProductProtocol(market.protocol).refusesReplays) return
      assertRefused(await market.replay(await callIn(market)), '000002')
    },
  },
]

/** Accepted at once, or to be made (license §3.5). */
function assertAccepted(reply: TestReply): void {
  if (reply.resultCode !== '000004') assertDone(reply)
}
