import { describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { listRuleEngines } from '../../embedded/index.ts'
import { openDirectory } from '../testing/directories.ts'
import { useOwnDirectory } from '../testing/own-directory.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('the directory of a company, on %s', (engine) => {
  const own = useOwnDirectory(engine, postgresUrl)
  const { directory, request, act, count, told } = own

  describe('a company', () => {
    test('R265: starts with a department of its name, and is known to sellers by a random id', async () => {
      const other = await openDirectory(own.world, own.it.actor)

      expect(await own.it.tree()).toBe('澄澜')
      expect(own.it.enterprise.tenantId).toMatch(/^[0-9a-f]{32}$/)
      expect(other.enterprise.tenantId).not.toBe(own.it.enterprise.tenantId)
      const listed = await directory().listEnterprises(own.it.actor, { limit: 10 })
      expect(listed.items.map(({ enterprise }) => enterprise.id)).toEqual([other.id, own.it.id])
      expect(await count()).toEqual({ departments: 1, people: 0, disabled: 0, groups: 0 })
    })

    test('has a code that no other one gets, also after it is dissolved', async () => {
      const { tenantCode } = own.it.enterprise
      const again = async () =>
        directory().createEnterprise({ actor: await own.world.given.buyer() }, { name: '别家', tenantCode })

      await expect(again()).rejects.toMatchObject({ code: 'directory.tenant_code_taken' })
      await directory().dissolveEnterprise(request(), own.it.id)
      await expect(again()).rejects.toMatchObject({ code: 'directory.tenant_code_taken' })
    })

    test('is renamed; the same name is no change', async () => {
      await directory().renameEnterprise(request(), own.it.id, '澄澜')
      await directory().renameEnterprise(request(), own.it.id, '新澄澜')

      expect(own.heard.events).toEqual([{ type: 'enterprise.changed', enterpriseId: own.it.id }])
      expect((await own.it.kinds()).slice(1)).toEqual(['enterprise.renamed'])
    })

    test('R265: is dissolved: everybody leaves own.it, nothing of it changes any more, and its buyer is told', async () => {
      const lin = await own.it.person('lin', { email: 'lin@example.com' })
      const group = await directory().createGroup(request(), own.it.id, '全员')
      await act({ act: 'join_group', groupId: group.id }, [lin])
      await directory().createToken(request(), own.it.id, 'Entra')
      own.heard.events.length = 0

      const { enterprise } = await directory().dissolveEnterprise(request(), own.it.id)

      expect(enterprise).toMatchObject({ state: 'dissolved', dissolvedAt: own.world.clock.now() })
      expect(told()).toEqual(['enterprise.dissolved'])
      expect(await own.it.readPerson(lin)).toEqual({
        id: lin,
        enterpriseId: own.it.id,
        userName: 'lin',
        name: '名lin',
        state: 'left',
        createdAt: own.world.clock.now(),
        changedAt: own.world.clock.now(),
        leftAt: own.world.clock.now(),
      })
      expect(await directory().listTokens(own.it.actor, own.it.id)).toEqual([])
      await expect(own.it.department('新')).rejects.toMatchObject({ code: 'directory.enterprise_dissolved' })
      await expect(directory().dissolveEnterprise(request(), own.it.id)).rejects.toMatchObject({
        code: 'directory.enterprise_dissolved',
      })
      const messages = await own.world.market.notifications.list(
        { kind: 'buyer', id: own.it.enterprise.buyerId },
        { limit: 10 },
      )
      expect(messages.items.map(({ kind }) => kind)).toEqual(['enterprise_dissolved', 'scim_token_created'])
    })

    test('is nobody else’s', async () => {
      const stranger = { actor: await own.world.given.buyer() }
      const unknown = { code: 'directory.enterprise_unknown' }

      await expect(directory().renameEnterprise(stranger, own.it.id, 'x')).rejects.toMatchObject(unknown)
      await expect(directory().listPeopleOf(stranger.actor, own.it.id, { limit: 1 })).rejects.toMatchObject(
        unknown,
      )
      await expect(directory().listRecord(stranger.actor, own.it.id, { limit: 1 })).rejects.toMatchObject(
        unknown,
      )
    })
  })

  describe('departments', () => {
    test('get a number as their code, which steps over one that is taken', async () => {
      await own.it.department('甲', undefined, '10002')
      const [second] = await directory().findDepartments(own.world.platform.db, own.it.id, [
        await own.it.department('乙'),
      ])

      expect(second).toMatchObject({ code: '10003', name: '乙', depth: 0 })
    })

    test('have codes of their own, and names of their own among those beside them', async () => {
      const a = await own.it.department('甲', own.it.top, 'A')
      await own.it.department('甲', a)

      const create = (name: string, more: { code?: string; parentId?: Id<'dpt'> }) =>
        directory().createDepartment(request(), own.it.id, { name, ...more })
      await expect(create('乙', { code: 'A' })).rejects.toMatchObject({
        code: 'directory.department_code_taken',
      })
      await expect(create('甲', { parentId: own.it.top })).rejects.toMatchObject({
        code: 'directory.department_name_taken',
      })
      await expect(create('澄澜', {})).rejects.toMatchObject({ code: 'directory.department_name_taken' })
      expect(await own.it.tree()).toBe('澄澜(甲(甲))')
    })

    test('are renamed and moved with what is below them', async () => {
      const a = await own.it.department('甲', own.it.top)
      const b = await own.it.department('乙', a)
      await own.it.department('丙', b)
      own.heard.events.length = 0

      await directory().renameDepartment(request(), { enterpriseId: own.it.id, departmentId: b }, '新乙')
      await directory().moveDepartment(request(), { enterpriseId: own.it.id, departmentId: b }, undefined)

      expect(await own.it.tree()).toBe('新乙(丙) 澄澜(甲)')
      expect(own.heard.events).toEqual(
        [b, b].map((id) => ({ type: 'departments.changed', enterpriseId: own.it.id, departmentIds: [id] })),
      )
      const all = await directory().listDepartments(own.world.platform.db, own.it.id)
      expect(Object.fromEntries(all.map(({ name, depth }) => [name, depth]))).toEqual({
        丙: 1,
        新乙: 0,
        澄澜: 0,
        甲: 1,
      })
      await expect(
        directory().moveDepartment(
          request(),
          { enterpriseId: own.it.id, departmentId: b },
          all.find(({ name }) => name === '丙')?.id,
        ),
      ).rejects.toMatchObject({ code: 'directory.department_in_itself' })
    })

    test('R275: are deleted only while there is nobody and nothing in them, and never the last one', async () => {
      const a = await own.it.department('甲', own.it.top)
      const lin = await own.it.person('lin', { departmentId: a })
      const remove = (departmentId: Id<'dpt'>) =>
        directory().deleteDepartment(request(), { enterpriseId: own.it.id, departmentId })

      await expect(remove(a)).rejects.toMatchObject({ code: 'directory.department_has_people' })
      await expect(remove(own.it.top)).rejects.toMatchObject({ code: 'directory.department_has_departments' })
      await act({ act: 'disable' }, [lin])
      await expect(remove(a)).rejects.toMatchObject({ code: 'directory.department_has_people' })
      await act({ act: 'leave' }, [lin])
      await remove(a)
      await expect(remove(own.it.top)).rejects.toMatchObject({ code: 'directory.department_last' })
      await expect(remove(a)).rejects.toMatchObject({ code: 'directory.department_unknown' })
      expect(
        await directory().findDepartments(own.world.platform.db, own.it.id, [a, own.it.top]),
      ).toMatchObject([{ id: own.it.top }])
    })

    test('are listed level by level, with how many are directly below and how many people in all', async () => {
      const a = await own.it.department('甲', own.it.top)
      const b = await own.it.department('乙', a)
      await own.it.department('丁', own.it.top)
      await own.it.person('lin', { departmentId: a })
      await own.it.person('wang', { departmentId: b })
      const left = await own.it.person('li', { departmentId: b })
      await act({ act: 'leave' }, [left])
      const list = async (asked: { parentId?: Id<'dpt'>; q?: string; after?: string; limit?: number }) => {
        const page = await directory().listDepartmentsOf(own.it.actor, own.it.id, { limit: 10, ...asked })
        return [
          page.items.map((one) => [one.department.name, one.departments, one.people, one.allPeople]),
          page.next,
        ]
      }

      expect(await list({})).toEqual([[['澄澜', 2, 0, 2]], undefined])
      expect(await list({ parentId: own.it.top, limit: 1 })).toEqual([[['丁', 0, 0, 0]], '丁'])
      expect(await list({ parentId: own.it.top, after: '丁' })).toEqual([[['甲', 1, 1, 2]], undefined])
      expect(await list({ q: '乙' })).toEqual([[['乙', 0, 1, 1]], undefined])
      const { above } = await directory().getDepartmentOf(own.it.actor, {
        enterpriseId: own.it.id,
        departmentId: b,
      })
      expect(above.map(({ name }) => name)).toEqual(['澄澜', '甲'])
    })
  })
})
