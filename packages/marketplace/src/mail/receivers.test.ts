import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { fromDays } from '@loggia/kernel'
import type { Id, WallInstant } from '@loggia/kernel'
import type { MessageTopic } from '@loggia/protocol/console'
import { listRuleEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { openStubEdge } from '../http/stub-edge.ts'
import type { StubEdge } from '../http/stub-edge.ts'
import { listHistory, notify, runInTx, system } from '../platform/index.ts'
import type { MemberActor, Party } from '../platform/index.ts'
import type { MailServer } from './testing/mail-server.ts'
import { openMailWorld } from './testing/mail-world.ts'
import type { MailWorld } from './testing/mail-world.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const team = 'team@buyer.example'

describe.each(listRuleEngines(postgresUrl))('R263: receivers without an account, on %s', (engine) => {
  let open: MailWorld
  let world: World
  let server: MailServer
  let buyer: MemberActor
  let party: Party
  beforeAll(async () => {
    open = await openMailWorld({ engine, postgresUrl })
    ;({ world, server } = open)
  })
  beforeEach(async () => {
    vi.restoreAllMocks()
    await world.reset()
    buyer = await world.given.buyer()
    party = { kind: 'buyer', id: buyer.buyerId as Id<'byr'> }
    server.clear()
  })
  afterAll(() => open.close())

  const mails = () => world.market.mails
  const add = (email = team, topics: MessageTopic[] = ['money']) =>
    mails().addReceiver(buyer, party, { name: 'Team', email, language: 'en-US', topics })
  let told = 0
  /** A message about the account. */
  const tell = () =>
    runInTx(world.platform, { actor: system }, (tx) =>
      notify(tx, 'account_confirmed', party, {
        subject: `byr_${(told += 1)}`,
        data: { name: { zh: '甲', en: 'A' } },
      }),
    )
  const got = async (to = team) => {
    await open.sendAll()
    return server.received.filter((mail) => mail.to === to).map(({ subject }) => subject)
  }
  const tokenOf = (to = team) => open.readToken(to)
  const confirmed = async (email = team, topics: MessageTopic[] = ['account']) => {
    const receiver = await add(email, topics)
    await open.sendAll()
    const token = tokenOf(email)
    await mails().confirmSubscription(token)
    server.clear()
    return { receiver, token }
  }

  test('nothing is sent before the address is confirmed, by the link and by nothing else', async () => {
    await add(team, ['account'])
    await tell()
    expect(await got()).toEqual(['receiver_confirmation en-US'])
    const token = tokenOf()
    expect(await mails().getSubscription(token)).toMatchObject({ email: team, state: 'waiting' })

    await mails().confirmSubscription(token)
    await tell()

    expect(await got()).toEqual(['receiver_confirmation en-US', 'account_confirmed en-US'])
    await expect(mails().confirmSubscription('a'.repeat(43))).rejects.toMatchObject({
      code: 'mail.subscription_unusable',
    })
  })

  test('the letter says nothing that the party wrote, and a late answer is refused', async () => {
    await mails().addReceiver(buyer, party, {
      name: 'Win money at https://evil.example',
      email: team,
      language: 'en-US',
      topics: ['money'],
    })
    await open.sendAll()

    expect(server.received[0]?.raw).not.toContain('evil.example')
    const token = tokenOf()
    const late = world.platform.wall.now() + fromDays(8)
    vi.spyOn(world.platform.wall, 'now').mockReturnValue(late as WallInstant)
    await expect(mails().confirmSubscription(token)).rejects.toMatchObject({
      code: 'mail.subscription_unusable',
    })
  })

  test('an email has a link that unsubscribes in one request (RFC 8058), and none to a centre', async () => {
    const { token } = await confirmed()
    await tell()
    await open.sendAll()

    const mail = server.received.find(({ to }) => to === team)
    expect(mail?.raw.replace(/\r\n\s+/g, ' ')).toContain(
      `List-Unsubscribe: <https://market.example/emails/unsubscribe/${token}>`,
    )
    expect(mail?.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    const own = server.received.find(({ to }) => to !== team)
    expect(own?.raw).not.toContain('List-Unsubscribe')
  })

  test('whoever has unsubscribed gets nothing, not even what waits, and cannot be asked again by the party', async () => {
    const { receiver, token } = await confirmed()
    await tell()
    await mails().endSubscription(token)
    await mails().endSubscription(token)

    expect(await got()).toEqual([])
    const refused = { code: 'mail.receiver_unsubscribed' }
    const own = { actor: buyer, party, id: receiver.id }
    await expect(add()).rejects.toMatchObject(refused)
    await expect(mails().removeReceiver(own)).rejects.toMatchObject(refused)
    await expect(mails().askAgain(own)).rejects.toMatchObject(refused)
    await mails().confirmSubscription(token)
    await tell()
    expect(await got()).toEqual(['account_confirmed en-US'])
    const facts = (await listHistory(world.platform.db, buyer.buyerId ?? '')).map(({ kind }) => kind)
    expect(facts.filter((kind) => kind.startsWith('mail_receiver'))).toEqual([
      'mail_receiver.added',
      'mail_receiver.confirmed',
      'mail_receiver.unsubscribed',
      'mail_receiver.confirmed',
    ])
  })

  test('a receiver that was removed gets nothing that waits, and gets only the topics that were chosen', async () => {
    const { receiver } = await confirmed(team, ['orders'])
    await tell()
    expect(await got()).toEqual([])
    const own = { actor: buyer, party, id: receiver.id }
    await mails().changeReceiver(own, { name: 'Team', topics: ['account'] })
    await tell()
    await mails().removeReceiver(own)

    expect(await got()).toEqual([])
    expect(await mails().listReceivers(party)).toEqual([])
  })

  test('a member’s own choice counts, and nobody gets a message twice', async () => {
    const owner = await ownAddress()
    await expect(add(owner.toUpperCase())).rejects.toMatchObject({ code: 'mail.receiver_of_member' })
    await confirmed()
    await expect(add()).rejects.toMatchObject({ code: 'mail.receiver_known' })

    await tell()
    await open.sendAll()

    expect(server.received.map(({ to }) => to).toSorted()).toEqual([owner, team].toSorted())
  })
  const ownAddress = async () => (await mails().getPreferences(buyer, party)).address

  test('flooding: an address is asked three times in seven days by whomever, a party asks twenty in a day', async () => {
    const others = await Promise.all([1, 2, 3].map(() => world.given.buyer()))
    for (const [n, actor] of [buyer, ...others].entries()) {
      const of: Party = { kind: 'buyer', id: actor.buyerId as Id<'byr'> }
      const asked = mails().addReceiver(actor, of, {
        name: 'Victim',
        email: 'victim@elsewhere.example',
        language: 'zh-CN',
        topics: ['money'],
      })
      if (n < 3) await asked
      else await expect(asked).rejects.toMatchObject({ code: 'mail.receiver_limited' })
    }
    expect(await got('victim@elsewhere.example')).toHaveLength(3)

    for (let n = 2; n <= 20; n += 1) await add(`p${n}@x.example`)
    await expect(add('p21@x.example')).rejects.toMatchObject({ code: 'mail.receivers_many' })
    const [first] = await mails().listReceivers(party)
    await mails().removeReceiver({ actor: buyer, party, id: first?.id ?? 'mrc_none' })
    await expect(add('p21@x.example')).rejects.toMatchObject({ code: 'mail.receiver_limited' })
  })

  test('the receivers of another party are not found', async () => {
    const receiver = await add()
    const actor = await world.given.buyer()
    const of: Party = { kind: 'buyer', id: actor.buyerId as Id<'byr'> }
    const own = { actor, party: of, id: receiver.id }
    const unknown = { code: 'mail.receiver_unknown' }

    await expect(mails().changeReceiver(own, { name: 'X', topics: ['money'] })).rejects.toMatchObject(unknown)
    await expect(mails().removeReceiver(own)).rejects.toMatchObject(unknown)
    await expect(mails().askAgain(own)).rejects.toMatchObject(unknown)
    await expect(add('x@y.example', ['queues'])).rejects.toMatchObject({ code: 'mail.topic_unknown' })
  })
})

describe('one-click unsubscribing', () => {
  let edge: StubEdge
  const ended: string[] = []
  beforeAll(async () => {
    edge = await openStubEdge({ endSubscription: (token) => Promise.resolve(void ended.push(token)) })
  })
  afterAll(() => edge.close())

  test('takes a form without a session; opening the address changes nothing and leads to the page', async () => {
    const url = '/emails/unsubscribe/tok-1'
    const opened = await edge.server.inject({ url })
    expect([opened.statusCode, opened.headers.location]).toEqual([303, '/emails#tok-1'])
    expect(ended).toEqual([])

    const posted = await edge.server.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    })

    expect(posted.statusCode).toBe(204)
    expect(ended).toEqual(['tok-1'])
  })
})
