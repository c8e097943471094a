import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { fromHours } from '@loggia/kernel'
import { listRuleEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { openMailWorld } from '../mail/testing/mail-world.ts'
import type { MailWorld } from '../mail/testing/mail-world.ts'
import type { MailTables } from '../mail/tables.ts'
import { listHistory } from '../platform/index.ts'
import type { PartyTables } from './tables.ts'
import { createMailedPeople, newPassword, oldPassword } from './testing/mailed-people.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('passwords and invitations by email, on %s', (engine) => {
  let open: MailWorld
  let world: World
  let people: ReturnType<typeof createMailedPeople>
  beforeAll(async () => {
    open = await openMailWorld({ engine, postgresUrl })
    ;({ world } = open)
    people = createMailedPeople(open)
  })
  beforeEach(async () => {
    await world.reset()
    open.server.clear()
    vi.restoreAllMocks()
  })
  afterAll(() => open.close())

  const parties = () => world.market.parties

  describe('a forgotten password', () => {
    test('is replaced by a link, which ends every session and works once', async () => {
      const { token: session } = await people.openAccount('lin@buyer.example')
      const token = await people.findResetToken('lin@buyer.example')
      expect(open.findLink('lin@buyer.example')?.pathname).toBe('/reset-password')
      expect(await parties().getLinkOwner(token)).toEqual({ email: 'lin@buyer.example', name: 'Lin' })

      await parties().choosePassword({ token, password: newPassword })

      expect(await parties().authenticate(session)).toBeUndefined()
      await expect(people.signIn('lin@buyer.example', oldPassword)).rejects.toMatchObject({
        code: 'parties.sign_in_refused',
      })
      const { session: entered } = await people.signIn('lin@buyer.example', newPassword)
      expect(entered.mustChangePassword).toBe(false)
      await expect(parties().choosePassword({ token, password: oldPassword })).rejects.toMatchObject({
        code: 'parties.link_unusable',
      })
      const facts = await listHistory(world.platform.db, entered.actor.memberId)
      expect(facts.map(({ kind }) => kind)).toContain('member.password_chosen_by_link')
      await open.sendAll()
      expect(open.server.received.at(-1)?.subject).toBe('password_changed en-US')
    })

    test('enumeration: an unknown address gets the same answer in as many transactions, and no email', async () => {
      await people.openAccount('lin@buyer.example')
      open.server.clear()
      const known = await people.countTransactions(() => people.askReset('lin@buyer.example'))
      const unknown = await people.countTransactions(() => people.askReset('nobody@buyer.example'))

      await open.sendAll()

      expect(known).toBeGreaterThan(0)
      expect(unknown).toBe(known)
      expect(open.server.received.map(({ to }) => to)).toEqual(['lin@buyer.example'])
      const { items } = await world.market.mails.listSent(await world.given.operator(), {}, { limit: 10 })
      expect(items.map(({ address }) => address)).not.toContain('nobody@buyer.example')
    })

    test('flooding: an account gets three emails in an hour, and a network may ask ten times in a quarter', async () => {
      await people.openAccount('lin@buyer.example')
      open.server.clear()
      for (let time = 1; time <= 5; time += 1) await people.askReset('lin@buyer.example')
      await open.sendAll()

      expect(open.server.received).toHaveLength(3)
      const from = { ip: '203.0.113.9', language: 'en-US' } as const
      for (let time = 1; time <= 10; time += 1)
        await parties().askReset({ email: `p${time}@x.example`, ...from })
      await expect(parties().askReset({ email: 'p11@x.example', ...from })).rejects.toMatchObject({
        code: 'parties.reset_limited',
      })
    })

    test('flooding: whoever signs up with the address of an account sends its owner three emails in an hour', async () => {
      await people.openAccount('lin@buyer.example')
      open.server.clear()
      for (let time = 1; time <= 5; time += 1) await people.signUp('lin@buyer.example')

      await open.sendAll()

      expect(open.server.received).toHaveLength(3)
    })

    test('race: a sign-in with the former password, begun before the change, opens no session after it', async () => {
      await people.openAccount('lin@buyer.example')
      const token = await people.findResetToken('lin@buyer.example')
      const { db } = world.platform
      const transaction = db.transaction.bind(db)
      vi.spyOn(db, 'transaction').mockImplementationOnce(async (work) => {
        await parties().choosePassword({ token, password: newPassword })
        return transaction(work)
      })

      await expect(people.signIn('lin@buyer.example', oldPassword)).rejects.toMatchObject({
        code: 'parties.sign_in_refused',
      })
    })

    test('replay: a newer link makes the older one unusable', async () => {
      await people.openAccount('lin@buyer.example')
      const first = await people.findResetToken('lin@buyer.example')
      const second = await people.findResetToken('lin@buyer.example')

      await expect(parties().choosePassword({ token: first, password: newPassword })).rejects.toMatchObject({
        code: 'parties.link_unusable',
      })
      await parties().choosePassword({ token: second, password: newPassword })
    })

    test('race: of two uses of one link at once, one wins', async () => {
      await people.openAccount('lin@buyer.example')
      const token = await people.findResetToken('lin@buyer.example')

      const outcomes = await Promise.allSettled([
        parties().choosePassword({ token, password: newPassword }),
        parties().choosePassword({ token, password: `${newPassword}, too` }),
      ])

      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    })

    test('a link is over after an hour of real time', async () => {
      await people.openAccount('lin@buyer.example')
      const token = await people.findResetToken('lin@buyer.example')
      const later = world.platform.wall.now() + fromHours(1)
      vi.spyOn(world.platform.wall, 'now').mockReturnValue(
        later as ReturnType<typeof world.platform.wall.now>,
      )

      await expect(parties().getLinkOwner(token)).rejects.toMatchObject({ code: 'parties.link_unusable' })
    })

    test('a weak password is refused, and the link stays usable', async () => {
      await people.openAccount('lin@buyer.example')
      const token = await people.findResetToken('lin@buyer.example')

      await expect(parties().choosePassword({ token, password: 'password123' })).rejects.toMatchObject({
        code: 'parties.password_weak',
      })
      await parties().choosePassword({ token, password: newPassword })
    })

    test('the database has no token in it, only a digest', async () => {
      await people.openAccount('lin@buyer.example')
      const token = await people.findResetToken('lin@buyer.example')

      const tables = world.platform.db.withTables<PartyTables & MailTables>()
      const rows = [
        ...(await tables.selectFrom('account_link').selectAll().execute()),
        ...(await tables.selectFrom('mail').selectAll().execute()),
      ]

      expect(rows.length).toBeGreaterThan(2)
      expect(JSON.stringify(rows)).not.toContain(token)
    })
  })

  const invite = async (email: string) => {
    const owner = await world.given.operator()
    const party = { kind: 'operator' } as const
    const rights = { main: false, grants: ['reviewer'] }
    const { member } = await parties().addColleague(owner, party, {
      email,
      name: 'New',
      language: 'en-US',
      rights,
    })
    await open.sendAll()
    return { actor: owner, party, id: member.id }
  }

  test.each([
    ['a colleague', (who: Awaited<ReturnType<typeof invite>>) => parties().resetPassword(who)],
    ['the command on the server', () => parties().resetOnServer('new@market.example')],
  ])('an initial password from %s ends the invitation', async (_, reset) => {
    const who = await invite('new@market.example')

    await reset(who)

    await expect(parties().getLinkOwner(open.readToken('new@market.example'))).rejects.toMatchObject({
      code: 'parties.link_unusable',
    })
  })

  test('an invitation that is sent again after the member has moved to another email opens nothing', async () => {
    open.server.behave({ refuses: 550 })
    const who = await invite('mistyped@market.example')
    const { password } = await parties().resetPassword(who)
    const { session } = await people.signIn('mistyped@market.example', password)
    await parties().askEmailChange(session, { email: 'right@market.example', current: password })
    await open.sendAll()
    await parties().confirmEmail(open.readToken('right@market.example'))
    open.server.clear()
    const { items } = await world.market.mails.listSent(who.actor, { state: 'failed' }, { limit: 10 })

    await world.market.mails.resend(who.actor, items[0]?.id ?? 'mal_none')
    await open.sendAll()

    expect(open.server.received.map(({ subject }) => subject)).toEqual(['email_changed en-US'])
  })

  test('an invited member chooses a password by the link, and nobody else knows one', async () => {
    const operator = await world.given.operator()
    const added = await parties().addColleague(
      operator,
      { kind: 'operator' },
      {
        email: 'new@market.example',
        name: 'New',
        language: 'en-US',
        rights: { main: false, grants: ['reviewer'] },
      },
    )
    await open.sendAll()
    const token = open.readToken('new@market.example')

    expect(added).not.toHaveProperty('password')
    expect(open.findLink('new@market.example')?.pathname).toBe('/accept-invitation')
    await parties().choosePassword({ token, password: newPassword })
    const { session } = await people.signIn('new@market.example', newPassword)
    expect(session).toMatchObject({ mustChangePassword: false, actor: { operator: true } })
  })
})
