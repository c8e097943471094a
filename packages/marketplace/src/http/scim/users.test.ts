import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { enterpriseUrn, userUrn } from '@loggia/protocol/scim'
import { listRuleEngines } from '../../embedded/index.ts'
import { describeFully, expectScimError, openScim, scimBase } from '../testing/scim-client.ts'
import type { OpenedScim, ScimReply } from '../testing/scim-client.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('SCIM: a person, on %s', (engine) => {
  let scim: OpenedScim
  beforeAll(async () => {
    scim = await openScim({ engine, postgresUrl })
  })
  beforeEach(() => scim.begin())
  afterAll(() => scim.close())

  const it = () => scim.getDirectory()
  test('is created, read, replaced, changed and deleted', async () => {
    const created = await scim.ask('POST', '/Users', {
      schemas: [userUrn, enterpriseUrn],
      ...describeFully('Lin'),
    })
    const { id } = created.body
    expect(created.status).toBe(201)
    expect(created.headers['location']).toBe(`${scimBase}/Users/${id}`)
    expect(created.body).toEqual({
      schemas: [userUrn, enterpriseUrn],
      id,
      externalId: 'x-Lin',
      userName: 'Lin',
      displayName: '林知遥',
      name: { formatted: '林知遥' },
      title: '工程师',
      userType: 'intern',
      active: true,
      emails: [{ value: 'Lin@example.com', type: 'work', primary: true }],
      phoneNumbers: [{ value: '+86 138', type: 'mobile', primary: true }],
      addresses: [{ formatted: '成都', type: 'work' }],
      [enterpriseUrn]: { employeeNumber: 'E-7', department: '研发部' },
      meta: {
        resourceType: 'User',
        created: expect.any(String),
        lastModified: expect.any(String),
        location: `${scimBase}/Users/${id}`,
      },
    })
    expect((await scim.ask('GET', `/Users/${id}`)).body).toEqual(created.body)

    const replaced = await scim.ask('PUT', `/Users/${id}`, {
      userName: 'lin',
      displayName: '林远',
      active: false,
    })
    expect(replaced.body).toMatchObject({ userName: 'Lin', displayName: '林远', active: false })
    for (const gone of ['title', 'emails', 'phoneNumbers', 'externalId'])
      expect(replaced.body).not.toHaveProperty(gone)
    // Where nobody says anything else, a person stays.
    expect(replaced.body[enterpriseUrn]).toEqual({ department: '研发部' })

    const patched = await scim.patch(`/Users/${id}`, {
      op: 'replace',
      value: { active: true, title: '主管' },
    })
    expect([patched.status, patched.body]).toMatchObject([
      200,
      { active: true, title: '主管', displayName: '林远' },
    ])

    expect((await scim.ask('DELETE', `/Users/${id}`)).status).toBe(204)
    expectScimError(await scim.ask('GET', `/Users/${id}`), 404)
    expectScimError(await scim.ask('DELETE', `/Users/${id}`), 404)
    expect((await scim.find('userName eq "lin"')).body['totalResults']).toBe(0)
    expect((await scim.ask('GET', '/Users')).body.Resources).toEqual([])
    expect(await it().readPerson(id as `per_${string}`)).toMatchObject({ state: 'left' })
  })

  test('has one name, whichever way it is said', async () => {
    const nameOf = async (said: object, userName: string) =>
      (await scim.ask('POST', '/Users', { userName, ...said })).body['displayName']

    expect(await nameOf({ displayName: 'A', name: { formatted: 'B' } }, 'u1')).toBe('A')
    expect(await nameOf({ name: { formatted: 'B', givenName: 'C' } }, 'u2')).toBe('B')
    expect(await nameOf({ name: { familyName: 'Zhao', givenName: 'Yun' } }, 'u3')).toBe('Yun Zhao')
    expect(await nameOf({ name: { familyName: '赵', givenName: '云' } }, 'u4')).toBe('赵云')
    expect(await nameOf({}, 'u5')).toBe('u5')
    const id = await scim.create('u6', { displayName: 'A' })
    expect(
      (await scim.patch(`/Users/${id}`, { op: 'replace', path: 'name.formatted', value: 'B' })).body[
        'displayName'
      ],
    ).toBe('B')
    expect(
      (await scim.patch(`/Users/${id}`, { op: 'replace', path: 'name.givenName', value: 'C' })).body[
        'displayName'
      ],
    ).toBe('B')
  })

  test('who left comes back as the same entry, and a user name is taken once', async () => {
    const id = await scim.create('lin', { displayName: 'A' })
    expectScimError(await scim.ask('POST', '/Users', { userName: 'LIN' }), 409, 'uniqueness')
    await scim.ask('DELETE', `/Users/${id}`)

    const again = await scim.ask('POST', '/Users', { userName: 'lin', displayName: 'B', active: false })

    expect([again.status, again.body]).toMatchObject([201, { id, displayName: 'B', active: false }])
  })

  test('never gets another user name', async () => {
    const id = await scim.create('lin')

    expectScimError(await scim.ask('PUT', `/Users/${id}`, { userName: 'zhao' }), 400, 'mutability')
    expectScimError(
      await scim.patch(`/Users/${id}`, { op: 'replace', path: 'userName', value: 'zhao' }),
      400,
      'mutability',
    )
    expect((await scim.patch(`/Users/${id}`, { op: 'replace', path: 'userName', value: 'LIN' })).status).toBe(
      200,
    )
  })

  test('is in the department of this code, or of this name, or of a new one', async () => {
    const rd = await it().department('研发部', it().top, 'RD')
    await it().department('同名', rd)
    await it().department('同名', it().top)
    const departmentOf = async (department: string, userName: string) => {
      const reply = await scim.ask('POST', '/Users', { userName, [enterpriseUrn]: { department } })
      return reply.status === 201 ? (reply.body[enterpriseUrn] as { department: string }).department : reply
    }

    expect(await departmentOf('RD', 'u1')).toBe('研发部')
    expect(await departmentOf('研发部', 'u2')).toBe('研发部')
    expect(await departmentOf('新部门', 'u3')).toBe('新部门')
    expect(await departmentOf('新部门', 'u4')).toBe('新部门')
    expectScimError((await departmentOf('同名', 'u5')) as ScimReply, 400, 'invalidValue')
    expectScimError((await departmentOf('x'.repeat(129), 'u6')) as ScimReply, 400, 'invalidValue')
    expect(await it().tree()).toBe('澄澜(同名 新部门 研发部(同名))')
  })

  test.each([
    ['no resource', '[]', 'invalidSyntax'],
    ['no JSON', '{', 'invalidSyntax'],
    ['no user name', { displayName: 'A' }, 'invalidValue'],
    ['a user name with a space', { userName: 'a b' }, 'invalidValue'],
    ['a long name', { userName: 'a', displayName: 'x'.repeat(65) }, 'invalidValue'],
    ['a wrong email', { userName: 'a', emails: [{ value: 'x' }] }, 'invalidValue'],
    ['neither true nor false', { userName: 'a', active: 'maybe' }, 'invalidValue'],
    [
      'what is nested deeper than the stack',
      `{"userName":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
      'invalidSyntax',
    ],
    ['a NUL', { userName: 'a', externalId: '\u0000' }, 'invalidSyntax'],
  ])('%s is refused', async (_, body, scimType) => {
    expectScimError(await scim.ask('POST', '/Users', body), 400, scimType)
  })

  test('a PATCH that is nested deeper than the stack is refused', async () => {
    const lin = await scim.create('lin')
    const value = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`
    const body = `{"Operations":[{"op":"replace","path":"name","value":${value}}]}`

    expectScimError(await scim.ask('PATCH', `/Users/${lin}`, body), 400, 'invalidSyntax')
    expectScimError(await scim.find(`${'('.repeat(50_000)}active pr`), 400, 'invalidFilter')
  })

  test('attributes that are unknown, or not kept, change nothing', async () => {
    const id = await scim.create('lin', {
      shoeSize: 43,
      preferredLanguage: 'zh-CN',
      userType: 'Member',
      roles: [{ value: 'x' }],
      emails: [{ value: 'home@example.com', type: 'home' }],
      'urn:example:2.0:User': { shoeSize: 43 },
    })

    const { body } = await scim.ask('GET', `/Users/${id}`)
    expect(Object.keys(body)).toEqual([
      'schemas',
      'id',
      'userName',
      'displayName',
      'name',
      'active',
      enterpriseUrn,
      'meta',
    ])
    expectScimError(
      await scim.patch(`/Users/${id}`, { op: 'add', path: 'shoeSize', value: 43 }),
      400,
      'invalidPath',
    )
    expect(
      (await scim.patch(`/Users/${id}`, { op: 'add', path: 'preferredLanguage', value: 'en' })).status,
    ).toBe(200)
  })

  test('keeps what SCIM knows nothing of', async () => {
    const id = (await it().person('lin')) as `per_${string}`
    await scim.directory.changePerson(
      { actor: it().actor },
      { enterpriseId: it().id, personId: id },
      {
        name: 'A',
        entryDate: '2026-11-09',
        departmentId: it().top,
        changedAt: (await it().readPerson(id)).changedAt,
      },
    )

    await scim.ask('PUT', `/Users/${id}`, { userName: 'lin', displayName: 'B' })

    expect(await it().readPerson(id)).toMatchObject({ name: 'B', entryDate: '2026-11-09' })
  })

  test('a change that says nothing new is no change', async () => {
    const id = await scim.create('lin', describeFully('lin'))
    const before = (await it().kinds()).length

    await scim.ask('PUT', `/Users/${id}`, describeFully('lin'))
    await scim.patch(`/Users/${id}`, { op: 'replace', value: { active: 'True' } })

    expect((await it().kinds()).length).toBe(before)
  })
})
