import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toDecimal } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { keepBooks } from '../../apps/testing/joint.ts'
import { createSellersBooks } from '../../apps/testing/sellers-books.ts'
import { publicKey, toPem } from '../../apps/testing/credential-form.ts'
import { notify, runInTx, system } from '../../platform/index.ts'
import { openScriptedSeller, openWorld } from '../index.ts'
import type { World } from '../index.ts'
import {
  demoAccounts,
  demoPassword,
  hasDemo,
  createDemoOrders,
  openDemoJoint,
  prepareDemo,
  registerDemoServers,
} from './index.ts'
import type { Demo } from './index.ts'
import { encodeDrawing } from './drawing/index.ts'
import { listDrawings } from './drawing/list.ts'
import { demoSellers } from './parties.ts'
import { fillDesk } from './year/desk.ts'

let world: World
let first: Demo
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const signIn = (email: string) =>
  world.market.parties.signIn({ email, password: demoPassword, userAgent: 'a test', ip: '192.0.2.1' })

test('an empty database is filled once, and found filled at the next start', async () => {
  expect(await hasDemo(world.platform)).toBe(false)

  first = await prepareDemo(world.market, world.platform)
  const second = await prepareDemo(world.market, world.platform)

  expect(first).toMatchObject({
    seeded: true,
    servers: demoSellers.map(({ slug }) => ({ slug })),
  })
  expect(second).toEqual({ seeded: false, servers: first.servers })
  expect(await hasDemo(world.platform)).toBe(true)
})

test('every account that is shown can sign in, in the role that is shown', async () => {
  for (const { email, role } of demoAccounts) {
    const { session } = await signIn(email)

    expect({
      buyer: session.buyer !== undefined,
      seller: session.seller !== undefined,
      operator: session.actor.operator,
    }).toEqual({
      buyer: role === 'buyer',
      seller: role === 'seller',
      operator: role === 'operator',
    })
  }
})

test('buyers have a balance, and twelve sellers have products in every category that can be bought', async () => {
  const { session } = await signIn('lin@cangye.example')
  const balance = await world.market.ledger.getBalance(
    world.platform.db,
    session.buyer?.id as Id<'byr'>,
    'CNY',
  )
  const { items } = await world.market.views.listProducts({ limit: 100 })
  const categories = (await world.market.catalog.listCategories()).map(({ code }) => code)

  expect(toDecimal(balance)).toBe('80000.00')
  expect(items.length).toBeGreaterThanOrEqual(40)
  expect(new Set(items.slice(0, 12).map(({ seller }) => seller.id)).size).toBe(12)
  for (const code of categories)
    expect(items.filter(({ category }) => category === code).length, code).toBeGreaterThanOrEqual(2)
  for (const { id, logo } of items) {
    const product = await world.market.views.getProduct(id as Id<'prd'>)
    await expect(world.market.media.read(logo?.replace('/media/', '') ?? '')).resolves.toBeDefined()
    expect(product.description.zh.split('\n\n').length).toBeGreaterThanOrEqual(3)
    expect(product.description.en.split('\n\n')).toHaveLength(product.description.zh.split('\n\n').length)
    expect(product.specifications.length).toBeGreaterThanOrEqual(2)
    expect(product.pictures).toHaveLength(2)
    expect(categories).toContain(product.category)
  }
})

test('the kept drawings are those that are drawn', async () => {
  const drawings = listDrawings()
  const some = drawings.filter(({ name }) => ['boyun', 'panxu-vault-1'].includes(name))

  for (const drawing of some) {
    const { width, file } = drawing.sizes.at(-1) ?? { width: 0, file: '' }
    const kept = await readFile(file)
    expect(kept.equals(await encodeDrawing(drawing, width)), file).toBe(true)
  }
  expect(some).toHaveLength(2)
})

test('R8a: of two requests for top-ups one is in the balance and one waits for its transfer', async () => {
  const { items } = await world.market.views.listTopUpRequests({}, { limit: 10 })

  expect(items.map(({ state, amount, buyer }) => [state, amount.amount, buyer.name.en])).toEqual([
    ['awaiting', '15000.00', 'Cangye Manufacturing'],
    ['credited', '20000.00', 'Cangye Manufacturing'],
  ])
})

test('R119: one product is sold in two editions of one specification, so that a service can go from one to the other', async () => {
  const { items } = await world.market.views.listProducts({ limit: 100 })
  const ofItems = await Promise.all(items.map(({ id }) => world.market.views.getProduct(id as Id<'prd'>)))

  const [product, ...others] = ofItems.filter(({ specifications }) =>
    specifications.some(({ skus }) => skus.length > 1),
  )

  expect(others).toEqual([])
  expect(product?.afterSale).toMatchObject({ fiveDayRefund: true, upgrades: true, renewalChanges: true })
  expect(product?.specifications.map(({ skus }) => skus.map(({ values }) => values))).toEqual([
    [[0], [1]],
    [[1]],
  ])
})

