import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromMinutes } from '@loggia/kernel'
import { listWorldEngines, openScriptedSeller, openWorld } from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import { runInTx, system } from '../platform/index.ts'
import { openConnected, openCredential, openEnterprise } from './testing/joint.ts'
import type { JointProduct, OpenedEnterprise } from './testing/joint.ts'
import { departmentUrn, openScimReceiver } from './testing/scim-receiver.ts'
import type { ScimReceiver, ScimTenant } from './testing/scim-receiver.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const enterpriseUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** The names and places of what a tenant holds. */
function readTree({ users, groups }: ScimTenant) {
  const departments = [...groups.values()].map((group) => {
    const { code, parent } = group[departmentUrn] as { code: string; parent?: string }
    return [code, group['displayName'], parent]
  })
  const people = [...users.values()].map((user) => [
    user['userName'],
    user['displayName'],
    (user[enterpriseUrn] as { department?: string }).department,
    user['active'],
  ])
  return { departments, people }
}

describe.each(listWorldEngines(postgresUrl))('a seller that speaks SCIM 2.0, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  let receiver: ScimReceiver
  let product: JointProduct
  let enterprise: OpenedEnterprise
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    server = await openScriptedSeller()
  })
  beforeEach(async () => {
    receiver = await openScimReceiver()
    product = await openCredential(world, server, { protocol: 'scim-v2', kitUrl: receiver.url })
    receiver.accept(product.kitKey)
    enterprise = await openEnterprise(world)
  })
  afterEach(async () => {
    await world.reset()
    await receiver.close()
  })
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  /** The tenant of the one instance; that of the test account has another name. */
  const tenant = (): ScimTenant => {
    const [, kept] = [...receiver.tenants].find(([name]) => name.startsWith('i-')) ?? []
    if (!kept) throw new Error('No tenant was told of')
    return kept
  }
  const directory = () => world.market.directory

  test('holds the same departments and people as the directory, after all of their changes', async () => {
    const research = await enterprise.addDepartment('研发部', enterprise.topId)
    const quality = await enterprise.addDepartment('测试组', research)
    const lin = await enterprise.addPerson('林知遥', quality)
    const shen = await enterprise.addPerson('沈若溪', research)
    const gu = await enterprise.addPerson('顾明远')
    const app = await openConnected(world, product, enterprise)
    await app.assign(app.ids(lin, shen, gu), 'admin')
    await world.settle()

    expect(readTree(tenant())).toEqual({
      departments: [
        ['10001', '沧野制造', undefined],
        ['10002', '研发部', '10001'],
        ['10003', '测试组', '10002'],
      ],
      people: [
        ['user00001', '林知遥', '10003', true],
        ['user00002', '沈若溪', '10002', true],
        ['user00003', '顾明远', '10001', true],
      ],
    })
    const [first] = tenant().users.values()
    expect(first).toMatchObject({
      name: { formatted: '林知遥' },
      phoneNumbers: [{ value: '13800000000', type: 'mobile' }],
      roles: [{ value: 'admin' }],
    })
    expect(await app.look()).toMatchObject({
      app: { state: 'connected' },
      departments: { confirmed: 3, waiting: 0 },
      people: { confirmed: 3, waiting: 0 },
    })

    const { request, enterpriseId } = enterprise
    const of = { enterpriseId, departmentId: quality }
    await directory().renameDepartment(request, of, '质量部')
    await directory().moveDepartment(request, of, enterprise.topId)
    await app.withdraw(app.ids(shen))
    await directory().actOnPeople(request, enterpriseId, { act: { act: 'leave' }, of: { ids: [gu] } })
    await world.settle()

    expect(readTree(tenant())).toEqual({
      departments: [
        ['10001', '沧野制造', undefined],
        ['10002', '研发部', '10001'],
        ['10003', '质量部', '10001'],
      ],
      people: [['user00001', '林知遥', '10003', true]],
    })
    expect(await app.look()).toMatchObject({ departments: { waiting: 0 }, people: { waiting: 0 } })
  })

  test('at the end of the connection nobody and nothing is left', async () => {
    const below = await enterprise.addDepartment('研发部', enterprise.topId)
    const lin = await enterprise.addPerson('林知遥', below)
    const app = await openConnected(world, product, enterprise)
    await app.assign(app.ids(lin))
    await world.settle()
    await directory().dissolveEnterprise(enterprise.request, enterprise.enterpriseId)
    await world.settle()

    expect(readTree(tenant())).toEqual({ departments: [], people: [] })
    expect(await app.look()).toMatchObject({ app: { state: 'ended' } })
  })

  test('departments that take each other’s place are told one after the other', async () => {
    const a = await enterprise.addDepartment('研发部', enterprise.topId)
    const b = await enterprise.addDepartment('测试组', a)
    const app = await openConnected(world, product, enterprise)
    await world.settle()
    const { request, enterpriseId } = enterprise
    await directory().moveDepartment(request, { enterpriseId, departmentId: b }, enterprise.topId)
    await directory().moveDepartment(request, { enterpriseId, departmentId: a }, b)
    await world.settle()

    expect(readTree(tenant()).departments).toEqual([
      ['10001', '沧野制造', undefined],
      ['10002', '研发部', '10003'],
      ['10003', '测试组', '10001'],
    ])
    expect(await app.look()).toMatchObject({ departments: { waiting: 0 } })
  })

  test('a change whose answer was lost is made once', async () => {
    const lin = await enterprise.addPerson('林知遥')
    const app = await openConnected(world, product, enterprise)
    await world.settle()
    receiver.takeHeard()
    receiver.fail('done_answers_500', 'answers_500')
    await app.assign(app.ids(lin))
    await world.settle()
    await world.advance(fromMinutes(4))

    expect(readTree(tenant()).people).toEqual([['user00001', '林知遥', '10001', true]])
    expect(receiver.takeHeard()).toEqual([
      'GET /Users?filter=userName eq "user00001"',
      'POST /Users',
      'GET /Users?filter=userName eq "user00001"',
      expect.stringMatching(/^PUT \/Users\/s\d+$/),
      'GET /Users?filter=userName eq "user00001"',
      expect.stringMatching(/^PUT \/Users\/s\d+$/),
    ])
    expect(await app.look()).toMatchObject({ people: { confirmed: 1, waiting: 0 } })
  })

  test('R269: a product with a credential does not change between SCIM and the joint kit', async () => {
    const { seller, sellerId, productId } = product
    const { access } = world.market
    const other = await runInTx(world.platform, { actor: system }, async (tx) => ({
      addressId: await access.approveAddressIn(tx, { sellerId, url: server.url }),
      keyId: (await access.addKeyIn(tx, sellerId, 'joint_sync')).keyId,
    }))

    await expect(
      access.bind(seller, productId, { ...other, speech: { protocol: 'kit-v2' }, confirm: true }),
    ).rejects.toMatchObject({ code: 'app.credential_keeps_words' })
  })

  test('R272: after five tries the buyer is asked, and the attempts show the change without its data', async () => {
    const lin = await enterprise.addPerson('林知遥')
    const app = await openConnected(world, product, enterprise)
    await world.settle()
    receiver.fail(...Array.from({ length: 5 }, () => 'answers_500' as const))
    await app.assign(app.ids(lin))
    await world.settle()
    await world.advance(fromMinutes(16))

    const [batch] = await app.batches()
    expect(batch).toMatchObject({ subject: 'people', state: 'failed' })
    const attempts = await world.market.calls.openAttempts(world.platform.db, batch?.callId ?? 'cal_none')
    expect(attempts).toHaveLength(5)
    expect(attempts[0]?.request.line).toMatch(/^POST \/scim\/i-[^/]+\/Users HTTP/)
    const shown = JSON.stringify(attempts)
    for (const hidden of ['林知遥', 'user00001', '13800000000', product.kitKey])
      expect(shown).not.toContain(hidden)
  })

  test('a wrong token is refused in the seller’s words', async () => {
    const app = await openConnected(world, product, enterprise)
    receiver.accept('another')
    await world.settle()

    const [batch] = await app.batches()
    const [attempt] = await world.market.calls.openAttempts(world.platform.db, batch?.callId ?? 'cal_none')
    expect(attempt?.verdict).toEqual({
      code: 'refused',
      resultCode: '401',
      resultMsg: 'The token is not known',
    })
  })
})
