import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { isWaitedFor, listRuleEngines } from '../embedded/index.ts'
import { openScriptedProvider } from '../identity/testing/scripted-provider.ts'
import type { ScriptedProvider } from '../identity/testing/scripted-provider.ts'
import type { PartyTables } from '../parties/index.ts'
import { listHistory, runInTx, system } from '../platform/index.ts'
import type { Tx } from '../platform/index.ts'
import { email, followAs, makeAnswer, makeClaims, openCompanyMarket } from './testing/company-sign-in.ts'
import type { BegunCompany, CompanyMarket } from './testing/company-sign-in.ts'
import type { Visitor } from './testing/visitor.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('sign-ins by companies at the same time, on %s', (engine) => {
  let it: CompanyMarket
  let provider: ScriptedProvider
  let of: BegunCompany
  beforeAll(async () => {
    it = await openCompanyMarket({ engine, postgresUrl })
    provider = await openScriptedProvider()
  })
  beforeEach(async () => {
    provider.reset()
    of = await it.begin(provider.issuer)
  })
  afterAll(async () => {
    await provider.close()
    await it.close()
  })

  const market = () => it.world.market
  const come = (visitor: Visitor) => followAs(it, provider, { visitor })
  const inOne = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    runInTx(it.world.platform, { actor: system }, work)

  /** They come back from the provider when asked to, each for what they left with. */
  async function leaveBoth(visitors: readonly Visitor[]) {
    const urls: URL[] = []
    for (const visitor of visitors) urls.push(await it.leave(visitor))
    const tokens = new Map(
      await Promise.all(
        urls.map(async (url, index): Promise<[string, string]> => [
          String(index),
          await provider.sign(makeClaims(provider, url)),
        ]),
      ),
    )
    provider.answer('token', (response, code) => {
      const body = { access_token: 'access', token_type: 'Bearer', id_token: tokens.get(code) }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
    return () =>
      Promise.all(
        visitors.map((visitor, index) => {
          const url = urls[index]
          if (!url) throw new Error('They have not left')
          return visitor.get(makeAnswer(provider, url, { code: String(index) }))
        }),
      )
  }

  test('of two first sign-ins of one person, both get in to one account', async () => {
    await of.addPerson(email)
    const visitors = [it.visitor(), it.visitor()]
    const comeBack = await leaveBoth(visitors)

    const replies = await comeBack()

    expect(replies.map(({ location }) => location)).toEqual(['/account', '/account'])
    const [first, second] = await Promise.all(visitors.map((visitor) => visitor.readSession()))
    expect(first?.member.id).toBeDefined()
    expect(second?.member.id).toBe(first?.member.id)
    expect((await market().identity.getCompanySignIn(of.buyer, of.enterpriseId)).people).toBe(1)
  })

  test('of two who are added at once by one email, one person is added', async () => {
    await of.set({ addsPeople: true })
    const comeBack = await leaveBoth([it.visitor(), it.visitor()])

    await comeBack()

    expect(await of.listPeople()).toHaveLength(1)
  })

  test.each(['disable', 'leave', 'remove'] as const)(
    'no session is left of somebody who comes while an end is under way: %s',
    async (end) => {
      const personId = await of.addPerson(email)
      await come(it.visitor())
      const visitors = [it.visitor(), it.visitor()]
      const comeBack = await leaveBoth(visitors)

      await Promise.all([
        comeBack(),
        end === 'remove'
          ? market().identity.removeCompanyProvider(of.buyer, of.enterpriseId)
          : of.act(end, personId),
      ])

      for (const visitor of visitors) expect(await visitor.readSession()).toBeNull()
    },
  )

  test.runIf(engine === 'postgres')('a sign-in waits for an end that began before it', async () => {
    const personId = await of.addPerson(email)
    await come(it.visitor())
    const visitor = it.visitor()
    const [person] = await of.listPeople()
    const begun = Promise.withResolvers<void>()
    const came = begun.promise.then(() => come(visitor))

    await inOne(async (tx) => {
      const enterprise = await market().directory.lockEnterprise(tx, of.enterpriseId)
      begun.resolve()
      while (!(await isWaitedFor(tx))) await nextTurn()
      if (person) await market().directory.unlinkAccountIn(tx, enterprise, person)
    })

    expect((await came).location).toBe('/account')
    // It found what was there after the end: an account of its own.
    expect((await of.listPeople())[0]).toMatchObject({ id: personId })
    expect((await of.listPeople())[0]?.memberId).not.toBe(person?.memberId)
  })

  describe('an address that a sign-up keeps without having confirmed it', () => {
    const name = { name: '冒名', language: 'zh-CN' as const, password: 'a password of tests' }
    const setState = (tx: Tx, id: Id<'mbr'>, state: 'unconfirmed' | 'active') =>
      tx.withTables<PartyTables>().updateTable('member').set({ state }).where('id', '=', id).execute()
    const signUp = () =>
      inOne(async (tx) => {
        const id = await market().parties.addMember(tx, { ...name, email })
        await setState(tx, id, 'unconfirmed')
        return id
      })
    const take = () =>
      inOne((tx) => market().parties.addVouched(tx, { email, name: '林知遥', language: 'zh-CN' }))

    test('is given to one of two who come at once, and taken from it once', async () => {
      const id = await signUp()

      const taken = await Promise.allSettled([take(), take()])

      expect(taken.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
      expect(taken.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'parties.email_taken' },
      })
      const kinds = (await listHistory(it.world.platform.db, id)).map(({ kind }) => kind)
      expect(kinds.filter((kind) => kind === 'member.email_changed')).toHaveLength(1)
    })

    test.runIf(engine === 'postgres')('stays with who confirms it meanwhile', async () => {
      const id = await signUp()
      const begun = Promise.withResolvers<void>()
      const taken = begun.promise.then(take)

      await inOne(async (tx) => {
        await setState(tx, id, 'active')
        begun.resolve()
        while (!(await isWaitedFor(tx))) await nextTurn()
      })

      await expect(taken).rejects.toMatchObject({ code: 'parties.email_taken' })
      expect(await it.findEmail(id)).toBe(email)
    })
  })
})
