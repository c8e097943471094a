import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { enterpriseUrn, groupUrn, userUrn } from '@loggia/protocol/scim'
import { listRuleEngines } from '../../embedded/index.ts'
import { describeFully, expectScimError, openScim, scimBase } from '../testing/scim-client.ts'
import type { OpenedScim } from '../testing/scim-client.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('SCIM: discovery, on %s', (engine) => {
  let scim: OpenedScim
  beforeAll(async () => {
    scim = await openScim({ engine, postgresUrl })
  })
  beforeEach(() => scim.begin())
  afterAll(() => scim.close())

  const compare = (a: string, b: string): number => (a < b ? -1 : 1)
  test('says what is supported', async () => {
    const { status, body } = await scim.ask('GET', '/ServiceProviderConfig')

    expect([status, body]).toMatchObject([
      200,
      {
        patch: { supported: true },
        filter: { supported: true, maxResults: 200 },
        bulk: { supported: false },
        sort: { supported: false },
        etag: { supported: false },
        changePassword: { supported: false },
        authenticationSchemes: [{ type: 'oauthbearertoken' }],
        meta: { location: `${scimBase}/ServiceProviderConfig` },
      },
    ])
  })

  test('lists types of resources and schemas, and each of them is at its location', async () => {
    const types = (await scim.ask('GET', '/ResourceTypes')).body
    const schemas = (await scim.ask('GET', '/Schemas')).body

    expect(types.Resources.map(({ id }) => id)).toEqual(['User', 'Group'])
    expect(types.Resources[0]).toMatchObject({
      endpoint: '/Users',
      schema: userUrn,
      schemaExtensions: [{ schema: enterpriseUrn }],
    })
    expect(schemas.Resources.map(({ id }) => id)).toEqual([userUrn, groupUrn, enterpriseUrn])
    for (const one of [...types.Resources, ...schemas.Resources]) {
      const { location } = one['meta'] as { location: string }
      expect((await scim.ask('GET', location.slice(scimBase.length))).body).toEqual(one)
    }
  })

  test('describes every attribute that a person and a group have', async () => {
    const { Resources } = (await scim.ask('GET', '/Schemas')).body
    const namesOf = (id: string): string[] =>
      ((Resources.find((one) => one.id === id)?.['attributes'] ?? []) as { name: string }[]).map(
        ({ name }) => name,
      )
    const lin = await scim.create('lin', describeFully('lin'))
    const { id: group } = (
      await scim.ask('POST', '/Groups', { displayName: 'g', externalId: 'x', members: [{ value: lin }] })
    ).body

    const common = ['schemas', 'id', 'meta', enterpriseUrn]
    const shown = (body: object) => Object.keys(body).filter((name) => !common.includes(name))
    const user = (await scim.ask('GET', `/Users/${lin}`)).body
    expect(shown(user).toSorted(compare)).toEqual(namesOf(userUrn).toSorted(compare))
    expect(Object.keys(user[enterpriseUrn] as object).toSorted(compare)).toEqual(
      namesOf(enterpriseUrn).toSorted(compare),
    )
    expect(shown((await scim.ask('GET', `/Groups/${group}`)).body).toSorted(compare)).toEqual(
      namesOf(groupUrn).toSorted(compare),
    )
  })

  test('knows nothing else', async () => {
    expectScimError(await scim.ask('GET', '/Schemas/urn:nothing'), 404)
    expectScimError(await scim.ask('GET', '/Schemas?filter=id%20eq%20%22x%22'), 403)
    expectScimError(await scim.ask('GET', '/Nothing'), 404)
    expectScimError(await scim.ask('POST', '/Bulk', {}), 404)
  })
})
