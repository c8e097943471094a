import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { groupUrn } from '@loggia/protocol/scim'
import { listRuleEngines } from '../../embedded/index.ts'
import { expectScimError, openScim, scimBase } from '../testing/scim-client.ts'
import type { OpenedScim } from '../testing/scim-client.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('SCIM: a group, on %s', (engine) => {
  let scim: OpenedScim
  beforeAll(async () => {
    scim = await openScim({ engine, postgresUrl })
  })
  beforeEach(() => scim.begin())
  afterAll(() => scim.close())

  const it = () => scim.getDirectory()
  test('is created, read, replaced, changed and deleted', async () => {
    const [lin, wang] = [await scim.create('lin'), await scim.create('wang')]
    const created = await scim.ask('POST', '/Groups', {
      schemas: [groupUrn],
      displayName: '值班',
      members: [{ value: lin }],
    })
    const { id } = created.body
    expect([created.status, created.headers['location']]).toEqual([201, `${scimBase}/Groups/${id}`])
    expect(created.body['members']).toEqual([
      { value: lin, display: 'lin', type: 'User', $ref: `${scimBase}/Users/${lin}` },
    ])
    const members = async (): Promise<unknown[]> =>
      ((await scim.ask('GET', `/Groups/${id}`)).body['members'] as { value: string }[]).map(
        ({ value }) => value,
      )

    expect(
      (await scim.ask('PUT', `/Groups/${id}`, { displayName: '夜班', members: [{ value: wang }] })).body,
    ).toMatchObject({
      displayName: '夜班',
      members: [{ value: wang }],
    })
    await scim.patch(`/Groups/${id}`, {
      op: 'Add',
      path: 'members',
      value: [{ value: lin }, { value: wang }],
    })
    expect(await members()).toEqual([lin, wang])
    await scim.patch(`/Groups/${id}`, { op: 'Remove', path: `members[value eq "${lin}"]` })
    expect(await members()).toEqual([wang])
    await scim.patch(`/Groups/${id}`, {
      op: 'Remove',
      path: 'members',
      value: [{ value: wang }, { value: lin }],
    })
    expect(await members()).toEqual([])
    await scim.patch(`/Groups/${id}`, { op: 'replace', path: 'members', value: [{ value: lin }] })
    await scim.patch(`/Groups/${id}`, { op: 'replace', value: { displayName: '早班', externalId: 'x' } })
    expect((await scim.ask('GET', `/Groups/${id}`)).body).toMatchObject({
      displayName: '早班',
      externalId: 'x',
    })
    await scim.patch(`/Groups/${id}`, { op: 'remove', path: 'members' })
    expect(await members()).toEqual([])

    expect((await scim.ask('DELETE', `/Groups/${id}`)).status).toBe(204)
    expectScimError(await scim.ask('GET', `/Groups/${id}`), 404)
    expect((await scim.ask('GET', `/Users/${lin}`)).status).toBe(200)
  })

  test('is found by its name or a member, and comes without members if nobody wants them', async () => {
    const lin = await scim.create('lin')
    const { id } = (await scim.ask('POST', '/Groups', { displayName: 'Night', members: [{ value: lin }] }))
      .body
    await scim.ask('POST', '/Groups', { displayName: 'Day' })
    const names = async (filter: string) =>
      (await scim.find(filter, '', 'Groups')).body.Resources.map(({ displayName }) => displayName)

    expect(await names('displayName eq "night"')).toEqual(['Night'])
    expect(await names(`members eq "${lin}"`)).toEqual(['Night'])
    expect(await names(`id eq "${id}" and members[value eq "${lin}"]`)).toEqual(['Night'])
    expect(await names(`members.value ne "${lin}"`)).toEqual(['Day'])
    expectScimError(await scim.find('userName eq "x"', '', 'Groups'), 400, 'invalidFilter')
    expect((await scim.ask('GET', '/Groups?count=1&startIndex=2')).body).toMatchObject({
      totalResults: 2,
      itemsPerPage: 1,
    })
    expect((await scim.ask('GET', `/Groups/${id}?excludedAttributes=members`)).body).not.toHaveProperty(
      'members',
    )
    expect((await scim.ask('GET', '/Groups?attributes=displayName')).body.Resources[0]).not.toHaveProperty(
      'members',
    )
  })

  test('has a name of its own, and members that are there', async () => {
    const lin = await scim.create('lin')
    const { id } = (await scim.ask('POST', '/Groups', { displayName: 'A' })).body
    await scim.ask('POST', '/Groups', { displayName: 'B' })
    await scim.ask('DELETE', `/Users/${lin}`)

    expectScimError(await scim.ask('POST', '/Groups', { displayName: 'A' }), 409, 'uniqueness')
    expectScimError(await scim.ask('POST', '/Groups', {}), 400, 'invalidValue')
    expectScimError(
      await scim.patch(`/Groups/${id}`, { op: 'replace', path: 'displayName', value: 'B' }),
      409,
      'uniqueness',
    )
    expectScimError(
      await scim.patch(`/Groups/${id}`, { op: 'add', path: 'members', value: [{ value: lin }] }),
      400,
      'invalidValue',
    )
    expect(
      (await scim.patch(`/Groups/${id}`, { op: 'remove', path: `members[value eq "${lin}"]` })).status,
    ).toBe(200)
  })

  test('of thousands is changed without being read', async () => {
    const rows = Array.from({ length: 3000 }, (_, nth) => `p${nth},名,10001`)
    await it().importCsv('people', `userName,name,departmentCode\n${rows.join('\n')}`)
    const all = await scim.directory.listPeople(scim.world.platform.db, {
      enterpriseId: it().id,
      all: true,
      limit: 3000,
    })
    const { id } = (
      await scim.ask('POST', '/Groups', {
        displayName: 'all',
        members: all.map((one) => ({ value: one.id })),
      })
    ).body
    const last = all.at(-1)?.id ?? ''

    await scim.patch(`/Groups/${id}?excludedAttributes=members`, {
      op: 'Remove',
      path: `members[value eq "${last}"]`,
    })

    expect(((await scim.ask('GET', `/Groups/${id}`)).body['members'] as object[]).length).toBe(2999)
  })
})
