import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { listRuleEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { openMailWorld } from '../mail/testing/mail-world.ts'
import type { MailWorld } from '../mail/testing/mail-world.ts'
import { createMailedPeople, newPassword, oldPassword } from './testing/mailed-people.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('new accounts and other emails, on %s', (engine) => {
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

  describe('a new account', () => {
    test('is not signed in to before its address is confirmed by the link and the password', async () => {
      expect(await people.signUp('lin@buyer.example', { next: '/products/prd_1' })).toEqual({
        state: 'unconfirmed',
      })
      await expect(people.signIn('lin@buyer.example', oldPassword)).rejects.toMatchObject({
        code: 'parties.email_unconfirmed',
      })
      await open.sendAll()
      const link = open.findLink('lin@buyer.example')
      expect(link?.pathname).toBe('/sign-in')

      const { session } = await people.signIn('lin@buyer.example', oldPassword, link?.hash.slice(1))

      expect(session.buyer).toBeDefined()
      await people.signIn('lin@buyer.example', oldPassword)
    })

    test('leads back to where the person came from', async () => {
      await people.signUp('lin@buyer.example', { next: '/products/prd_1?term=trial' })
      await open.sendAll()

      expect(open.findLink('lin@buyer.example')?.searchParams.get('next')).toBe('/products/prd_1?term=trial')
    })

    test('fixation: whoever signed up with another’s address gets no account that its owner confirms', async () => {
      await people.signUp('victim@buyer.example')
      await open.sendAll()
      const token = open.readToken('victim@buyer.example')

      await expect(
        people.signIn('victim@buyer.example', 'the words of the victim', token),
      ).rejects.toMatchObject({
        code: 'parties.sign_in_refused',
      })
      await expect(people.signIn('victim@buyer.example', oldPassword)).rejects.toMatchObject({
        code: 'parties.email_unconfirmed',
      })
      await parties().choosePassword({
        token: await people.findResetToken('victim@buyer.example'),
        password: newPassword,
      })
      await expect(people.signIn('victim@buyer.example', oldPassword)).rejects.toMatchObject({
        code: 'parties.sign_in_refused',
      })
      await people.signIn('victim@buyer.example', newPassword)
    })

    test('with the address of an account: the answer is the same, and only its owner hears of it', async () => {
      await people.openAccount('lin@buyer.example')
      open.server.clear()

      expect(await people.signUp('lin@buyer.example', { password: newPassword })).toEqual({
        state: 'unconfirmed',
      })
      await open.sendAll()

      expect(open.server.received.map(({ subject }) => subject)).toEqual(['sign_up_known en-US'])
      await people.signIn('lin@buyer.example', oldPassword)
    })

    test('a link of one account does not confirm another', async () => {
      await people.signUp('one@buyer.example')
      await people.signUp('two@buyer.example')
      await open.sendAll()

      await expect(
        people.signIn('one@buyer.example', oldPassword, open.readToken('two@buyer.example')),
      ).rejects.toMatchObject({ code: 'parties.email_unconfirmed' })
    })

    test('where operators confirm accounts, it waits for them after its address is confirmed', async () => {
      const operator = await world.given.operator()
      await world.market.settings.changeSettings(operator, { signUp: 'approval' })
      await people.signUp('lin@buyer.example')
      await open.sendAll()
      const before = await world.market.notifications.list({ kind: 'operator' }, { limit: 10 })

      await expect(
        people.signIn('lin@buyer.example', oldPassword, open.readToken('lin@buyer.example')),
      ).rejects.toMatchObject({ code: 'parties.sign_up_waiting' })

      const after = await world.market.notifications.list({ kind: 'operator' }, { limit: 10 })
      expect(before.items).toEqual([])
      expect(after.items.map(({ kind }) => kind)).toEqual(['sign_up_waiting'])
    })
  })

  describe('another email', () => {
    test('takes the place of the former one by a link to it, and the former address is told', async () => {
      const { session } = await people.openAccount('lin@buyer.example')
      const asked = await parties().askEmailChange(session, {
        email: 'Lin.New@buyer.example',
        current: oldPassword,
      })
      await open.sendAll()
      await people.signIn('lin@buyer.example', oldPassword)

      expect(asked).toEqual({ state: 'sent' })
      await parties().confirmEmail(open.readToken('lin.new@buyer.example'))
      await open.sendAll()

      await people.signIn('lin.new@buyer.example', oldPassword)
      await expect(people.signIn('lin@buyer.example', oldPassword)).rejects.toMatchObject({
        code: 'parties.sign_in_refused',
      })
      expect(open.server.received.at(-1)).toMatchObject({
        to: 'lin@buyer.example',
        subject: 'email_changed en-US',
      })
    })

    test('enumeration: an address that another account has gets the same answer and no link', async () => {
      await people.openAccount('taken@buyer.example')
      const { session } = await people.openAccount('lin@buyer.example')
      open.server.clear()

      expect(
        await parties().askEmailChange(session, { email: 'taken@buyer.example', current: oldPassword }),
      ).toEqual({
        state: 'sent',
      })
      await open.sendAll()

      expect(open.server.received).toHaveLength(0)
    })

    test('race: an address that another account got meanwhile is refused, and nothing changes', async () => {
      const { session } = await people.openAccount('lin@buyer.example')
      await parties().askEmailChange(session, { email: 'wanted@buyer.example', current: oldPassword })
      await open.sendAll()
      const token = open.readToken('wanted@buyer.example')
      await people.signUp('wanted@buyer.example')

      await expect(parties().confirmEmail(token)).rejects.toMatchObject({ code: 'parties.email_taken' })
      await people.signIn('lin@buyer.example', oldPassword)
    })

    test('needs the current password, and five changes in a quarter of an hour are enough', async () => {
      const { session } = await people.openAccount('lin@buyer.example')
      await expect(
        parties().askEmailChange(session, { email: 'x@buyer.example', current: newPassword }),
      ).rejects.toMatchObject({ code: 'parties.password_wrong' })

      for (let time = 1; time <= 5; time += 1)
        await parties().askEmailChange(session, { email: `x${time}@buyer.example`, current: oldPassword })

      await expect(
        parties().askEmailChange(session, { email: 'x6@buyer.example', current: oldPassword }),
      ).rejects.toMatchObject({ code: 'parties.reset_limited' })
    })

    test('a letter that is still to be sent is not sent once the password was changed', async () => {
      const { session } = await people.openAccount('lin@buyer.example')
      await parties().askEmailChange(session, { email: 'thief@x.example', current: oldPassword })
      await parties().changePassword(session, { current: oldPassword, next: newPassword })

      await open.sendAll()

      expect(open.server.received.map(({ to }) => to)).not.toContain('thief@x.example')
    })

    test('links in the former mailbox no longer open the account', async () => {
      const { session } = await people.openAccount('lin@buyer.example')
      const reset = await people.findResetToken('lin@buyer.example')
      await parties().askEmailChange(session, { email: 'new@buyer.example', current: oldPassword })
      await open.sendAll()

      await parties().confirmEmail(open.readToken('new@buyer.example'))

      await expect(parties().choosePassword({ token: reset, password: newPassword })).rejects.toMatchObject({
        code: 'parties.link_unusable',
      })
    })
  })

  test('hijack: a link to another email, asked for by somebody else with the password, ends with the password', async () => {
    const { session } = await people.openAccount('lin@buyer.example')
    await parties().askEmailChange(session, { email: 'thief@buyer.example', current: oldPassword })
    await open.sendAll()

    await parties().changePassword(session, { current: oldPassword, next: newPassword })

    await expect(parties().confirmEmail(open.readToken('thief@buyer.example'))).rejects.toMatchObject({
      code: 'parties.link_unusable',
    })
  })

  test('flooding: an address gets three links to move accounts to it in an hour, whoever asks', async () => {
    const { session: one } = await people.openAccount('one@buyer.example')
    const { session: two } = await people.openAccount('two@buyer.example')
    open.server.clear()
    for (const session of [one, two, one, two])
      await parties().askEmailChange(session, { email: 'new@buyer.example', current: oldPassword })

    await open.sendAll()

    expect(open.server.received).toHaveLength(3)
  })
})
