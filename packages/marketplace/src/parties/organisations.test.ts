import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createMoney } from '@loggia/kernel'
import { openWorld, listRuleEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const name = { zh: '沧野制造', en: 'Cangye Manufacturing' }
const member = {
  email: 'Lin@Cangye.example',
  name: 'Lin',
  password: 'a password of tests',
  language: 'zh-CN',
} as const

describe.each(listRuleEngines(postgresUrl))('organisations on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  const signIn = (password: string = member.password) =>
    world.market.parties.signIn({ email: 'lin@cangye.example', password, userAgent: 'test', ip: '127.0.0.1' })

  test('an operator adds a buyer: its member signs in, and its balance takes a top-up', async () => {
    const operator = await world.given.operator()
    const { parties, ledger } = world.market

    const { buyerId } = await parties.openBuyer(operator, { name, member })

    expect((await signIn()).session).toMatchObject({
      buyer: { id: buyerId, name },
      mustChangePassword: true,
    })
    const amount = createMoney(5000n, 'CNY')
    await ledger.changeBalance({ actor: operator }, { kind: 'top_up', buyerId, amount, reason: 'test' })
    expect(await ledger.getBalance(world.platform.db, buyerId, 'CNY')).toEqual(amount)
  })

  test('an operator adds a seller with its first member', async () => {
    const { sellerId } = await world.market.parties.openSeller(await world.given.operator(), { name, member })

    expect((await signIn()).session).toMatchObject({ seller: { id: sellerId } })
  })

  test.each(['aaaaaaaa', 'password123', '1234512345'])(
    'an operator gives nobody the password %j, and nobody is made',
    async (password) => {
      const operator = await world.given.operator()
      const asked = { name, member: { ...member, password } }

      for (const open of ['openBuyer', 'openSeller'] as const)
        await expect(world.market.parties[open](operator, asked)).rejects.toMatchObject({
          code: 'parties.password_weak',
        })
      await expect(signIn(password)).rejects.toMatchObject({ code: 'parties.sign_in_refused' })
    },
  )

  test.each(['openBuyer', 'openSeller'] as const)(
    '%s without a password gives an initial one once, which opens nothing but its own change',
    async (open) => {
      const { password: _, ...person } = member
      const opened = await world.market.parties[open](await world.given.operator(), { name, member: person })

      expect(opened.password).toMatch(/^([0-9a-f]{6}-){3}[0-9a-f]{6}$/)
      expect((await signIn(opened.password)).session.mustChangePassword).toBe(true)
    },
  )

  test('nobody else adds one, and a taken email leaves no organisation behind', async () => {
    const { parties } = world.market
    const operator = await world.given.operator()
    await parties.openBuyer(operator, { name, member })

    await expect(parties.openSeller(await world.given.buyer(), { name, member })).rejects.toMatchObject({
      code: 'parties.not_an_operator',
    })
    await expect(parties.openSeller(operator, { name, member })).rejects.toMatchObject({
      code: 'parties.email_taken',
    })
    const sellers = world.platform.db.withTables<{ seller: { id: string } }>().selectFrom('seller')
    expect(await sellers.select('id').execute()).toEqual([])
  })

  test('the first operator is made once, and only in a market that has none', async () => {
    const { parties } = world.market
    const first = { email: 'gu@loggia.example', password: 'a password of tests' }

    expect(await parties.ensureOperator()).toBe(false)
    expect(await parties.ensureOperator(first)).toBe(true)
    expect(await parties.ensureOperator({ ...first, email: 'other@loggia.example' })).toBe(true)

    const members = world.platform.db.withTables<{ member: { email: string } }>().selectFrom('member')
    expect(await members.select('email').execute()).toEqual([{ email: first.email }])
  })
})
