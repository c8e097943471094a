import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromHours, fromMinutes } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { CallSettings } from '../../calls/index.ts'
import { openAtOnce, openScriptedSeller, openWorld, listRuleEngines } from '../../embedded/index.ts'
import type { ScriptedSeller, SellerReply, SellerRequest, World } from '../../embedded/index.ts'
import type { Party } from '../../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const everyTwoMinutes = { spacing: { kind: 'even', everyMs: fromMinutes(2) }, source: 'this test' } as const
const schedules: CallSettings['schedules'] = {
  create_instance: { windowMs: fromMinutes(40), ...everyTwoMinutes },
  query_instance: { windowMs: fromMinutes(10), ...everyTwoMinutes },
}
const hangsUp: SellerReply = (response) => void response.destroy()

const sorted = (messages: readonly { readonly kind: string }[]): string[] =>
  messages.map(({ kind }) => kind).toSorted()

describe.each(listRuleEngines(postgresUrl))(
  'what sellers are told of their failing servers, on %s',
  (engine) => {
    let world: World
    let seller: ScriptedSeller
    beforeAll(async () => {
      world = await openWorld({ engine, postgresUrl, calls: { schedules } })
    })
    afterEach(async () => {
      await seller.close()
      await world.reset()
    })
    afterAll(() => world.close())

    async function sold(script: (request: SellerRequest) => SellerReply) {
      seller = await openScriptedSeller()
      seller.answer(script)
      const product = await world.given.listedProduct(seller.url)
      const orderId = await world.given.paidOrder(await world.given.buyer(), product.productId)
      const party: Party = { kind: 'seller', id: product.sellerId }
      const messages = async (of: Party = party) =>
        (await world.market.notifications.list(of, { limit: 50 })).items.filter(
          ({ kind }) => kind !== 'order_received',
        )
      return { ...product, orderId, messages }
    }

    test('a server that fails and comes back: parked and recovered once each, and one notice for the call that went well', async () => {
      const { messages, orderId } = await sold(() => hangsUp)

      await world.advance(fromMinutes(30))
      const whileDown = await messages()
      seller.answer(openAtOnce)
      await world.advance(fromMinutes(30))

      // The newest is the one whose text changed last.
      expect(whileDown.map(({ kind }) => kind)).toEqual(['call_failing', 'seller_parked'])
      const told = await messages()
      expect(sorted(told)).toEqual(['call_failing', 'seller_parked', 'seller_recovered'])
      expect(told.find(({ kind }) => kind === 'call_failing')?.data).toMatchObject({
        orderId,
        activity: 'newInstance',
        state: 'confirmed',
        tries: seller.of('newInstance').length,
      })
      expect((await messages({ kind: 'operator' })).map(({ kind }) => kind)).toEqual([
        'seller_recovered',
        'seller_parked',
      ])
    })

    test('R70: the time of a purchase ends while its seller is parked: the money’s word is raised, and the notice says that it expired', async () => {
      const { messages } = await sold(() => hangsUp)

      await world.advance(fromHours(1))

      const told = await messages()
      expect(told.map(({ kind }) => kind)).toEqual(['opening_failed', 'call_failing', 'seller_parked'])
      expect(told[1]?.data).toMatchObject({ state: 'expired', mayRestart: false })
    })

    test('R243a: a query whose tries are over asks the seller to act; started again it says that a new call took over', async () => {
      const refuses = (request: SellerRequest): SellerReply =>
        request.activity === 'queryInstance' ? { resultCode: '000005' } : openAtOnce(request)
      const { messages, seller: member, sellerId } = await sold(refuses)
      await world.advance(fromHours(1))
      const [stopped] = await messages()

      const again = await world.market.calls.restart(member, stopped?.subject as Id<'cal'>, sellerId)
      seller.answer(openAtOnce)
      await world.settle()

      expect(stopped).toMatchObject({
        kind: 'call_failing',
        data: {
          operation: 'query_instance',
          state: 'stopped',
          mayRestart: true,
          reference: expect.stringMatching(/^i-/),
          verdict: { code: 'refused', params: { resultCode: '000005' } },
        },
      })
      expect(again).not.toBe(stopped?.subject)
      expect(await messages()).toMatchObject([{ subject: stopped?.subject, data: { state: 'restarted' } }])
    })
  },
)