test('wherever the sample server stands, the products are called there with the key it was given', async () => {
  const { servers = [] } = await prepareDemo(world.market, world.platform)
  const { items } = await world.market.views.listProducts({ limit: 100 })

  for (const origin of ['http://127.0.0.1:8081', 'http://127.0.0.1:8082']) {
    await registerDemoServers(world.market, world.platform, { servers, origin })

    for (const { id, name, seller, type = 'saas' } of items) {
      // A license is issued by a call only if it is activated online.
      const family = type === 'license' ? 'license' : 'saas'
      if (family !== type || (type === 'license' && name.en !== 'Yanxi Gauge')) continue
      const server = servers.find(({ sellerId }) => sellerId === seller.id)
      const ask = { sellerId: seller.id, family, productId: id as Id<'prd'> } as const
      const access = await world.market.access.getAccess(world.platform.db, ask)
      expect(access).toMatchObject({
        url: `${origin}/${server?.slug}/${family}`,
        accessKey: server?.accessKey,
      })
    }
  }
})

test('servers that are where they were registered last are not registered again', async () => {
  const { servers = [] } = await prepareDemo(world.market, world.platform)
  const [server] = servers
  const register = (origin: string) => registerDemoServers(world.market, world.platform, { servers, origin })
  const read = async () =>
    (await world.market.views.listAddresses(server?.sellerId ?? 'sel_0', { limit: 5 })).items
  await register('http://127.0.0.1:8082')
  const own = { sellerId: server?.sellerId ?? 'sel_0', url: 'http://127.0.0.1:9999/own' } as const
  await runInTx(world.platform, { actor: system }, (tx) => world.market.access.registerAnew(tx, own))

  await register('http://127.0.0.1:8082')
  const kept = await read()
  await register('http://127.0.0.1:8083')

  expect(kept).toMatchObject([{ url: own.url }])
  expect(await read()).toMatchObject([{ url: `http://127.0.0.1:8083/${server?.slug}/saas` }])
})

test('one product is spoken to by SaaS V1.0, and promises nothing that has no words there', async () => {
  const { items } = await world.market.views.listProducts({ limit: 100 })
  const { servers = [] } = await prepareDemo(world.market, world.platform)
  await registerDemoServers(world.market, world.platform, { servers, origin: 'http://127.0.0.1:8081' })

  const spoken = await Promise.all(
    items.map(({ id }) => world.market.access.findProtocol(world.platform.db, id as Id<'prd'>, 'saas')),
  )
  const old = items.filter((_, at) => spoken[at] === 'saas-v1')

  expect(old.map(({ name }) => name.en)).toEqual(['Hegu Expense'])
  const { afterSale, buyerParameters } = await world.market.views.getProduct(old[0]?.id as Id<'prd'>)
  expect(buyerParameters?.map(({ name }) => name)).toEqual(['emailDomainName', 'userName'])
  expect(afterSale).toEqual({ fiveDayRefund: true, upgrades: true, renewalChanges: false })
})

test('what is supervised has orders at each stage, which are placed once', async () => {
  await createDemoOrders(world.market, first)
  await createDemoOrders(world.market, await prepareDemo(world.market, world.platform))

  const shown = async () => {
    const operator = { kind: 'member', memberId: 'mbr_demo', name: 'Demo', operator: true } as const
    const lists = ['appeals', 'open', 'over'] as const
    const found = await Promise.all(
      lists.map((list) => world.market.supervisions.listOfMarket(operator, { list, limit: 50 })),
    )
    return found.map(({ items }) => items.map(({ of }) => `${of.flow} ${of.stage}`).toSorted())
  }
  expect(await shown()).toEqual([
    ['standard performing'],
    [
      'hardware acceptance',
      'license_code activation',
      'license_code activation',
      'license_code performing',
      'license_offline acceptance',
      'license_online demand',
      'license_online performing',
      'saas performing',
      'standard acceptance',
      'standard confirmation',
      'standard demand',
      'standard performing',
      'standard performing',
    ],
    ['license_code done', 'license_offline done', 'standard done'],
  ])
})

test('a buyer has a company with people in each state, and their own account linked', async () => {
  const { directory } = world.market
  const { session } = await signIn('lin@cangye.example')

  const { items } = await directory.listEnterprises(session.actor, { limit: 10 })
  const [own] = await directory.listOwnEntries(session.actor)

  expect(items.map(({ enterprise, counts }) => [enterprise.tenantCode, counts])).toEqual([
    ['cangye', { departments: 14, people: 60, disabled: 2, groups: 3 }],
  ])
  expect([own?.person.userName, own?.department]).toEqual(['zhiyao.lin', '信息部'])
})

