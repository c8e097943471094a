import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromSeconds } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listWorldEngines, openWorld } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { listHistory, runInTx, system } from '../../platform/index.ts'
import { listenTo, openDirectory } from '../testing/directories.ts'
import type { OpenedDirectory } from '../testing/directories.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listWorldEngines(postgresUrl))('the directory of a company, on %s', (engine) => {
  let world: World
  let it: OpenedDirectory
  let heard: ReturnType<typeof listenTo>
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    heard = listenTo(world)
  })
  beforeEach(async () => {
    await world.reset()
    it = await openDirectory(world)
    heard.events.length = 0
  })
  afterAll(() => world.close())

  const directory = () => world.market.directory
  const request = () => ({ actor: it.actor })
  const act = (what: Parameters<ReturnType<typeof directory>['actOnPeople']>[2]['act'], ids: Id<'per'>[]) =>
    directory().actOnPeople(request(), it.id, { act: what, of: { ids } })
  const edit = async (
    personId: Id<'per'>,
    data: Omit<Parameters<ReturnType<typeof directory>['changePerson']>[2], 'changedAt'>,
  ) => {
    const { changedAt } = await it.readPerson(personId)
    return directory().changePerson(request(), { enterpriseId: it.id, personId }, { ...data, changedAt })
  }
  const count = async () => (await directory().getOwnEnterprise(it.actor, it.id)).counts
  const told = () => heard.events.map(({ type }) => type)

  describe('a company', () => {
    test('R265: starts with a department of its name, and is known to sellers by a random id', async () => {
      const other = await openDirectory(world, it.actor)

      expect(await it.tree()).toBe('澄澜')
      expect(it.enterprise.tenantId).toMatch(/^[0-9a-f]{32}$/)
      expect(other.enterprise.tenantId).not.toBe(it.enterprise.tenantId)
      const listed = await directory().listEnterprises(it.actor, { limit: 10 })
      expect(listed.items.map(({ enterprise }) => enterprise.id)).toEqual([other.id, it.id])
      expect(await count()).toEqual({ departments: 1, people: 0, disabled: 0, groups: 0 })
    })

    test('has a code that no other one gets, also after it is dissolved', async () => {
      const { tenantCode } = it.enterprise
      const again = async () =>
        directory().createEnterprise({ actor: await world.given.buyer() }, { name: '别家', tenantCode })

      await expect(again()).rejects.toMatchObject({ code: 'directory.tenant_code_taken' })
      await directory().dissolveEnterprise(request(), it.id)
      await expect(again()).rejects.toMatchObject({ code: 'directory.tenant_code_taken' })
    })

    test('is renamed; the same name is no change', async () => {
      await directory().renameEnterprise(request(), it.id, '澄澜')
      await directory().renameEnterprise(request(), it.id, '新澄澜')

      expect(heard.events).toEqual([{ type: 'enterprise.changed', enterpriseId: it.id }])
      expect((await it.kinds()).slice(1)).toEqual(['enterprise.renamed'])
    })

    test('R265: is dissolved: everybody leaves it, nothing of it changes any more, and its buyer is told', async () => {
      const lin = await it.person('lin', { email: 'lin@example.com' })
      const group = await directory().createGroup(request(), it.id, '全员')
      await act({ act: 'join_group', groupId: group.id }, [lin])
      await directory().createToken(request(), it.id, 'Entra')
      heard.events.length = 0

      const { enterprise } = await directory().dissolveEnterprise(request(), it.id)

      expect(enterprise).toMatchObject({ state: 'dissolved', dissolvedAt: world.clock.now() })
      expect(told()).toEqual(['enterprise.dissolved'])
      expect(await it.readPerson(lin)).toEqual({
        id: lin,
        enterpriseId: it.id,
        userName: 'lin',
        name: '名lin',
        state: 'left',
        createdAt: world.clock.now(),
        changedAt: world.clock.now(),
        leftAt: world.clock.now(),
      })
      expect(await directory().listTokens(it.actor, it.id)).toEqual([])
      await expect(it.department('新')).rejects.toMatchObject({ code: 'directory.enterprise_dissolved' })
      await expect(directory().dissolveEnterprise(request(), it.id)).rejects.toMatchObject({
        code: 'directory.enterprise_dissolved',
      })
      const messages = await world.market.notifications.list(
        { kind: 'buyer', id: it.enterprise.buyerId },
        { limit: 10 },
      )
      expect(messages.items.map(({ kind }) => kind)).toEqual(['enterprise_dissolved', 'scim_token_created'])
    })

    test('is nobody else’s', async () => {
      const stranger = { actor: await world.given.buyer() }
      const unknown = { code: 'directory.enterprise_unknown' }

      await expect(directory().renameEnterprise(stranger, it.id, 'x')).rejects.toMatchObject(unknown)
      await expect(directory().listPeopleOf(stranger.actor, it.id, { limit: 1 })).rejects.toMatchObject(
        unknown,
      )
      await expect(directory().listRecord(stranger.actor, it.id, { limit: 1 })).rejects.toMatchObject(unknown)
    })
  })

  describe('departments', () => {
    test('get a number as their code, which steps over one that is taken', async () => {
      await it.department('甲', undefined, '10002')
      const [second] = await directory().findDepartments(world.platform.db, it.id, [
        await it.department('乙'),
      ])

      expect(second).toMatchObject({ code: '10003', name: '乙', depth: 0 })
    })

    test('have codes of their own, and names of their own among those beside them', async () => {
      const a = await it.department('甲', it.top, 'A')
      await it.department('甲', a)

      const create = (name: string, more: { code?: string; parentId?: Id<'dpt'> }) =>
        directory().createDepartment(request(), it.id, { name, ...more })
      await expect(create('乙', { code: 'A' })).rejects.toMatchObject({
        code: 'directory.department_code_taken',
      })
      await expect(create('甲', { parentId: it.top })).rejects.toMatchObject({
        code: 'directory.department_name_taken',
      })
      await expect(create('澄澜', {})).rejects.toMatchObject({ code: 'directory.department_name_taken' })
      expect(await it.tree()).toBe('澄澜(甲(甲))')
    })

    test('are renamed and moved with what is below them', async () => {
      const a = await it.department('甲', it.top)
      const b = await it.department('乙', a)
      await it.department('丙', b)
      heard.events.length = 0

      await directory().renameDepartment(request(), { enterpriseId: it.id, departmentId: b }, '新乙')
      await directory().moveDepartment(request(), { enterpriseId: it.id, departmentId: b }, undefined)

      expect(await it.tree()).toBe('新乙(丙) 澄澜(甲)')
      expect(heard.events).toEqual(
        [b, b].map((id) => ({ type: 'departments.changed', enterpriseId: it.id, departmentIds: [id] })),
      )
      const all = await directory().listDepartments(world.platform.db, it.id)
      expect(Object.fromEntries(all.map(({ name, depth }) => [name, depth]))).toEqual({
        丙: 1,
        新乙: 0,
        澄澜: 0,
        甲: 1,
      })
      await expect(
        directory().moveDepartment(
          request(),
          { enterpriseId: it.id, departmentId: b },
          all.find(({ name }) => name === '丙')?.id,
        ),
      ).rejects.toMatchObject({ code: 'directory.department_in_itself' })
    })

    test('R275: are deleted only while there is nobody and nothing in them, and never the last one', async () => {
      const a = await it.department('甲', it.top)
      const lin = await it.person('lin', { departmentId: a })
      const remove = (departmentId: Id<'dpt'>) =>
        directory().deleteDepartment(request(), { enterpriseId: it.id, departmentId })

      await expect(remove(a)).rejects.toMatchObject({ code: 'directory.department_has_people' })
      await expect(remove(it.top)).rejects.toMatchObject({ code: 'directory.department_has_departments' })
      await act({ act: 'disable' }, [lin])
      await expect(remove(a)).rejects.toMatchObject({ code: 'directory.department_has_people' })
      await act({ act: 'leave' }, [lin])
      await remove(a)
      await expect(remove(it.top)).rejects.toMatchObject({ code: 'directory.department_last' })
      await expect(remove(a)).rejects.toMatchObject({ code: 'directory.department_unknown' })
      expect(await directory().findDepartments(world.platform.db, it.id, [a, it.top])).toMatchObject([
        { id: it.top },
      ])
    })

    test('are listed level by level, with how many are directly below and how many people in all', async () => {
      const a = await it.department('甲', it.top)
      const b = await it.department('乙', a)
      await it.department('丁', it.top)
      await it.person('lin', { departmentId: a })
      await it.person('wang', { departmentId: b })
      const left = await it.person('li', { departmentId: b })
      await act({ act: 'leave' }, [left])
      const list = async (asked: { parentId?: Id<'dpt'>; q?: string; after?: string; limit?: number }) => {
        const page = await directory().listDepartmentsOf(it.actor, it.id, { limit: 10, ...asked })
        return [
          page.items.map((one) => [one.department.name, one.departments, one.people, one.allPeople]),
          page.next,
        ]
      }

      expect(await list({})).toEqual([[['澄澜', 2, 0, 2]], undefined])
      expect(await list({ parentId: it.top, limit: 1 })).toEqual([[['丁', 0, 0, 0]], '丁'])
      expect(await list({ parentId: it.top, after: '丁' })).toEqual([[['甲', 1, 1, 2]], undefined])
      expect(await list({ q: '乙' })).toEqual([[['乙', 0, 1, 1]], undefined])
      const { above } = await directory().getDepartmentOf(it.actor, { enterpriseId: it.id, departmentId: b })
      expect(above.map(({ name }) => name)).toEqual(['澄澜', '甲'])
    })
  })

  describe('people', () => {
    test('have a user name that nobody else gets, whatever its case, also after they left', async () => {
      const lin = await it.person('Lin')

      await expect(it.person('lin')).rejects.toMatchObject({ code: 'directory.user_name_taken' })
      await act({ act: 'leave' }, [lin])
      await expect(it.person('lin')).rejects.toMatchObject({ code: 'directory.user_name_of_former' })
      await directory().takePersonBack(
        request(),
        { enterpriseId: it.id, personId: lin },
        { departmentId: it.top },
      )
      expect(await it.readPerson(lin)).toMatchObject({
        userName: 'Lin',
        state: 'active',
        departmentId: it.top,
      })
      await expect((await openDirectory(world)).person('lin')).resolves.toMatch(/^per_/)
    })

    test('R275: are disabled and enabled again, singly and in sets; those of whom it is true already stay as they are', async () => {
      const [lin, wang] = [await it.person('lin'), await it.person('wang')]
      heard.events.length = 0

      expect(await act({ act: 'disable' }, [lin])).toEqual({ changed: 1, unchanged: 0 })
      expect(await act({ act: 'disable' }, [lin, wang])).toEqual({ changed: 1, unchanged: 1 })
      expect(await act({ act: 'disable' }, [lin, wang])).toEqual({ changed: 0, unchanged: 2 })
      expect(await count()).toMatchObject({ people: 2, disabled: 2 })
      expect(await act({ act: 'enable' }, [lin, wang, lin])).toEqual({ changed: 2, unchanged: 0 })

      expect(heard.events).toEqual(
        [[lin], [wang], [lin, wang]].map((personIds) => ({
          type: 'people.changed',
          enterpriseId: it.id,
          personIds,
        })),
      )
      expect((await it.kinds()).slice(-3)).toEqual(['person.disabled', 'person.disabled', 'person.enabled'])
    })

    test('are all changed, or nobody', async () => {
      const [lin, wang] = [await it.person('lin'), await it.person('wang')]
      await act({ act: 'leave' }, [wang])

      await expect(act({ act: 'disable' }, [lin, wang])).rejects.toMatchObject({
        code: 'directory.person_left',
      })
      const elsewhere = await (await openDirectory(world)).person('lin')
      await expect(act({ act: 'disable' }, [lin, elsewhere])).rejects.toMatchObject({
        code: 'directory.person_unknown',
      })
      expect(await it.readPerson(lin)).toMatchObject({ state: 'active' })
    })

    test('are changed as a filter finds them, if they are as many as the page said', async () => {
      const a = await it.department('甲', it.top)
      for (const name of ['lin', 'wang', 'li']) await it.person(name, { departmentId: a })
      await it.person('zhao')
      const of = { filter: { departmentId: it.top, q: 'l' }, expected: 2 }
      const move = { act: { act: 'move', departmentId: it.top }, of } as const

      await expect(
        directory().actOnPeople(request(), it.id, { ...move, of: { ...of, expected: 3 } }),
      ).rejects.toMatchObject({ code: 'directory.people_changed', details: { people: 2 } })
      expect(await directory().actOnPeople(request(), it.id, move)).toEqual({ changed: 2, unchanged: 0 })

      const list = async (filter: object) =>
        (await directory().listPeopleOf(it.actor, it.id, { limit: 10, ...filter })).items.map(
          ({ person }) => person.userName,
        )
      expect(await list({ departmentId: a })).toEqual(['wang'])
      expect(await list({ departmentId: it.top, below: false })).toEqual(['li', 'lin', 'zhao'])
      expect(await list({ departmentId: it.top })).toEqual(['li', 'lin', 'wang', 'zhao'])
    })

    test('are moved to departments of their own company only', async () => {
      const lin = await it.person('lin')
      const elsewhere = (await openDirectory(world)).top

      await expect(act({ act: 'move', departmentId: elsewhere }, [lin])).rejects.toMatchObject({
        code: 'directory.department_unknown',
      })
      await expect(edit(lin, { name: 'x', departmentId: elsewhere })).rejects.toMatchObject({
        code: 'directory.department_unknown',
      })
    })

    test('are changed as they were seen, or not at all; the same once more is no change', async () => {
      const lin = await it.person('lin')
      const { changedAt } = await it.readPerson(lin)
      const change = (position: string) =>
        directory().changePerson(
          request(),
          { enterpriseId: it.id, personId: lin },
          { name: '林知遥', position, departmentId: it.top, changedAt },
        )
      await world.advance(fromSeconds(1))

      await change('工程师')
      await change('工程师')
      await expect(change('经理')).rejects.toMatchObject({ code: 'directory.person_changed' })

      expect(await it.readPerson(lin)).toMatchObject({ position: '工程师' })
      expect((await it.kinds()).filter((kind) => kind === 'person.changed')).toHaveLength(1)
    })

    test('are found in small letters and capitals of every alphabet, also after they left', async () => {
      const lin = await it.person('Élodie-Ж')
      const group = await directory().createGroup(request(), it.id, 'ÜBER Ж')
      const found = async (q: string, more: object) =>
        (await directory().listPeopleOf(it.actor, it.id, { limit: 10, q, ...more })).items.map(
          ({ person }) => person.id,
        )

      for (const q of ['über', 'Ж', 'ж']) {
        const { items } = await directory().listGroupsOf(it.actor, it.id, { limit: 10, q })
        expect(
          items.map((one) => one.group.id),
          q,
        ).toEqual([group.id])
      }
      await directory().dissolveEnterprise(request(), it.id)
      for (const q of ['élodie', 'Élodie', 'ж']) expect(await found(q, { state: 'left' }), q).toEqual([lin])
    })

    test('of a suspended buyer only lose what they have', async () => {
      const lin = await it.person('lin')
      const { id: groupId } = await directory().createGroup(request(), it.id, '全员')
      await act({ act: 'join_group', groupId }, [lin])
      const { buyerId } = it.enterprise
      await world.market.parties.suspend(
        await world.given.operator(),
        { kind: 'buyer', id: buyerId },
        { reason: '核实资料' },
      )
      const suspended = { code: 'parties.buyer_suspended' }

      await act({ act: 'quit_group', groupId }, [lin])
      await act({ act: 'disable' }, [lin])
      await expect(act({ act: 'join_group', groupId }, [lin])).rejects.toMatchObject(suspended)
      await expect(act({ act: 'enable' }, [lin])).rejects.toMatchObject(suspended)
      await act({ act: 'leave' }, [lin])
    })

    test('are found by parts of names, user names, employee codes and emails, page by page', async () => {
      const lin = await it.person('lin', { email: 'L.Zhiyao@Example.com' })
      await edit(lin, {
        name: '林知遥',
        employeeCode: 'E-007',
        email: 'L.Zhiyao@Example.com',
        departmentId: it.top,
      })
      await it.person('wang')
      const find = async (q: string, more: object = {}) =>
        (await directory().listPeopleOf(it.actor, it.id, { limit: 10, q, ...more })).items.map(
          ({ person }) => person.userName,
        )

      for (const q of ['知遥', 'LIN', 'e-007', 'zhiyao@example']) expect(await find(q), q).toEqual(['lin'])
      expect(await find('%')).toEqual([])
      expect(await find('', { limit: 1 })).toEqual(['lin'])
      expect(await find('', { after: 'lin' })).toEqual(['wang'])
      await act({ act: 'leave' }, [lin])
      expect(await find('知遥')).toEqual([])
      expect(await find('知遥', { state: 'left' })).toEqual(['lin'])
      expect(await find('example', { state: 'left' })).toEqual([])
    })

    test('are in groups until they leave', async () => {
      const [lin, wang] = [await it.person('lin'), await it.person('wang')]
      const { id: groupId } = await directory().createGroup(request(), it.id, '值班')
      await expect(directory().createGroup(request(), it.id, '值班')).rejects.toMatchObject({
        code: 'directory.group_name_taken',
      })

      expect(await act({ act: 'join_group', groupId }, [lin, wang])).toEqual({ changed: 2, unchanged: 0 })
      expect(await act({ act: 'join_group', groupId }, [lin])).toEqual({ changed: 0, unchanged: 1 })
      await act({ act: 'leave' }, [wang])
      const people = () =>
        directory().listPeople(world.platform.db, { enterpriseId: it.id, groupId, limit: 10 })
      expect((await people()).map(({ id }) => id)).toEqual([lin])
      expect(
        (await directory().renameGroup(request(), { enterpriseId: it.id, groupId }, '夜班')).people,
      ).toBe(1)
      await act({ act: 'quit_group', groupId }, [lin])
      expect(await people()).toEqual([])
      await directory().deleteGroup(request(), { enterpriseId: it.id, groupId })
      await expect(act({ act: 'join_group', groupId }, [lin])).rejects.toMatchObject({
        code: 'directory.group_unknown',
      })
      expect((await it.kinds()).filter((kind) => kind.startsWith('person_group.'))).toEqual(
        ['created', 'joined', 'renamed', 'quit', 'deleted'].map((kind) => `person_group.${kind}`),
      )
    })

    test('have a record of their own, and one of many names the first five', async () => {
      const all: Id<'per'>[] = []
      for (let nth = 1; nth <= 7; nth += 1) all.push(await it.person(`p${nth}`))
      const [first, ...others] = all
      await act({ act: 'disable' }, all)
      await act({ act: 'enable' }, others)

      const [newest] = await directory().listRecord(it.actor, it.id, { limit: 1 })
      expect(newest?.data).toMatchObject({ count: 6, personIds: others.slice(0, 5) })
      expect(newest?.data['names']).toEqual(['名p2', '名p3', '名p4', '名p5', '名p6'])
      const own = await directory().listRecord(it.actor, it.id, { limit: 10, personId: first })
      expect(own.map(({ kind, data }) => [kind, data['count']])).toEqual([
        ['person.disabled', 7],
        ['person.added', 1],
      ])
      expect(newest).toMatchObject({ at: world.clock.now(), actor: { kind: 'member', name: it.actor.name } })
    })

    test('leave nothing of their data in the record, which has their names for administrators only', async () => {
      const lin = await it.person('lin', { email: 'lin@secret.example' })
      await edit(lin, { name: '林知遥', mobile: '13800001111', workPlace: '成都', departmentId: it.top })

      const record = JSON.stringify(await listHistory(world.platform.db, it.id))
      for (const secret of ['lin@', '1380000', '成都', '林知遥', '名lin'])
        expect(record).not.toContain(secret)
      const [newest] = await directory().listRecord(it.actor, it.id, { limit: 1 })
      expect(newest).toMatchObject({
        kind: 'person.changed',
        data: { personIds: [lin], members: ['name', 'mobile', 'email', 'workPlace'], names: ['林知遥'] },
      })
    })
  })

  test('other domains read people by ids, departments or groups, in portions', async () => {
    const a = await it.department('甲', it.top)
    const [lin, wang, li] = [
      await it.person('lin'),
      await it.person('wang', { departmentId: a }),
      await it.person('li'),
    ]
    await act({ act: 'leave' }, [li])
    const { db } = world.platform
    const read = async (of: object, more: { after?: Id<'per'>; limit?: number } = {}) =>
      (await directory().listPeople(db, { enterpriseId: it.id, limit: 10, ...of, ...more } as never)).map(
        ({ id }) => id,
      )

    expect(await read({ all: true })).toEqual([lin, wang])
    expect(await read({ all: true }, { limit: 1 })).toEqual([lin])
    expect(await read({ all: true }, { after: lin })).toEqual([wang])
    expect(await read({ departmentId: it.top })).toEqual([lin, wang])
    expect(await read({ departmentId: a })).toEqual([wang])
    expect(await read({ ids: [li, wang] })).toEqual([wang, li])
    const { id } = await runInTx(world.platform, { actor: system }, (tx) =>
      directory().lockEnterprise(tx, it.id),
    )
    expect(id).toBe(it.id)
  })

  test('a thousand people are told at once, and no more', async () => {
    const rows = Array.from({ length: 1001 }, (_, nth) => `p${nth},名,10001`)
    await it.importCsv('people', `userName,name,departmentCode\n${rows.join('\n')}`)
    heard.events.length = 0

    const acted = await directory().actOnPeople(request(), it.id, {
      act: { act: 'leave' },
      of: { filter: {}, expected: 1001 },
    })

    expect(acted).toEqual({ changed: 1001, unchanged: 0 })
    expect(heard.events.map((event) => 'personIds' in event && event.personIds.length)).toEqual([1000, 1])
  })
})
