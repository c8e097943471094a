import { describe, expect, test } from 'vitest'
import { fromSeconds } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listWorldEngines } from '../../embedded/index.ts'
import { listHistory, runInTx, system } from '../../platform/index.ts'
import { openDirectory } from '../testing/directories.ts'
import { useOwnDirectory } from '../testing/own-directory.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listWorldEngines(postgresUrl))('the people of a company, on %s', (engine) => {
  const own = useOwnDirectory(engine, postgresUrl)
  const { directory, request, act, edit, count } = own

  describe('people', () => {
    test('have a user name that nobody else gets, whatever its case, also after they left', async () => {
      const lin = await own.it.person('Lin')

      await expect(own.it.person('lin')).rejects.toMatchObject({ code: 'directory.user_name_taken' })
      await act({ act: 'leave' }, [lin])
      await expect(own.it.person('lin')).rejects.toMatchObject({ code: 'directory.user_name_of_former' })
      await directory().takePersonBack(
        request(),
        { enterpriseId: own.it.id, personId: lin },
        { departmentId: own.it.top },
      )
      expect(await own.it.readPerson(lin)).toMatchObject({
        userName: 'Lin',
        state: 'active',
        departmentId: own.it.top,
      })
      await expect((await openDirectory(own.world)).person('lin')).resolves.toMatch(/^per_/)
    })

    test('R275: are disabled and enabled again, singly and in sets; those of whom it is true already stay as they are', async () => {
      const [lin, wang] = [await own.it.person('lin'), await own.it.person('wang')]
      own.heard.events.length = 0

      expect(await act({ act: 'disable' }, [lin])).toEqual({ changed: 1, unchanged: 0 })
      expect(await act({ act: 'disable' }, [lin, wang])).toEqual({ changed: 1, unchanged: 1 })
      expect(await act({ act: 'disable' }, [lin, wang])).toEqual({ changed: 0, unchanged: 2 })
      expect(await count()).toMatchObject({ people: 2, disabled: 2 })
      expect(await act({ act: 'enable' }, [lin, wang, lin])).toEqual({ changed: 2, unchanged: 0 })

      expect(own.heard.events).toEqual(
        [[lin], [wang], [lin, wang]].map((personIds) => ({
          type: 'people.changed',
          enterpriseId: own.it.id,
          personIds,
        })),
      )
      expect((await own.it.kinds()).slice(-3)).toEqual([
        'person.disabled',
        'person.disabled',
        'person.enabled',
      ])
    })

    test('are all changed, or nobody', async () => {
      const [lin, wang] = [await own.it.person('lin'), await own.it.person('wang')]
      await act({ act: 'leave' }, [wang])

      await expect(act({ act: 'disable' }, [lin, wang])).rejects.toMatchObject({
        code: 'directory.person_left',
      })
      const elsewhere = await (await openDirectory(own.world)).person('lin')
      await expect(act({ act: 'disable' }, [lin, elsewhere])).rejects.toMatchObject({
        code: 'directory.person_unknown',
      })
      expect(await own.it.readPerson(lin)).toMatchObject({ state: 'active' })
    })

    test('are changed as a filter finds them, if they are as many as the page said', async () => {
      const a = await own.it.department('甲', own.it.top)
      for (const name of ['lin', 'wang', 'li']) await own.it.person(name, { departmentId: a })
      await own.it.person('zhao')
      const of = { filter: { departmentId: own.it.top, q: 'l' }, expected: 2 }
      const move = { act: { act: 'move', departmentId: own.it.top }, of } as const

      await expect(
        directory().actOnPeople(request(), own.it.id, { ...move, of: { ...of, expected: 3 } }),
      ).rejects.toMatchObject({ code: 'directory.people_changed', details: { people: 2 } })
      expect(await directory().actOnPeople(request(), own.it.id, move)).toEqual({ changed: 2, unchanged: 0 })

      const list = async (filter: object) =>
        (await directory().listPeopleOf(own.it.actor, own.it.id, { limit: 10, ...filter })).items.map(
          ({ person }) => person.userName,
        )
      expect(await list({ departmentId: a })).toEqual(['wang'])
      expect(await list({ departmentId: own.it.top, below: false })).toEqual(['li', 'lin', 'zhao'])
      expect(await list({ departmentId: own.it.top })).toEqual(['li', 'lin', 'wang', 'zhao'])
    })

    test('are moved to departments of their own company only', async () => {
      const lin = await own.it.person('lin')
      const elsewhere = (await openDirectory(own.world)).top

      await expect(act({ act: 'move', departmentId: elsewhere }, [lin])).rejects.toMatchObject({
        code: 'directory.department_unknown',
      })
      await expect(edit(lin, { name: 'x', departmentId: elsewhere })).rejects.toMatchObject({
        code: 'directory.department_unknown',
      })
    })

    test('are changed as they were seen, or not at all; the same once more is no change', async () => {
      const lin = await own.it.person('lin')
      const { changedAt } = await own.it.readPerson(lin)
      const change = (position: string) =>
        directory().changePerson(
          request(),
          { enterpriseId: own.it.id, personId: lin },
          { name: '林知遥', position, departmentId: own.it.top, changedAt },
        )
      await own.world.advance(fromSeconds(1))

      await change('工程师')
      await change('工程师')
      await expect(change('经理')).rejects.toMatchObject({ code: 'directory.person_changed' })

      expect(await own.it.readPerson(lin)).toMatchObject({ position: '工程师' })
      expect((await own.it.kinds()).filter((kind) => kind === 'person.changed')).toHaveLength(1)
    })

    test('are found in small letters and capitals of every alphabet, also after they left', async () => {
      const lin = await own.it.person('Élodie-Ж')
      const group = await directory().createGroup(request(), own.it.id, 'ÜBER Ж')
      const found = async (q: string, more: object) =>
        (await directory().listPeopleOf(own.it.actor, own.it.id, { limit: 10, q, ...more })).items.map(
          ({ person }) => person.id,
        )

      for (const q of ['über', 'Ж', 'ж']) {
        const { items } = await directory().listGroupsOf(own.it.actor, own.it.id, { limit: 10, q })
        expect(
          items.map((one) => one.group.id),
          q,
        ).toEqual([group.id])
      }
      await directory().dissolveEnterprise(request(), own.it.id)
      for (const q of ['élodie', 'Élodie', 'ж']) expect(await found(q, { state: 'left' }), q).toEqual([lin])
    })

    test('of a suspended buyer only lose what they have', async () => {
      const lin = await own.it.person('lin')
      const { id: groupId } = await directory().createGroup(request(), own.it.id, '全员')
      await act({ act: 'join_group', groupId }, [lin])
      const { buyerId } = own.it.enterprise
      await own.world.market.parties.suspend(
        await own.world.given.operator(),
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
      const lin = await own.it.person('lin', { email: 'L.Zhiyao@Example.com' })
      await edit(lin, {
        name: '林知遥',
        employeeCode: 'E-007',
        email: 'L.Zhiyao@Example.com',
        departmentId: own.it.top,
      })
      await own.it.person('wang')
      const find = async (q: string, more: object = {}) =>
        (await directory().listPeopleOf(own.it.actor, own.it.id, { limit: 10, q, ...more })).items.map(
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
      const [lin, wang] = [await own.it.person('lin'), await own.it.person('wang')]
      const { id: groupId } = await directory().createGroup(request(), own.it.id, '值班')
      await expect(directory().createGroup(request(), own.it.id, '值班')).rejects.toMatchObject({
        code: 'directory.group_name_taken',
      })

      expect(await act({ act: 'join_group', groupId }, [lin, wang])).toEqual({ changed: 2, unchanged: 0 })
      expect(await act({ act: 'join_group', groupId }, [lin])).toEqual({ changed: 0, unchanged: 1 })
      await act({ act: 'leave' }, [wang])
      const people = () =>
        directory().listPeople(own.world.platform.db, { enterpriseId: own.it.id, groupId, limit: 10 })
      expect((await people()).map(({ id }) => id)).toEqual([lin])
      expect(
        (await directory().renameGroup(request(), { enterpriseId: own.it.id, groupId }, '夜班')).people,
      ).toBe(1)
      await act({ act: 'quit_group', groupId }, [lin])
      expect(await people()).toEqual([])
      await directory().deleteGroup(request(), { enterpriseId: own.it.id, groupId })
      await expect(act({ act: 'join_group', groupId }, [lin])).rejects.toMatchObject({
        code: 'directory.group_unknown',
      })
      expect((await own.it.kinds()).filter((kind) => kind.startsWith('person_group.'))).toEqual(
        ['created', 'joined', 'renamed', 'quit', 'deleted'].map((kind) => `person_group.${kind}`),
      )
    })

    test('have a record of their own, and one of many names the first five', async () => {
      const all: Id<'per'>[] = []
      for (let nth = 1; nth <= 7; nth += 1) all.push(await own.it.person(`p${nth}`))
      const [first, ...others] = all
      await act({ act: 'disable' }, all)
      await act({ act: 'enable' }, others)

      const [newest] = await directory().listRecord(own.it.actor, own.it.id, { limit: 1 })
      expect(newest?.data).toMatchObject({ count: 6, personIds: others.slice(0, 5) })
      expect(newest?.data['names']).toEqual(['名p2', '名p3', '名p4', '名p5', '名p6'])
      const record = await directory().listRecord(own.it.actor, own.it.id, { limit: 10, personId: first })
      expect(record.map(({ kind, data }) => [kind, data['count']])).toEqual([
        ['person.disabled', 7],
        ['person.added', 1],
      ])
      expect(newest).toMatchObject({
        at: own.world.clock.now(),
        actor: { kind: 'member', name: own.it.actor.name },
      })
    })

    test('leave nothing of their data in the record, which has their names for administrators only', async () => {
      const lin = await own.it.person('lin', { email: 'lin@secret.example' })
      await edit(lin, { name: '林知遥', mobile: '13800001111', workPlace: '成都', departmentId: own.it.top })

      const record = JSON.stringify(await listHistory(own.world.platform.db, own.it.id))
      for (const secret of ['lin@', '1380000', '成都', '林知遥', '名lin'])
        expect(record).not.toContain(secret)
      const [newest] = await directory().listRecord(own.it.actor, own.it.id, { limit: 1 })
      expect(newest).toMatchObject({
        kind: 'person.changed',
        data: { personIds: [lin], members: ['name', 'mobile', 'email', 'workPlace'], names: ['林知遥'] },
      })
    })
  })

  test('other domains read people by ids, departments or groups, in portions', async () => {
    const a = await own.it.department('甲', own.it.top)
    const [lin, wang, li] = [
      await own.it.person('lin'),
      await own.it.person('wang', { departmentId: a }),
      await own.it.person('li'),
    ]
    await act({ act: 'leave' }, [li])
    const { db } = own.world.platform
    const read = async (of: object, more: { after?: Id<'per'>; limit?: number } = {}) =>
      (await directory().listPeople(db, { enterpriseId: own.it.id, limit: 10, ...of, ...more } as never)).map(
        ({ id }) => id,
      )

    expect(await read({ all: true })).toEqual([lin, wang])
    expect(await read({ all: true }, { limit: 1 })).toEqual([lin])
    expect(await read({ all: true }, { after: lin })).toEqual([wang])
    expect(await read({ departmentId: own.it.top })).toEqual([lin, wang])
    expect(await read({ departmentId: a })).toEqual([wang])
    expect(await read({ ids: [li, wang] })).toEqual([wang, li])
    const { id } = await runInTx(own.world.platform, { actor: system }, (tx) =>
      directory().lockEnterprise(tx, own.it.id),
    )
    expect(id).toBe(own.it.id)
  })

  test('a thousand people are told at once, and no more', async () => {
    const rows = Array.from({ length: 1001 }, (_, nth) => `p${nth},名,10001`)
    await own.it.importCsv('people', `userName,name,departmentCode\n${rows.join('\n')}`)
    own.heard.events.length = 0

    const acted = await directory().actOnPeople(request(), own.it.id, {
      act: { act: 'leave' },
      of: { filter: {}, expected: 1001 },
    })

    expect(acted).toEqual({ changed: 1001, unchanged: 0 })
    expect(own.heard.events.map((event) => 'personIds' in event && event.personIds.length)).toEqual([1000, 1])
  })
})