test('the company uses a joint product, whose seller knows who may', async () => {
  const server = await openScriptedSeller()
  server.answer(keepBooks(createSellersBooks()))
  const { origin } = new URL(server.url)
  const { servers = [] } = first
  await registerDemoServers(world.market, world.platform, { servers, origin })
  const open = async (demo: Demo) =>
    openDemoJoint(world.market, world.platform, {
      demo,
      origin,
      publicKeys: { chenglan: toPem(publicKey) },
      waitUntil: async (isTrue) => {
        await world.settle()
        return isTrue()
      },
    })

  const opened = [await open(first), await open({ seeded: false, servers })]
  await world.settle()
  await server.close()

  const { apps } = world.market
  const { session: buyer } = await signIn('lin@cangye.example')
  const { session: seller } = await signIn('shen@chenglan.example')
  const [app, ...others] = (await apps.listOfBuyer(buyer.actor, { limit: 10 })).items
  const { state, people } = await apps
    .getOfBuyer(buyer.actor, app?.app.id ?? 'cap_none')
    .then((shown) => ({ state: shown.app.state, people: shown.people }))
  const assigned = await apps.listAssignments(buyer.actor, app?.app.id ?? 'cap_none', { limit: 100 })
  const [credential] = await apps.listCredentials(seller.actor)
  expect(opened).toEqual([true, true])
  expect(others).toEqual([])
  expect([state, people]).toEqual([
    'connected',
    { confirmed: 21, wanted: 21, waiting: 0, failed: 0, leftOut: 0 },
  ])
  expect(assigned.items.filter(({ role }) => role === 'admin').map(({ name }) => name)).toEqual(['林知遥'])
  expect(credential?.test).toMatchObject({ userName: 'test01', isConfirmed: true })
})

test('the joint product’s app moves with the sample server, unless its seller has moved it', async () => {
  const { apps } = world.market
  const { actor } = (await signIn('shen@chenglan.example')).session
  const { actor: buyer } = (await signIn('lin@cangye.example')).session
  const move = (port: number) =>
    registerDemoServers(world.market, world.platform, {
      servers: first.servers ?? [],
      origin: `http://127.0.0.1:${port}`,
    })
  const read = async () => {
    const [credential] = await apps.listCredentials(actor)
    if (!credential) throw new Error('The demo has no app credential')
    const [app] = (await apps.listOfBuyer(buyer, { limit: 10 })).items
    return { ...credential.credential, inApp: app?.app.loginUrl }
  }

  await move(8099)
  const { inApp, ...moved } = await read()
  await apps.changeCredential(actor, moved.id, { ...moved, loginUrl: 'https://archive.example/' })
  await move(8100)

  const url = 'http://127.0.0.1:8099/chenglan/people'
  expect([moved.callbackUrl, moved.loginUrl, inApp]).toEqual([`${url}/callback`, url, url])
  expect(await read()).toMatchObject({
    callbackUrl: `${url}/callback`,
    loginUrl: 'https://archive.example/',
    inApp: url,
  })
})

test('the home page has a selection of nine products, and each of its words finds something', async () => {
  const { session } = await signIn('gu@loggia.example')
  const { selection } = await world.market.views.getHomePage()
  const { words } = await world.market.views.getOperatorHomePage(session.actor)

  expect(selection).toHaveLength(9)
  expect(selection[0]?.picture).toMatch(/^\/media\//)
  const empty = [...words.zh, ...words.en].filter(({ products }) => products.count === 0)
  expect([words.zh.length, words.en.length, empty]).toEqual([6, 6, []])
})

test('the first buyer finds a request of a colleague to approve, and only the newest messages unread', async () => {
  const all = first.people?.all
  const [buyer] = all?.buyers ?? []
  if (!all || !buyer) throw new Error('The demo has no people')
  const party = { kind: 'buyer', id: buyer.buyerId as Id<'byr'> } as const
  for (let n = 0; n < 8; n += 1)
    await runInTx(world.platform, { actor: system }, (tx) =>
      notify(tx, 'purchase_requested', party, {
        subject: `prq_${String(n).padStart(26, '0')}`,
        data: {} as never,
      }),
    )

  await fillDesk(world.market, world.platform, { all, password: demoPassword })

  const { items } = await world.market.purchaseRequests.list(buyer, 'to_decide', { limit: 10 })
  const messages = await world.market.notifications.list(party, { limit: 10 })
  expect(items.map(({ state }) => state)).toEqual(['waiting'])
  expect(messages.items[0]).toMatchObject({ kind: 'purchase_requested', data: { requester: '陶若溪' } })
  expect([messages.items.length > 5, messages.unread]).toEqual([true, 5])
})

test('a demo whose sample server has no key pair stays without its joint product', async () => {
  const at = {
    demo: first,
    origin: 'http://127.0.0.1:9',
    publicKeys: {},
    waitUntil: () => Promise.resolve(true),
  }

  expect(await openDemoJoint(world.market, world.platform, at)).toBe(false)
})

test('a database that holds something else is left alone', async () => {
  const other = await openWorld()
  await other.given.buyer()

  expect(await prepareDemo(other.market, other.platform)).toEqual({ seeded: false })
  expect(await hasDemo(other.platform)).toBe(false)
  await other.close()
})
