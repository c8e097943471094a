/**
 * A test kit for sellers' own unit tests, for any test runner. It has signed requests of every activity and protocol, a
 * clock that a test moves, ready scenarios, and assertions on the answers.
 *
 * ```ts
 * import { test } from 'node:test'
 * import { assertOpened, createTestClock, createTestMarketplace, scenarios } from '@loggia/seller/testing'
 *
 * const clock = createTestClock('2026-03-01T08:00:00Z')
 * const store = createMemoryStore({ now: clock.now })
 * const seller = createSeller({ accessKey: 'a key', store, now: clock.now, saas: { open } })
 * const market = createTestMarketplace({ seller, accessKey: 'a key', now: clock.now })
 *
 * test('opens what was bought', async () => {
 *   assertOpened(await market.open())
 * })
 * for (const { name, run } of scenarios) test(name, () => run(market))
 * ```
 *
 * SaaS V2.0 sends only the ids of an order. To get the facts, a seller queries `market.orders`, so the test marketplace
 * has to be created before that seller. A seller that returns `answerLater()` passes the scenarios if `readyWithinMs`
 * is set.
 *
 * License products are tested in the same way, with the `protocol` of the test marketplace, `licenseScenarios` and, for
 * sellers that upload licenses or activate codes, `market.licenseApi`. Handlers of the joint kit are tested with
 * {@link createTestKit}, and apps into which people sign in with {@link startTestSignOn}.
 *
 * @module
 */
export { createTestKit } from './testing/kit.ts'
export type { TestKit, TestKitOptions, TestKitReply, TestPerson } from './testing/kit.ts'
export { startTestSignOn } from './testing/sign-on.ts'
export type { TestSignOn, TestSignOnOptions, TestUser, TestVisitor } from './testing/sign-on.ts'
export { createTestClock } from './testing/clock.ts'
export type { Duration, TestClock } from './testing/clock.ts'
export { createSignedRequest } from './testing/signed-request.ts'
export type { Sending, SignedRequestOptions } from './testing/sending.ts'
export type { TestMessage } from './testing/wire/protocols.ts'
export type { TestDevice, TestOrder } from './testing/calls.ts'
export type { TestCode } from './testing/codes.ts'
export { createTestMarketplace } from './testing/marketplace.ts'
export type { CallOptions, TestMarketplace, TestMarketplaceOptions } from './testing/marketplace.ts'
export type { RepliedInstance } from './testing/replied-instance.ts'
export type { TestReply } from './testing/reply.ts'
export {
  assertDone,
  assertOpened,
  assertProper,
  assertRefused,
  SellerAssertionError,
} from './testing/assertions.ts'
export { licenseScenarios } from './testing/license-scenarios.ts'
export { scenarios } from './testing/scenarios.ts'
export type { Scenario } from './testing/scenarios.ts'
