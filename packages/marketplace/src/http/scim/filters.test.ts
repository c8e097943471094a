import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { enterpriseUrn, userUrn } from '@loggia/protocol/scim'
import { listRuleEngines } from '../../embedded/index.ts'
import { describeFully, expectScimError, openScim } from '../testing/scim-client.ts'
import type { OpenedScim } from '../testing/scim-client.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('SCIM: people are found, on %s', (engine) => {
  let scim: OpenedScim
  beforeAll(async () => {
    scim = await openScim({ engine, postgresUrl })
  })
  beforeEach(() => scim.begin())
  afterAll(() => scim.close())

  beforeEach(async () => {
    await scim.create('lin', describeFully('lin'))
    await scim.create('Wang', { displayName: 'Wang Wei', active: false, externalId: 'X-wang' })
    await scim.create('zhao@example.com', { emails: [{ value: 'Z@Example.com', type: 'work' }] })
  })
  const names = async (filter: string): Promise<unknown[]> =>
    (await scim.find(filter)).body.Resources.map(({ userName }) => userName)

  test.each([
    ['userName eq "LIN"', ['lin']],
    ['userName eq "li"', []],
    ['externalId eq "X-wang"', ['Wang']],
    ['externalId eq "x-WANG"', []],
    ['externalId pr', ['lin', 'Wang']],
    ['not (externalId pr)', ['zhao@example.com']],
    ['userName sw "z" or displayName co "wei"', ['Wang', 'zhao@example.com']],
    ['userName ew "example.com"', ['zhao@example.com']],
    ['active eq false', ['Wang']],
    ['active eq "True" and userName ne "lin"', ['zhao@example.com']],
    ['emails eq "z@example.com"', ['zhao@example.com']],
    ['emails.value co "@example"', ['lin', 'zhao@example.com']],
    ['emails[type eq "work" and value eq "lin@example.com"]', ['lin']],
    ['emails[type eq "home"]', []],
    ['userType eq "intern"', ['lin']],
    [`${enterpriseUrn}:employeeNumber eq "e-7"`, ['lin']],
    [`${userUrn}:userName eq "lin"`, ['lin']],
    ['title ne "x"', ['lin', 'Wang', 'zhao@example.com']],
    ['title eq null', ['Wang', 'zhao@example.com']],
    ['phoneNumbers[type eq "mobile"].value pr', undefined],
    ['meta.lastModified gt "2020-01-01T00:00:00Z" and userName gt "m"', ['Wang', 'zhao@example.com']],
    ['meta.created lt "2020-01-01T00:00:00Z"', []],
    ['displayName co "%"', []],
    ['userName eq "\\"; drop table person"', []],
  ])('by %s', async (filter, found) => {
    if (found === undefined) expectScimError(await scim.find(filter), 400, 'invalidFilter')
    else expect(await names(filter)).toEqual(found)
  })

  test.each(['userName', 'shoeSize eq 1', 'active gt true', 'active eq "maybe"', 'meta.created gt "today"'])(
    'not by %s',
    async (filter) => {
      expectScimError(await scim.find(filter), 400, 'invalidFilter')
    },
  )

  test('whatever the case of letters outside ASCII, in a database of any locale', async () => {
    await scim.create('elan', { displayName: 'ÉLAN Жук', title: 'Über-ÉÈ' })
    await scim.ask('POST', '/Groups', { displayName: 'ÉQUIPE' })

    for (const filter of [
      'displayName eq "élan жУК"',
      'displayName eq "ÉLAN Жук"',
      'displayName co "н" or displayName sw "Élan"',
      'displayName ew "ЖУК"',
      'title co "r-éè"',
      'not (displayName ne "élan жук")',
    ])
      expect([filter, await names(filter)]).toEqual([filter, ['elan']])
    expect(await names('displayName eq "elan жук"')).toEqual([])
    expect((await scim.find('displayName eq "équipe"', '', 'Groups')).body['totalResults']).toBe(1)
  })

  test('page by page, and no page at all', async () => {
    const page = async (query: string) => {
      const { body } = await scim.ask('GET', `/Users?${query}`)
      return [
        body['totalResults'],
        body['startIndex'],
        body['itemsPerPage'],
        body.Resources.map(({ userName }) => userName),
      ]
    }

    expect(await page('startIndex=2&count=1')).toEqual([3, 2, 1, ['Wang']])
    expect(await page('startIndex=4')).toEqual([3, 4, 0, []])
    expect(await page('count=0')).toEqual([3, 1, 0, []])
    expect(await page('startIndex=0&count=-5')).toEqual([3, 1, 0, []])
    expect(await page('startIndex=-1&count=1000')).toEqual([3, 1, 3, ['lin', 'Wang', 'zhao@example.com']])
    expect(await page('filter=active%20eq%20true&count=1')).toEqual([2, 1, 1, ['lin']])
    expectScimError(await scim.ask('GET', '/Users?count=many'), 400, 'invalidValue')
  })

  test('with the attributes that are asked for', async () => {
    const [first] = (await scim.ask('GET', '/Users?attributes=userName,emails.value')).body.Resources
    const [second] = (await scim.ask('GET', '/Users?excludedAttributes=emails')).body.Resources

    expect(Object.keys(first ?? {})).toEqual(['schemas', 'id', 'userName', 'emails'])
    expect(first?.['emails']).toEqual([{ value: 'lin@example.com' }])
    expect(second).not.toHaveProperty('emails')
  })
})
