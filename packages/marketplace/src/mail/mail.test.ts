import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromMinutes } from '@loggia/kernel'
import type { WallInstant } from '@loggia/kernel'
import { listWorldEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { notify, runInTx, system, updateMessage } from '../platform/index.ts'
import type { MemberActor, Party } from '../platform/index.ts'
import { decideAfter } from './rules.ts'
import type { MailServer } from './testing/mail-server.ts'
import { openMailWorld } from './testing/mail-world.ts'
import type { MailWorld } from './testing/mail-world.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

const owner = {
  email: 'owner@seller.example',
  name: 'Owner',
  password: 'a long sentence',
  language: 'en-US',
} as const
const both = (text: string) => ({ zh: text, en: text })
const sellerData = {
  contact: { name: 'Lin', email: 'lin@seller.example', phone: '13800000000' },
  address: 'A street',
  description: both('A seller'),
  support: { hours: both('9–18'), content: both('All'), hotline: '400', email: 'service@seller.example' },
}

describe.each(listWorldEngines(postgresUrl))('emails on %s', (engine) => {
  let open: MailWorld
  let world: World
  let server: MailServer
  let operator: MemberActor
  beforeAll(async () => {
    open = await openMailWorld({ engine, postgresUrl })
    ;({ world, server } = open)
  })
  beforeEach(async () => {
    await world.reset()
    server.clear()
    operator = await world.given.operator()
  })
  afterAll(() => open.close())

  const sendAll = () => open.sendAll()
  const sent = async () => (await world.market.mails.listSent(operator, {}, { limit: 100 })).items
  const tellOperators = (subject: string): Promise<void> =>
    runInTx(world.platform, { actor: system }, (tx) =>
      notify(tx, 'sign_up_waiting', { kind: 'operator' }, { subject, data: { name: { zh: '甲', en: 'A' } } }),
    )

  test('a message is sent to the owner, once, with the sender and an id that stays', async () => {
    await tellOperators('byr_1')
    await tellOperators('byr_1')

    await sendAll()
    await sendAll()

    expect(server.received).toHaveLength(1)
    const [one] = server.received
    expect(one?.subject).toBe('sign_up_waiting en-US')
    expect(one?.raw).toMatch(/^From: Loggia <market@loggia\.example>/m)
    expect(one?.raw).toMatch(/^Message-ID: <mal_\w+@loggia\.example>/m)
    expect(await sent()).toMatchObject([{ state: 'sent', attempts: 1, name: 'sign_up_waiting' }])
  })

  test('R264: an email that is refused for now is tried three more times, then given up and shown', async () => {
    server.behave({ refuses: 451 })
    await tellOperators('byr_1')

    await sendAll()

    const [first] = await sent()
    expect(first).toMatchObject({ state: 'waiting', attempts: 1 })
    expect(first?.fault).toMatch(/^451/)
    const now = 0 as WallInstant
    const refused = { kind: 'refused', forGood: false, fault: '451' } as const
    const pauses = [1, 2, 3, 4].map((attempts) => decideAfter(refused, attempts, now).dueAt)
    expect(pauses).toEqual([fromMinutes(5), fromMinutes(15), fromMinutes(40), undefined])
    expect(decideAfter(refused, 4, now).state).toBe('failed')
  })

  test('an email that is refused for good is not tried again, until an operator says so', async () => {
    server.behave({ refuses: 550 })
    await tellOperators('byr_1')
    await sendAll()
    const [failed] = await sent()

    expect(failed).toMatchObject({ state: 'failed', attempts: 1 })
    await world.market.mails.resend(operator, failed?.id ?? 'mal_none')
    await sendAll()

    expect(server.received).toHaveLength(1)
    expect(await sent()).toMatchObject([{ state: 'sent', attempts: 1 }])
    await expect(world.market.mails.resend(operator, failed?.id ?? 'mal_none')).rejects.toMatchObject({
      code: 'mail.not_resendable',
    })
  })

  test('a connection that breaks before the email was handed over: it waits and is sent later', async () => {
    server.behave('break_early')
    await tellOperators('byr_1')

    await sendAll()

    expect(await sent()).toMatchObject([{ state: 'waiting', attempts: 1 }])
    expect(server.received).toHaveLength(0)
  })

  test('a connection that breaks after the email was handed over: nobody knows, so it is not sent twice', async () => {
    server.behave('break_late')
    await tellOperators('byr_1')

    await sendAll()
    await sendAll()

    expect(server.received).toHaveLength(1)
    expect(await sent()).toMatchObject([{ state: 'unknown', attempts: 1 }])
  })

  test('the next email of the queue is sent although the one before broke the connection', async () => {
    server.behave('break_late', 'accept')
    await tellOperators('byr_1')
    await tellOperators('byr_2')

    await sendAll()

    expect((await sent()).map(({ state }) => state)).toEqual(['sent', 'unknown'])
  })

  test('the next email is sent although the recipient of the one before was refused', async () => {
    server.behave({ refusesRecipient: 550 }, 'accept')
    await tellOperators('byr_1')
    await tellOperators('byr_2')

    await sendAll()

    expect((await sent()).map(({ state }) => state)).toEqual(['sent', 'failed'])
  })

  /** A seller with an owner, whose data name a service mailbox. */
  async function givenSeller(): Promise<Party> {
    const { parties } = world.market
    const id = await runInTx(world.platform, { actor: system }, async (tx) => {
      const sellerId = await parties.addSeller(tx, { nameZh: '甲', nameEn: 'A', profile: sellerData })
      await parties.addMember(tx, { ...owner, sellerId })
      return sellerId
    })
    return { kind: 'seller', id }
  }

  test('R236: a failing interface is told to the owner and to the service mailbox of the seller', async () => {
    const to = await givenSeller()
    await runInTx(world.platform, { actor: system }, (tx) =>
      notify(tx, 'open_api_key_locked', to, { subject: 'oak_1', data: { key: 'ERP', accessKeyId: 'AK1' } }),
    )

    await sendAll()

    expect(server.received.map((mail) => mail.to).toSorted()).toEqual([owner.email, sellerData.support.email])
  })

  test('R236: a failing call is an email when it first fails and when somebody has to act, and not in between', async () => {
    const to = await givenSeller()
    const data = {
      callId: 'cal_1',
      operation: 'create_instance',
      activity: 'newInstance',
      tries: 1,
      state: 'waiting',
      mayRestart: false,
    } as const
    const update = (changes: { tries: number; state: 'waiting' | 'stopped' }, isRaised = false) =>
      runInTx(world.platform, { actor: system }, (tx) =>
        updateMessage(tx, 'call_failing', to, {
          subject: 'cal_1',
          changes,
          without: [],
          isRaised,
          first: () => Promise.resolve(data),
        }),
      )
    const toOwner = async () => {
      await sendAll()
      return server.received.filter((mail) => mail.to === owner.email).map(({ subject }) => subject)
    }

    await update({ tries: 1, state: 'waiting' })
    expect(await toOwner()).toEqual(['call_failing en-US'])
    await update({ tries: 2, state: 'waiting' })
    expect(await toOwner()).toHaveLength(1)
    await update({ tries: 3, state: 'stopped' }, true)
    expect(await toOwner()).toHaveLength(2)
  })

  test('without the right to, nobody lists or sends emails', async () => {
    const buyer = await world.given.buyer()

    await expect(world.market.mails.listSent(buyer, {}, { limit: 1 })).rejects.toMatchObject({
      code: 'parties.not_an_operator',
    })
    await expect(world.market.mails.sendTest(buyer)).rejects.toMatchObject({
      code: 'parties.not_an_operator',
    })
  })

  describe('preferences', () => {
    const operators: Party = { kind: 'operator' }

    test('R263: an owner gets every topic, and can switch off all but account, money and failures', async () => {
      const { preferences } = await world.market.mails.getPreferences(operator, operators)

      expect(preferences.every(({ wanted }) => wanted)).toBe(true)
      expect(preferences.filter(({ isFixed }) => isFixed).map(({ topic }) => topic)).toEqual([
        'money',
        'interfaces',
        'account',
      ])
      await expect(
        world.market.mails.setPreference(operator, operators, { topic: 'money', wanted: false }),
      ).rejects.toMatchObject({ code: 'mail.topic_fixed' })
      await expect(
        world.market.mails.setPreference(operator, operators, { topic: 'products', wanted: true }),
      ).rejects.toMatchObject({ code: 'mail.topic_unknown' })
    })

    test('nobody gets an email about a topic that they switched off', async () => {
      await world.market.mails.setPreference(operator, operators, { topic: 'queues', wanted: false })

      await tellOperators('byr_1')
      await sendAll()

      expect(server.received).toHaveLength(0)
    })

    test('another member gets none, until they switch a topic on', async () => {
      const { member } = await world.market.parties.addColleague(operator, operators, {
        email: 'second@market.example',
        name: '乙',
        language: 'en-US',
        rights: { main: false, grants: ['reviewer'] },
      })
      const second: MemberActor = { kind: 'member', memberId: member.id, name: member.name, operator: true }
      await tellOperators('byr_1')
      await world.market.mails.setPreference(second, operators, { topic: 'queues', wanted: true })
      await tellOperators('byr_2')

      await sendAll()

      const toSecond = server.received.filter(({ to }) => to === 'second@market.example')
      expect(toSecond.map(({ subject }) => subject)).toEqual(['invitation en-US', 'sign_up_waiting en-US'])
    })
  })
})
