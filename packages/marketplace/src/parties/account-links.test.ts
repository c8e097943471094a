import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { fromHours } from '@loggia/kernel'
import { listWorldEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { openMailWorld } from '../mail/testing/mail-world.ts'
import type { MailWorld } from '../mail/testing/mail-world.ts'
import { listHistory } from '../platform/index.ts'
import type { MailTables } from '../mail/tables.ts'
import type { SignUp } from './schema.ts'
import type { PartyTables } from './tables.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const old = 'a rather long sentence'
const next = 'quite another long sentence'

describe.each(listWorldEngines(postgresUrl))('links by email, on %s', (engine) => {
  let open: MailWorld
  let world: World
  beforeAll(async () => {
    open = await openMailWorld({ engine, postgresUrl })
    ;({ world } = open)
  })
  beforeEach(async () => {
    await world.reset()
    open.server.clear()
    vi.restoreAllMocks()
  })
  afterAll(() => open.close())

  const parties = () => world.market.parties
  let lastIp = 0
  const ip = () => `198.51.100.${(lastIp += 1) % 250}`
  const signIn = (email: string, password: string, confirmation?: string) =>
    parties().signIn({ email, password, userAgent: 'test', ip: ip(), confirmation })
  const signUp = (email: string, more: Partial<SignUp> = {}) =>
    parties().signUp({
      kind: 'personal',
      name: 'Lin',
      email,
      password: old,
      country: 'CN',
      language: 'en-US',
      ip: ip(),
      ...more,
    })
  const askReset = (email: string) => parties().askReset({ email, ip: ip(), language: 'en-US' })
  /** An account whose email is confirmed. */
  const confirmed = async (email: string) => {
    await signUp(email)
    await open.sendAll()
    return signIn(email, old, open.readToken(email))
  }
  const linkOf = async (email: string): Promise<string> => {
    await askReset(email)
    await open.sendAll()
    return open.readToken(email)
  }

  describe('a forgotten password', () => {
    test('is replaced by a link, which ends every session and works once', async () => {
      const { token: session } = await confirmed('lin@buyer.example')
      const token = await linkOf('lin@buyer.example')
      expect(open.findLink('lin@buyer.example')?.pathname).toBe('/reset-password')
      expect(await parties().getLinkOwner(token)).toEqual({ email: 'lin@buyer.example', name: 'Lin' })

      await parties().choosePassword({ token, password: next })

      expect(await parties().authenticate(session)).toBeUndefined()
      await expect(signIn('lin@buyer.example', old)).rejects.toMatchObject({
        code: 'parties.sign_in_refused',
      })
      const { session: entered } = await signIn('lin@buyer.example', next)
      expect(entered.mustChangePassword).toBe(false)
      await expect(parties().choosePassword({ token, password: old })).rejects.toMatchObject({
        code: 'parties.link_unusable',
      })
      const facts = await listHistory(world.platform.db, entered.actor.memberId)
      expect(facts.map(({ kind }) => kind)).toContain('member.password_chosen_by_link')
      await open.sendAll()
      expect(open.server.received.at(-1)?.subject).toBe('password_changed en-US')
    })

    test('enumeration: an unknown address gets the same answer in as many transactions, and no email', async () => {
      await confirmed('lin@buyer.example')
      open.server.clear()
      const known = await countTransactions(() => askReset('lin@buyer.example'))
      const unknown = await countTransactions(() => askReset('nobody@buyer.example'))

      await open.sendAll()

      expect(known).toBeGreaterThan(0)
      expect(unknown).toBe(known)
      expect(open.server.received.map(({ to }) => to)).toEqual(['lin@buyer.example'])
      const { items } = await world.market.mails.listSent(await world.given.operator(), {}, { limit: 10 })
      expect(items.map(({ address }) => address)).not.toContain('nobody@buyer.example')
    })

    test('flooding: an account gets three emails in an hour, and a network may ask ten times in a quarter', async () => {
      await confirmed('lin@buyer.example')
      open.server.clear()
      for (let time = 1; time <= 5; time += 1) await askReset('lin@buyer.example')
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
      await confirmed('lin@buyer.example')
      open.server.clear()
      for (let time = 1; time <= 5; time += 1) await signUp('lin@buyer.example')

      await open.sendAll()

      expect(open.server.received).toHaveLength(3)
    })

    test('race: a sign-in with the former password, begun before the change, opens no session after it', async () => {
      await confirmed('lin@buyer.example')
      const token = await linkOf('lin@buyer.example')
      const { db } = world.platform
      const transaction = db.transaction.bind(db)
      vi.spyOn(db, 'transaction').mockImplementationOnce(async (work) => {
        await parties().choosePassword({ token, password: next })
        return transaction(work)
      })

      await expect(signIn('lin@buyer.example', old)).rejects.toMatchObject({
        code: 'parties.sign_in_refused',
      })
    })

    test('replay: a newer link makes the older one unusable', async () => {
      await confirmed('lin@buyer.example')
      const first = await linkOf('lin@buyer.example')
      const second = await linkOf('lin@buyer.example')

      await expect(parties().choosePassword({ token: first, password: next })).rejects.toMatchObject({
        code: 'parties.link_unusable',
      })
      await parties().choosePassword({ token: second, password: next })
    })

    test('race: of two uses of one link at once, one wins', async () => {
      await confirmed('lin@buyer.example')
      const token = await linkOf('lin@buyer.example')

      const outcomes = await Promise.allSettled([
        parties().choosePassword({ token, password: next }),
        parties().choosePassword({ token, password: `${next}, too` }),
      ])

      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    })

    test('a link is over after an hour of real time', async () => {
      await confirmed('lin@buyer.example')
      const token = await linkOf('lin@buyer.example')
      const later = world.platform.wall.now() + fromHours(1)
      vi.spyOn(world.platform.wall, 'now').mockReturnValue(
        later as ReturnType<typeof world.platform.wall.now>,
      )

      await expect(parties().getLinkOwner(token)).rejects.toMatchObject({ code: 'parties.link_unusable' })
    })

    test('a weak password is refused, and the link stays usable', async () => {
      await confirmed('lin@buyer.example')
      const token = await linkOf('lin@buyer.example')

      await expect(parties().choosePassword({ token, password: 'password123' })).rejects.toMatchObject({
        code: 'parties.password_weak',
      })
      await parties().choosePassword({ token, password: next })
    })

    test('the database has no token in it, only a digest', async () => {
      await confirmed('lin@buyer.example')
      const token = await linkOf('lin@buyer.example')

      const tables = world.platform.db.withTables<PartyTables & MailTables>()
      const rows = [
        ...(await tables.selectFrom('account_link').selectAll().execute()),
        ...(await tables.selectFrom('mail').selectAll().execute()),
      ]

      expect(rows.length).toBeGreaterThan(2)
      expect(JSON.stringify(rows)).not.toContain(token)
    })
  })

  describe('a new account', () => {
    test('is not signed in to before its address is confirmed by the link and the password', async () => {
      expect(await signUp('lin@buyer.example', { next: '/products/prd_1' })).toEqual({ state: 'unconfirmed' })
      await expect(signIn('lin@buyer.example', old)).rejects.toMatchObject({
        code: 'parties.email_unconfirmed',
      })
      await open.sendAll()
      const link = open.findLink('lin@buyer.example')
      expect(link?.pathname).toBe('/sign-in')

      const { session } = await signIn('lin@buyer.example', old, link?.hash.slice(1))

      expect(session.buyer).toBeDefined()
      await signIn('lin@buyer.example', old)
    })

    test('leads back to where the person came from', async () => {
      await signUp('lin@buyer.example', { next: '/products/prd_1?term=trial' })
      await open.sendAll()

      expect(open.findLink('lin@buyer.example')?.searchParams.get('next')).toBe('/products/prd_1?term=trial')
    })

    test('fixation: whoever signed up with another’s address gets no account that its owner confirms', async () => {
      await signUp('victim@buyer.example')
      await open.sendAll()
      const token = open.readToken('victim@buyer.example')

      await expect(signIn('victim@buyer.example', 'the words of the victim', token)).rejects.toMatchObject({
        code: 'parties.sign_in_refused',
      })
      await expect(signIn('victim@buyer.example', old)).rejects.toMatchObject({
        code: 'parties.email_unconfirmed',
      })
      await parties().choosePassword({ token: await linkOf('victim@buyer.example'), password: next })
      await expect(signIn('victim@buyer.example', old)).rejects.toMatchObject({
        code: 'parties.sign_in_refused',
      })
      await signIn('victim@buyer.example', next)
    })

    test('with the address of an account: the answer is the same, and only its owner hears of it', async () => {
      await confirmed('lin@buyer.example')
      open.server.clear()

      expect(await signUp('lin@buyer.example', { password: next })).toEqual({ state: 'unconfirmed' })
      await open.sendAll()

      expect(open.server.received.map(({ subject }) => subject)).toEqual(['sign_up_known en-US'])
      await signIn('lin@buyer.example', old)
    })

    test('a link of one account does not confirm another', async () => {
      await signUp('one@buyer.example')
      await signUp('two@buyer.example')
      await open.sendAll()

      await expect(
        signIn('one@buyer.example', old, open.readToken('two@buyer.example')),
      ).rejects.toMatchObject({ code: 'parties.email_unconfirmed' })
    })

    test('where operators confirm accounts, it waits for them after its address is confirmed', async () => {
      const operator = await world.given.operator()
      await world.market.settings.changeSettings(operator, { signUp: 'approval' })
      await signUp('lin@buyer.example')
      await open.sendAll()
      const before = await world.market.notifications.list({ kind: 'operator' }, { limit: 10 })

      await expect(
        signIn('lin@buyer.example', old, open.readToken('lin@buyer.example')),
      ).rejects.toMatchObject({ code: 'parties.sign_up_waiting' })

      const after = await world.market.notifications.list({ kind: 'operator' }, { limit: 10 })
      expect(before.items).toEqual([])
      expect(after.items.map(({ kind }) => kind)).toEqual(['sign_up_waiting'])
    })
  })

  describe('another email', () => {
    test('takes the place of the former one by a link to it, and the former address is told', async () => {
      const { session } = await confirmed('lin@buyer.example')
      const asked = await parties().askEmailChange(session, { email: 'Lin.New@buyer.example', current: old })
      await open.sendAll()
      await signIn('lin@buyer.example', old)

      expect(asked).toEqual({ state: 'sent' })
      await parties().confirmEmail(open.readToken('lin.new@buyer.example'))
      await open.sendAll()

      await signIn('lin.new@buyer.example', old)
      await expect(signIn('lin@buyer.example', old)).rejects.toMatchObject({
        code: 'parties.sign_in_refused',
      })
      expect(open.server.received.at(-1)).toMatchObject({
        to: 'lin@buyer.example',
        subject: 'email_changed en-US',
      })
    })

    test('enumeration: an address that another account has gets the same answer and no link', async () => {
      await confirmed('taken@buyer.example')
      const { session } = await confirmed('lin@buyer.example')
      open.server.clear()

      expect(await parties().askEmailChange(session, { email: 'taken@buyer.example', current: old })).toEqual(
        {
          state: 'sent',
        },
      )
      await open.sendAll()

      expect(open.server.received).toHaveLength(0)
    })

    test('race: an address that another account got meanwhile is refused, and nothing changes', async () => {
      const { session } = await confirmed('lin@buyer.example')
      await parties().askEmailChange(session, { email: 'wanted@buyer.example', current: old })
      await open.sendAll()
      const token = open.readToken('wanted@buyer.example')
      await signUp('wanted@buyer.example')

      await expect(parties().confirmEmail(token)).rejects.toMatchObject({ code: 'parties.email_taken' })
      await signIn('lin@buyer.example', old)
    })

    test('needs the current password, and five changes in a quarter of an hour are enough', async () => {
      const { session } = await confirmed('lin@buyer.example')
      await expect(
        parties().askEmailChange(session, { email: 'x@buyer.example', current: next }),
      ).rejects.toMatchObject({ code: 'parties.password_wrong' })

      for (let time = 1; time <= 5; time += 1)
        await parties().askEmailChange(session, { email: `x${time}@buyer.example`, current: old })

      await expect(
        parties().askEmailChange(session, { email: 'x6@buyer.example', current: old }),
      ).rejects.toMatchObject({ code: 'parties.reset_limited' })
    })

    test('a letter that is still to be sent is not sent once the password was changed', async () => {
      const { session } = await confirmed('lin@buyer.example')
      await parties().askEmailChange(session, { email: 'thief@x.example', current: old })
      await parties().changePassword(session, { current: old, next })

      await open.sendAll()

      expect(open.server.received.map(({ to }) => to)).not.toContain('thief@x.example')
    })

    test('links in the former mailbox no longer open the account', async () => {
      const { session } = await confirmed('lin@buyer.example')
      const reset = await linkOf('lin@buyer.example')
      await parties().askEmailChange(session, { email: 'new@buyer.example', current: old })
      await open.sendAll()

      await parties().confirmEmail(open.readToken('new@buyer.example'))

      await expect(parties().choosePassword({ token: reset, password: next })).rejects.toMatchObject({
        code: 'parties.link_unusable',
      })
    })
  })

  test('hijack: a link to another email, asked for by somebody else with the password, ends with the password', async () => {
    const { session } = await confirmed('lin@buyer.example')
    await parties().askEmailChange(session, { email: 'thief@buyer.example', current: old })
    await open.sendAll()

    await parties().changePassword(session, { current: old, next })

    await expect(parties().confirmEmail(open.readToken('thief@buyer.example'))).rejects.toMatchObject({
      code: 'parties.link_unusable',
    })
  })

  test('flooding: an address gets three links to move accounts to it in an hour, whoever asks', async () => {
    const { session: one } = await confirmed('one@buyer.example')
    const { session: two } = await confirmed('two@buyer.example')
    open.server.clear()
    for (const session of [one, two, one, two])
      await parties().askEmailChange(session, { email: 'new@buyer.example', current: old })

    await open.sendAll()

    expect(open.server.received).toHaveLength(3)
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
    const { session } = await signIn('mistyped@market.example', password)
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
    await parties().choosePassword({ token, password: next })
    const { session } = await signIn('new@market.example', next)
    expect(session).toMatchObject({ mustChangePassword: false, actor: { operator: true } })
  })

  /** The number of transactions that something opens. */
  async function countTransactions(work: () => Promise<void>): Promise<number> {
    const spy = vi.spyOn(world.platform.db, 'transaction')
    await work()
    const { length } = spy.mock.calls
    spy.mockRestore()
    return length
  }
})
