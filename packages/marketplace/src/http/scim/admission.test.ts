import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { enterpriseUrn } from '@loggia/protocol/scim'
import { openDirectory } from '../../directory/testing/directories.ts'
import { listWorldEngines } from '../../embedded/index.ts'
import { listHistory } from '../../platform/index.ts'
import { expectScimError, openScim } from '../testing/scim-client.ts'
import type { OpenedScim } from '../testing/scim-client.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listWorldEngines(postgresUrl))('SCIM: who may ask, on %s', (engine) => {
  let scim: OpenedScim
  beforeAll(async () => {
    scim = await openScim({ engine, postgresUrl })
  })
  beforeEach(() => scim.begin())
  afterAll(() => scim.close())

  const it = () => scim.getDirectory()
  test.each([
    ['no header', {}],
    ['another scheme', { authorization: 'Basic eDp5' }],
    ['an unknown token', { authorization: 'Bearer loggia_scim_x' }],
  ])('%s is refused with 401, and the body is not read', async (_, headers) => {
    const reply = await scim.server.inject({ method: 'POST', url: '/scim/v2/Users', headers, payload: '{' })

    expectScimError({ status: reply.statusCode, body: reply.json(), headers: reply.headers }, 401)
    expect(reply.headers['www-authenticate']).toContain('Bearer')
  })

  test('a token is of no use once it is revoked, or its company dissolved', async () => {
    const [entra] = await scim.directory.listTokens(it().actor, it().id)
    expect((await scim.ask('GET', '/Users')).status).toBe(200)
    expect((await scim.directory.listTokens(it().actor, it().id))[0]).toHaveProperty('usedAt')
    await scim.directory.revokeToken(
      { actor: it().actor },
      { enterpriseId: it().id, scimTokenId: entra?.id ?? 'sct_' },
    )
    expectScimError(await scim.ask('GET', '/Users'), 401)

    await scim.takeToken('Okta')
    await scim.directory.dissolveEnterprise({ actor: it().actor }, it().id)
    expectScimError(await scim.ask('GET', '/Users'), 401)
  })

  test('a token opens its own company only', async () => {
    const other = await openDirectory(scim.world)
    const theirs = await other.person('theirs')
    const group = await scim.directory.createGroup({ actor: other.actor }, other.id, 'theirs')
    const mine = await scim.create('mine')

    expect((await scim.ask('GET', '/Users')).body).toMatchObject({
      totalResults: 1,
      Resources: [{ id: mine }],
    })
    for (const path of [`/Users/${theirs}`, `/Groups/${group.id}`])
      for (const [method, body] of [
        ['GET', undefined],
        ['PUT', { userName: 'theirs', displayName: 'x' }],
        ['PATCH', { Operations: [{ op: 'replace', path: 'displayName', value: 'x' }] }],
        ['DELETE', undefined],
      ] as const)
        expectScimError(await scim.ask(method, path, body), 404)
    expectScimError(
      await scim.ask('POST', '/Groups', { displayName: 'g', members: [{ value: theirs }] }),
      400,
      'invalidValue',
    )
  })

  test('while the buyer is suspended, people only lose what they have', async () => {
    const [lin, wang] = [await scim.create('lin'), await scim.create('wang', { active: false })]
    const gone = await scim.create('gone')
    await scim.ask('DELETE', `/Users/${gone}`)
    const { id: group } = (await scim.ask('POST', '/Groups', { displayName: 'g', members: [{ value: lin }] }))
      .body
    await scim.world.market.parties.suspend(
      await scim.world.given.operator(),
      { kind: 'buyer', id: it().enterprise.buyerId },
      { reason: '核实资料' },
    )
    const active = (value: boolean) => ({ op: 'replace', path: 'active', value })
    const members = { path: 'members', value: [{ value: wang }] }

    for (const refused of [
      () => scim.ask('POST', '/Users', { userName: 'new' }),
      () => scim.ask('POST', '/Users', { userName: 'gone' }),
      () => scim.patch(`/Users/${wang}`, active(true)),
      () =>
        scim.patch(`/Users/${lin}`, { op: 'replace', path: `${enterpriseUrn}:department`, value: '新部门' }),
      () => scim.ask('POST', '/Groups', { displayName: 'another' }),
      () => scim.patch(`/Groups/${group}`, { op: 'add', ...members }),
      () =>
        scim.ask('PUT', `/Groups/${group}`, { displayName: 'g', members: [{ value: lin }, { value: wang }] }),
    ])
      expectScimError(await refused(), 403)
    for (const done of [
      () => scim.patch(`/Users/${lin}`, { op: 'replace', path: 'displayName', value: '林' }),
      () => scim.patch(`/Users/${lin}`, active(false)),
      () => scim.ask('PUT', `/Groups/${group}`, { displayName: 'g', members: [{ value: lin }] }),
      () => scim.patch(`/Groups/${group}`, { op: 'remove', path: 'members' }),
      () => scim.ask('GET', '/Users'),
    ])
      expect((await done()).status).toBe(200)
    expect((await scim.ask('DELETE', `/Users/${wang}`)).status).toBe(204)
  })

  test('what a token changed is on record under its name', async () => {
    await scim.create('lin')

    const [newest] = (await listHistory(scim.world.platform.db, it().id)).slice(-1)
    expect(newest).toMatchObject({ kind: 'person.added', actor: { kind: 'system', name: 'SCIM · Entra' } })
    expect(await scim.directory.listRecord(it().actor, it().id, { limit: 1 })).toMatchObject([
      { data: { names: ['lin'] } },
    ])
  })
})

test('a token is used at most so often a minute, and then told when to come again', async () => {
  const scim = await openScim({}, 2)
  await scim.begin()
  const ask = () => scim.ask('GET', '/Users')

  const statuses = [(await ask()).status, (await ask()).status]
  const late = await ask()

  expect(statuses).toEqual([200, 200])
  expectScimError(late, 429)
  expect(Number(late.headers['retry-after'])).toBeGreaterThan(0)
  await scim.close()
})
