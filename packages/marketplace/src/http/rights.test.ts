import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleApi, grantsOf, isGranted, sellerAreas } from '@loggia/protocol/console'
import type { PartyKind, Route } from '@loggia/protocol/console'
import { runInTx, system } from '../platform/index.ts'
import { createParties } from '../parties/index.ts'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'

const contract: Readonly<Record<string, Route>> = consoleApi
const partyRoutes = Object.keys(contract).filter((key) => / \/api\/(buyer|seller|operator)\//.test(key))
/** The party of a route, and the rights of which any one is enough. */
const needOf = (key: string) => {
  const { role, needs } = contract[key] ?? {}
  return { party: role as PartyKind, grants: [needs ?? []].flat() as readonly string[] }
}

describe('R2, R3, R6: the rights in the contract', () => {
  test('each route of a party is of that party, and needs a right', () => {
    const wrong = partyRoutes.filter((key) => {
      const { party, grants } = needOf(key)
      return !key.includes(` /api/${party}/`) || grants.length === 0
    })

    expect(wrong).toEqual([])
    expect(partyRoutes.length).toBeGreaterThan(50)
  })

  test('names only what can be granted', () => {
    const wrong = partyRoutes.filter((key) => {
      const { party, grants } = needOf(key)
      return grants.some((grant) => !['any', 'main', ...grantsOf[party]].includes(grant))
    })

    expect(wrong).toEqual([])
  })

  test.each(
    (['buyer', 'seller', 'operator'] as const).flatMap((party) =>
      grantsOf[party].map((grant) => [party, grant] as const),
    ),
  )('R2, R6: of a %s’s member, only %s opens some route', (party, grant) => {
    const opened = partyRoutes.filter((key) => {
      const need = needOf(key)
      return need.party === party && need.grants.join() === grant
    })

    expect(opened).not.toEqual([])
    for (const other of grantsOf[party].filter(
      (one) => one !== grant && one !== grant.replace('read', 'write'),
    ))
      expect([other, isGranted({ main: false, grants: [other] }, grant)]).toEqual([other, false])
  })

  test.each([
    [undefined, 'any', false],
    [{ main: true, grants: [] }, 'main', true],
    [{ main: false, grants: [] }, 'any', true],
    [{ main: false, grants: [] }, 'orders:read', false],
    [{ main: false, grants: ['orders:read'] }, 'orders:read', true],
    [{ main: false, grants: ['calls:read'] }, 'calls:write', false],
    [{ main: false, grants: ['calls:write'] }, 'calls:read', true],
    [{ main: false, grants: ['calls:write'] }, 'main', false],
    [{ main: false, grants: ['callsx:write'] }, 'calls:read', false],
  ])('%j and %s: %s', (rights, grant, granted) => {
    expect(isGranted(rights, grant)).toBe(granted)
  })
})

describe('R2, R3, R6: the edge', () => {
  let edge: StubEdge
  let serial = 0
  const reached = Object.fromEntries(
    partyRoutes
      // The edge answers streams itself, by calling the order's route.
      .filter((key) => contract[key]?.answers !== 'stream')
      .map((key) => [key, () => Promise.reject(new Error('reached'))]),
  )
  beforeAll(async () => {
    edge = await openStubEdge({
      handlers: reached,
      options: { limits: { all: 100_000, signIn: 10_000 } },
    })
  })
  afterAll(() => edge.close())

  async function entered(party: PartyKind, given: { grants?: string[]; mustChangePassword?: boolean }) {
    const parties = createParties(edge.bare.platform, { passwordCost: { n: 16, r: 1, p: 1 } })
    const email = `rights-${(serial += 1)}@cangye.example`
    await runInTx(edge.bare.platform, { actor: system }, async (tx) => {
      const name = { nameZh: '一方', nameEn: 'A party' }
      await parties.addMember(tx, {
        email,
        name: 'Someone',
        password: edge.password,
        language: 'en-US',
        rights: { main: false, grants: given.grants ?? [] },
        mustChangePassword: given.mustChangePassword ?? false,
        ...(party === 'buyer' && { buyerId: await parties.addBuyer(tx, name) }),
        ...(party === 'seller' && { sellerId: await parties.addSeller(tx, name) }),
        operator: party === 'operator',
      })
    })
    const ip = `192.0.2.${serial % 250}`
    const { token, session } = await parties.signIn({ email, password: edge.password, userAgent: '', ip })
    const headers = { cookie: `loggia_session=${token}`, 'x-loggia-csrf': session.csrfToken }
    return (key: string) => {
      const [method = '', path = ''] = key.split(' ')
      const id = (_: string, name: string): string => `${prefixes[name] ?? name}_${'0'.repeat(26)}`
      const url = path.replace(/:(\w+)/g, id)
      return edge.ask(method, url, undefined, { headers: { ...headers, 'idempotency-key': 'k' } })
    }
  }
  const prefixes: Readonly<Record<string, string>> = { orderId: 'ord', memberId: 'mbr', buyerId: 'byr' }

  test.each(partyRoutes.filter((key) => key.includes('/api/seller/')))(
    'R3: a seller’s member without rights is refused %s',
    async (key) => {
      const ask = await noRights

      const reply = await ask(key)

      expect(reply.json()).toMatchObject({ status: 403, code: 'parties.right_missing' })
    },
  )
  let noRights: ReturnType<typeof entered>
  beforeAll(() => {
    noRights = entered('seller', {})
  })

  const readable = sellerAreas.filter((area) => grantsOf.seller.includes(`${area}:read`))
  test.each(readable)('R2: who may read %s reads it and changes nothing', async (area) => {
    const ask = await entered('seller', { grants: [`${area}:read`] })
    for (const key of partyRoutes) {
      const need = needOf(key)
      if (need.party !== 'seller') continue
      const reply = await ask(key)
      expect([key, reply.statusCode === 403]).toEqual([key, !need.grants.includes(`${area}:read`)])
    }
  })

  test('a buyer’s viewer looks and does not buy; a purchaser buys and keeps no members', async () => {
    const viewer = await entered('buyer', {})
    const purchaser = await entered('buyer', { grants: ['purchase'] })

    expect((await viewer('GET /api/buyer/orders')).statusCode).not.toBe(403)
    expect((await viewer('POST /api/buyer/orders')).statusCode).toBe(403)
    expect((await purchaser('POST /api/buyer/orders')).statusCode).not.toBe(403)
    expect((await purchaser('POST /api/buyer/members')).statusCode).toBe(403)
  })

  test('R6: money is the financier’s, a decision the reviewer’s, operators the super admin’s', async () => {
    const finance = await entered('operator', { grants: ['finance'] })
    const reviewer = await entered('operator', { grants: ['reviewer'] })
    const topUp = 'POST /api/operator/buyers/:buyerId/top-ups'

    expect((await finance(topUp)).statusCode).not.toBe(403)
    expect((await reviewer(topUp)).statusCode).toBe(403)
    expect((await reviewer('POST /api/operator/sellers')).statusCode).not.toBe(403)
    expect((await finance('POST /api/operator/sellers')).statusCode).toBe(403)
    for (const ask of [finance, reviewer]) {
      expect((await ask('POST /api/operator/members')).statusCode).toBe(403)
      expect((await ask('GET /api/operator/export')).statusCode).toBe(403)
    }
  })

  test('R3, R6: an operator without a grant is answered the start page and what is nobody’s in particular', async () => {
    const ask = await entered('operator', {})
    const open: string[] = []
    for (const key of partyRoutes.filter((route) => route.startsWith('GET /api/operator/')))
      if ((await ask(key)).statusCode !== 403) open.push(key)

    expect(open).toEqual(['GET /api/operator/overview'])
    for (const path of ['export', 'history.csv', 'orders/:orderId/events'])
      expect((await ask(`GET /api/operator/${path}`)).json()).toMatchObject({ code: 'parties.right_missing' })
  })

  test.each([
    ['reviewer', ['sellers', 'buyers', 'products', 'reviews', 'sign-ups', 'calls'], ['balance-changes']],
    ['finance', ['balance-changes', 'buyers', 'orders'], ['products', 'sign-ups', 'calls', 'addresses']],
    ['appeals', ['orders', 'calls', 'gates', 'buyers'], ['balance-changes', 'sellers', 'applications']],
    ['catalogue', ['settings', 'messages', 'coming'], ['buyers', 'sellers', 'orders', 'products']],
  ])(
    'R6: a %s reads what the work needs, and neither the history nor the members',
    async (grant, may, mayNot) => {
      const ask = await entered('operator', { grants: [grant] })
      const isOpen = async (path: string): Promise<boolean> =>
        (await ask(`GET /api/operator/${path}`)).statusCode !== 403

      for (const path of may) expect([path, await isOpen(path)]).toEqual([path, true])
      for (const path of [...mayNot, 'history', 'history.csv', 'members'])
        expect([path, await isOpen(path)]).toEqual([path, false])
      expect(await isOpen('buyers/:buyerId/balance')).toBe(grant === 'finance')
    },
  )

  test('the events of an order need the right to read orders', async () => {
    const ask = await entered('seller', { grants: ['calls:write'] })

    expect((await ask('GET /api/seller/orders/:orderId/events')).json()).toMatchObject({
      code: 'parties.right_missing',
    })
  })

  test('with an initial password nothing is answered but who one is, the way out and the change', async () => {
    const ask = await entered('operator', { grants: ['reviewer', 'finance'], mustChangePassword: true })

    for (const key of ['GET /api/operator/overview', 'GET /api/operator/buyers', 'GET /api/operator/export'])
      expect((await ask(key)).json()).toMatchObject({ status: 403, code: 'parties.password_must_change' })
    expect((await ask('GET /api/session')).json()).toMatchObject({ session: { mustChangePassword: true } })
    expect((await ask('PUT /api/profile/password')).json()).toMatchObject({ code: 'request.invalid' })
    expect((await ask('DELETE /api/session')).statusCode).toBe(204)
  })
})
