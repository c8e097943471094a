import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { enterpriseUrn, groupUrn, userUrn } from '@loggia/protocol/scim'
import { listRuleEngines } from '../../embedded/index.ts'
import { openScim } from '../testing/scim-client.ts'
import type { OpenedScim } from '../testing/scim-client.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('SCIM: what identity providers send, on %s', (engine) => {
  let scim: OpenedScim
  beforeAll(async () => {
    scim = await openScim({ engine, postgresUrl })
  })
  beforeEach(() => scim.begin())
  afterAll(() => scim.close())

  test('Entra keeps somebody: looks, creates, changes, disables, and removes at the end', async () => {
    // As in the documentation of Entra ID for developers of SCIM endpoints, with the names of its attributes.
    expect((await scim.find('userName eq "Test_User_ab6490ee"')).body).toMatchObject({
      totalResults: 0,
      Resources: [],
    })
    const { body } = await scim.ask('POST', '/Users', {
      schemas: [userUrn, enterpriseUrn],
      externalId: '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef',
      userName: 'Test_User_ab6490ee',
      active: true,
      emails: [{ primary: true, type: 'work', value: 'Test_User_fd0ea19b@testuser.com' }],
      meta: { resourceType: 'User' },
      name: { formatted: 'givenName familyName', familyName: 'familyName', givenName: 'givenName' },
      roles: [],
    })
    const user = `/Users/${body.id}`
    expect(
      (await scim.find('externalId eq "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef"')).body['totalResults'],
    ).toBe(1)
    expect(
      (
        await scim.patch(
          user,
          { op: 'Replace', path: 'emails[type eq "work"].value', value: 'updatedEmail@microsoft.com' },
          { op: 'Replace', path: 'name.familyName', value: 'updatedFamilyName' },
          { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '555' },
          { op: 'Add', path: `${enterpriseUrn}:manager`, value: 'somebody' },
          { op: 'Add', path: `${enterpriseUrn}:department`, value: 'Support' },
        )
      ).body,
    ).toMatchObject({
      emails: [{ value: 'updatedEmail@microsoft.com', type: 'work' }],
      phoneNumbers: [{ value: '555' }],
      [enterpriseUrn]: { department: 'Support' },
    })
    expect((await scim.patch(user, { op: 'Replace', path: 'active', value: 'False' })).body['active']).toBe(
      false,
    )
    const group = (
      await scim.ask('POST', '/Groups', {
        externalId: '8aa1a0c0',
        displayName: 'displayName',
        meta: { resourceType: 'Group' },
      })
    ).body.id
    expect(
      (await scim.find('displayName eq "displayName"', '&excludedAttributes=members', 'Groups')).body[
        'totalResults'
      ],
    ).toBe(1)
    await scim.patch(`/Groups/${group}`, {
      op: 'Add',
      path: 'members',
      value: [{ $ref: null, value: body.id }],
    })
    await scim.patch(`/Groups/${group}`, {
      op: 'Remove',
      path: 'members',
      value: [{ $ref: null, value: body.id }],
    })
    expect((await scim.ask('DELETE', user)).status).toBe(204)
    expect((await scim.ask('DELETE', `/Groups/${group}`)).status).toBe(204)
  })

  test('Okta keeps somebody: with whole resources, and deactivation instead of removal', async () => {
    expect(
      (await scim.find('userName eq "okta@example.com"', '&startIndex=1&count=100')).body['totalResults'],
    ).toBe(0)
    const user = {
      schemas: [userUrn],
      userName: 'okta@example.com',
      name: { givenName: 'Test', familyName: 'User' },
      emails: [{ primary: true, value: 'okta@example.com', type: 'work' }],
      displayName: 'Test User',
      locale: 'en-US',
      externalId: '00ujl29u0le5T6Aj10h7',
      groups: [],
      password: '1mz050nq',
      active: true,
    }
    const { body } = await scim.ask('POST', '/Users', user, {
      'content-type': 'application/scim+json; charset=utf-8',
    })
    expect(JSON.stringify(body)).not.toContain('1mz050nq')
    expect(
      (await scim.ask('PUT', `/Users/${body.id}`, { ...user, id: body.id, displayName: 'Another User' }))
        .body['displayName'],
    ).toBe('Another User')
    expect(
      (await scim.patch(`/Users/${body.id}`, { op: 'replace', value: { active: false } })).body['active'],
    ).toBe(false)
    expect((await scim.find('userName eq "okta@example.com"')).body.Resources).toMatchObject([
      { active: false },
    ])
    const group = (
      await scim.ask('POST', '/Groups', { schemas: [groupUrn], displayName: 'Test SCIMv2', members: [] })
    ).body.id
    await scim.patch(
      `/Groups/${group}`,
      { op: 'remove', path: `members[value eq "${body.id}"]` },
      { op: 'add', path: 'members', value: [{ value: body.id, display: 'okta@example.com' }] },
    )
    await scim.patch(`/Groups/${group}`, { op: 'replace', value: { id: group, displayName: 'Renamed' } })
    expect((await scim.ask('GET', `/Groups/${group}`)).body).toMatchObject({
      displayName: 'Renamed',
      members: [{ value: body.id }],
    })
  })
})
