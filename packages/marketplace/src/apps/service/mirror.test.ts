import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromHours, fromSeconds } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { runInTx, system } from '../../platform/index.ts'
import * as store from '../store/index.ts'
import { credentialForm } from '../testing/credential-form.ts'
import { keepBooks, openConnected, openCredential, openEnterprise } from '../testing/joint.ts'
import type { JointProduct, OpenedEnterprise } from '../testing/joint.ts'
import { createSellersBooks } from '../testing/sellers-books.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('what sellers are told of a directory, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  let enterprise: OpenedEnterprise
  let product: JointProduct
  let app: Awaited<ReturnType<typeof openConnected>>
  const books = createSellersBooks()
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    server = await openScriptedSeller()
  })
  beforeEach(async () => {
    server.answer(keepBooks(books))
    product = await openCredential(world, server)
    enterprise = await openEnterprise(world)
    books.clear()
    app = await openConnected(world, product, enterprise)
    await world.settle()
    books.takeJournal()
  })
  afterEach(() => world.reset())
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  const directory = () => world.market.directory
  const ofDepartment = (departmentId: Id<'dpt'>) => ({ enterpriseId: enterprise.enterpriseId, departmentId })
  const move = (id: Id<'dpt'>, to: Id<'dpt'> | undefined) =>
    directory().moveDepartment(enterprise.request, ofDepartment(id), to)
  const rename = (id: Id<'dpt'>, name: string) =>
    directory().renameDepartment(enterprise.request, ofDepartment(id), name)
  const remove = (id: Id<'dpt'>) => directory().deleteDepartment(enterprise.request, ofDepartment(id))
  const act = (act_: 'disable' | 'enable' | 'leave', ...ids: Id<'per'>[]) =>
    directory().actOnPeople(enterprise.request, enterprise.enterpriseId, { act: { act: act_ }, of: { ids } })
  const book = () => {
    const [known] = [...books.books.values()]
    if (!known) throw new Error('The seller knows nothing')
    return known
  }
  const told = async () => {
    await world.settle()
    return books.takeJournal()
  }

  test('departments are added, renamed and moved one by one, parents first', async () => {
    const a = await enterprise.addDepartment('甲', enterprise.topId)
    const b = await enterprise.addDepartment('乙', a)
    expect(await told()).toEqual(['singleOrgSync 1', 'singleOrgSync 1'])

    await rename(a, '丙')
    await move(b, undefined)
    await move(a, b)

    expect(await told()).toEqual(['singleOrgSync 2', 'singleOrgSync 2'])
    expect(Object.fromEntries(book().orgs)).toEqual({
      '10001': { name: '沧野制造', parent: '' },
      '10002': { name: '丙', parent: '10003' },
      '10003': { name: '乙', parent: '' },
    })
  })

  test('a name goes after the sibling that still has it; names that change places go as one list', async () => {
    const a = await enterprise.addDepartment('甲', enterprise.topId)
    const b = await enterprise.addDepartment('乙', enterprise.topId)
    await told()

    await rename(b, '丙')
    await rename(a, '乙')
    expect(await told()).toEqual(['singleOrgSync 2', 'singleOrgSync 2'])

    await rename(a, '丁')
    await rename(b, '乙')
    await rename(a, '丙')
    expect(await told()).toEqual(['allOrgSync 3'])
    expect([...book().orgs.values()].map(({ name }) => name)).toEqual(['沧野制造', '丙', '乙'])
  })

  test('fifty changed departments go as one list', async () => {
    for (let n = 0; n < 50; n++) await enterprise.addDepartment(`部门 ${n}`, enterprise.topId)

    expect(await told()).toEqual(['allOrgSync 51'])
    for (let n = 0; n < 49; n++) await enterprise.addDepartment(`另一个部门 ${n}`, enterprise.topId)
    expect(await told()).toEqual(Array(49).fill('singleOrgSync 1'))
  })

  test('removed departments go last, after the people who were in them, children first', async () => {
    const a = await enterprise.addDepartment('甲', enterprise.topId)
    const b = await enterprise.addDepartment('乙', a)
    const person = await enterprise.addPerson('林知遥', b)
    await app.assign(app.ids(person))
    await told()

    const { request, enterpriseId, topId } = enterprise
    await directory().actOnPeople(request, enterpriseId, {
      act: { act: 'move', departmentId: topId },
      of: { ids: [person] },
    })
    await remove(b)
    await remove(a)

    expect(await told()).toEqual(['authSync 2 1', 'singleOrgSync 0', 'singleOrgSync 0'])
    expect([...book().orgs.keys()]).toEqual(['10001'])
  })

  test('a department that takes the name of one that is removed is told first, in a list', async () => {
    const a = await enterprise.addDepartment('甲', enterprise.topId)
    await told()
    await remove(a)
    await enterprise.addDepartment('甲', enterprise.topId)

    expect(await told()).toEqual(['allOrgSync 2', 'singleOrgSync 0'])
    expect([...book().orgs]).toEqual([
      ['10001', { name: '沧野制造', parent: '' }],
      ['10003', { name: '甲', parent: '10001' }],
    ])
  })

  test('R275: whoever is disabled is told as disabled, whoever left as gone; others are not told of', async () => {
    const [assigned, other] = [await enterprise.addPerson('林知遥'), await enterprise.addPerson('苏晚')]
    await app.assign(app.ids(assigned))
    expect(await told()).toEqual(['authSync 1 1'])

    await act('disable', assigned, other)
    expect([await told(), book().users.get('user00001')?.enable]).toEqual([['authSync 2 1'], 'false'])
    await act('enable', assigned, other)
    expect([await told(), book().users.get('user00001')?.enable]).toEqual([['authSync 2 1'], 'true'])
    await act('leave', assigned, other)
    expect([await told(), book().users.size]).toEqual([['authSync 0 1'], 0])
    expect(await app.assignments()).toEqual([])

    // Whoever comes back is not assigned by that.
    await directory().takePersonBack(
      enterprise.request,
      { enterpriseId: enterprise.enterpriseId, personId: assigned },
      { departmentId: enterprise.topId },
    )
    expect(await told()).toEqual([])
  })

  test('R274: what changed back before it was told is not told', async () => {
    const person = await enterprise.addPerson('林知遥')
    await app.assign(app.ids(person))
    await app.withdraw(app.ids(person))
    const a = await enterprise.addDepartment('甲', enterprise.topId)
    await remove(a)

    expect(await told()).toEqual([])
    expect(await app.batches()).toHaveLength(3)
  })

  test('what changes while a call goes on is told after it', async () => {
    const person = await enterprise.addPerson('林知遥')
    let isFirst = true
    server.answer(async (request) => {
      if (request.activity === 'authSync' && isFirst) {
        isFirst = false
        await app.withdraw(app.ids(person))
      }
      return keepBooks(books)(request)
    })
    await app.assign(app.ids(person))

    expect(await told()).toEqual(['authSync 1 1', 'authSync 3 1'])
    expect([book().users.size, await app.assignments()]).toEqual([0, []])
  })

  // The embedded engine has one transaction at a time.
  test.runIf(engine === 'postgres')(
    'an answer is settled while somebody holds the app, and applied after that',
    async () => {
      await app.assign(app.ids(await enterprise.addPerson('林知遥')))
      const [locked, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      let holding: Promise<void> | undefined
      server.answer(async (request) => {
        holding ??= runInTx(world.platform, { actor: system }, async (tx) => {
          await store.connected.lock(tx, app.id)
          locked.resolve()
          await free.promise
        })
        await locked.promise
        return keepBooks(books)(request)
      })
      await world.settle()
      expect((await app.batches())[0]).toMatchObject({ state: 'open', answer: 'confirmed' })

      free.resolve()
      await holding
      await world.advance(fromSeconds(2))

      expect((await app.batches())[0]).toMatchObject({ state: 'confirmed' })
    },
  )

  test('the enterprise’s name is told when it changes', async () => {
    await directory().renameEnterprise(enterprise.request, enterprise.enterpriseId, '沧野智造')

    expect([await told(), book().tenant.name]).toEqual([['tenantSync 2'], '沧野智造'])
  })

  describe('reconciliation', () => {
    const plant = (statement: string) => world.platform.db.script(statement)
    const reconcile = () => world.market.apps.reconcile(enterprise.buyer, app.id)
    const loseAll = () =>
      plant(`
        update app_person set wanted = wanted || '{"name": "lost"}', confirmed = wanted || '{"name": "lost"}';
        delete from app_department where key = '10002';
        insert into app_department (connected_app_id, key, wanted, confirmed)
          values ('${app.id}', 'x', '{"code": "x", "name": "x"}', '{"code": "x", "name": "x"}')`)

    beforeEach(async () => {
      await enterprise.addDepartment('甲', enterprise.topId)
      await app.assign(app.ids(await enterprise.addPerson('林知遥'), await enterprise.addPerson('苏晚')))
      await told()
    })

    test('finds nothing where nothing was lost, and says so', async () => {
      expect(await reconcile()).toEqual({ differing: 0 })
      expect([await told(), (await app.look()).app.reconciledAt]).toEqual([[], world.clock.now()])
    })

    test('finds what was lost, and it is told', async () => {
      await loseAll()

      expect(await reconcile()).toEqual({ differing: 4 })
      expect(await told()).toEqual(['singleOrgSync 1', 'authSync 2 2', 'singleOrgSync 0'])
      expect(await reconcile()).toEqual({ differing: 0 })
      expect(await app.kinds()).toContain('connected_app.reconciled')
    })

    test('is made once a day', async () => {
      await loseAll()
      await world.advance(fromHours(23))
      expect(books.takeJournal()).toEqual([])

      await world.advance(fromHours(2))

      expect(books.takeJournal()).toEqual(['singleOrgSync 1', 'authSync 2 2', 'singleOrgSync 0'])
      await loseAll()
      await world.advance(fromHours(24))
      expect(books.takeJournal()).toHaveLength(3)
    })
  })

  describe('the daily comparison of more than a thousand people', () => {
    beforeEach(async () => {
      const lines = Array.from({ length: 1100 }, (_, n) => `p${String(n).padStart(5, '0')},人员 ${n},10001`)
      await directory().importFile(enterprise.request, enterprise.enterpriseId, {
        what: 'people',
        complete: true,
        content: Buffer.from(['User name,Name,Department code', ...lines].join('\n')),
      })
      await app.assign({ all: true })
      await told()
    })
    const lose = (...keys: string[]) =>
      world.platform.db.script(`
        update app_person set wanted = wanted || '{"name": "lost"}', confirmed = wanted || '{"name": "lost"}'
        where key in (${keys.map((key) => `'${key}'`).join()})`)
    const comparePortion = () =>
      runInTx(world.platform, { actor: system }, (tx) => world.market.apps.reconcileDaily(tx, app.id))

    test('goes in portions, to the last of them', async () => {
      await lose('p00003', 'p01099')
      await comparePortion()
      expect((await app.look()).app.reconciledAt).toBeUndefined()

      expect(await told()).toEqual(['authSync 2 2'])
      expect((await app.look()).app.reconciledAt).toBe(world.clock.now())
    })

    test('loses nothing to a comparison by hand between its portions', async () => {
      await lose('p00003')
      await comparePortion()

      expect(await world.market.apps.reconcile(enterprise.buyer, app.id)).toEqual({ differing: 0 })

      expect(await told()).toEqual(['authSync 2 1'])
    })

    test('begins anew when the seller asks for less meanwhile', async () => {
      await comparePortion()
      await world.market.apps.changeCredential(product.seller, product.credentialId, {
        ...credentialForm,
        askedData: [],
      })
      await world.settle()

      expect([...book().users.values()].filter(({ mobile }) => mobile !== undefined)).toEqual([])
    })
  })

  test('an app that is over is told nothing more', async () => {
    const person = await enterprise.addPerson('林知遥')
    await app.assign(app.ids(person))
    await told()
    await directory().dissolveEnterprise(enterprise.request, enterprise.enterpriseId)
    await told()
    await runInTx(world.platform, { actor: system }, (tx) =>
      world.market.apps.notePeople(tx, {
        type: 'people.changed',
        enterpriseId: enterprise.enterpriseId,
        personIds: [person],
      }),
    )

    await world.advance(fromHours(48))
    expect(books.takeJournal()).toEqual([])
  })
})
