import { describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { dialects } from '../index.ts'
import type { Next, WireRequest } from '../schema.ts'
import type { KitFacts, KitOperation, SyncedPerson } from './operations.ts'

const scim = dialects['scim-v2']
const batchId = 'syb_01' as Id<'syb'>
const person: SyncedPerson = {
  userName: 'zhang"san',
  name: '张三',
  departmentCode: '10001',
  role: 'admin',
  enabled: true,
  position: '工程师',
  employeeCode: 'E7',
  employeeType: 2,
  mobile: '13800000000',
  email: 'zhang@cangye.example',
  workPlace: '深圳',
  entryDate: '2022-11-09',
}
const facts = {
  instanceId: 'i/1',
  orderNumber: 'CS1',
  isTest: false,
  syncedAt: 0,
  tenant: {
    id: 'tenant-1',
    code: 'cangye',
    name: '沧野制造',
    domain: 'https://market.example/tenants/cangye',
  },
  people: [person],
  department: { code: '10001', name: '研发部', parentCode: '10000' },
} as unknown as KitFacts
const signing = {
  accessKey: 'the-key',
  ownQuery: '',
  businessId: 'b',
  nonce: 'n',
  timestampMs: 0,
  iv: () => 'i'.repeat(16),
}
type Change = 'add' | 'change' | 'delete' | 'withdraw'
const people = (change: Change): KitOperation => ({ kind: 'sync_people', batchId, change })
const department = (change: 'add' | 'change' | 'delete'): KitOperation => ({
  kind: 'sync_department',
  batchId,
  change,
})
const look = (operation: KitOperation, more: Partial<KitFacts> = {}): WireRequest =>
  scim.toWire({ operation, ...signing, facts: { ...facts, ...more } })
const reply = (status: number, body?: object | string) => ({
  status,
  headers: {},
  body: Buffer.from(typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body)),
})
const follow = (operation: KitOperation, status: number, body?: object | string): Next => {
  const next = look(operation).follow?.(reply(status, body))
  if (!next) throw new Error('Nothing follows')
  return next
}
const nobody = { totalResults: 0 }
const enterpriseUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const kept = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', 'urn:seller:Extra'],
  id: 's/9',
  userName: 'ZHANG"san',
  externalId: '10001',
  locale: 'zh',
  title: 'old',
  meta: {},
  'urn:seller:Extra': { theme: 'dark' },
  [enterpriseUrn]: { costCenter: 'C1', employeeNumber: 'old' },
}
const found = { totalResults: 1, Resources: [kept] }
const sentBy = (next: Next): WireRequest => {
  if (!('request' in next)) throw new Error(`It ended: ${JSON.stringify(next)}`)
  return next.request
}

test('the seller is asked first, in the tenant of the instance, with the key as bearer token', () => {
  expect(look(people('add'))).toMatchObject({
    method: 'GET',
    path: '/i%2F1/Users',
    query: `filter=${encodeURIComponent(String.raw`userName eq "zhang\"san"`)}`,
    headers: { authorization: 'Bearer the-key', accept: 'application/scim+json' },
    body: '',
  })
  expect(look(department('add'))).toMatchObject({
    path: '/i%2F1/Groups',
    query: `filter=${encodeURIComponent('externalId eq "10001"')}&excludedAttributes=members`,
  })
  // A test account has no instance.
  expect(look(people('add'), { instanceId: '' }).path).toBe('/tenant-1/Users')
})

test.each<[KitOperation, object, string, string]>([
  [people('add'), nobody, 'POST', '/i%2F1/Users'],
  [people('add'), found, 'PUT', '/i%2F1/Users/s%2F9'],
  [people('change'), nobody, 'POST', '/i%2F1/Users'],
  [people('change'), found, 'PUT', '/i%2F1/Users/s%2F9'],
  [people('withdraw'), found, 'DELETE', '/i%2F1/Users/s%2F9'],
  [people('delete'), found, 'DELETE', '/i%2F1/Users/s%2F9'],
  [department('add'), nobody, 'POST', '/i%2F1/Groups'],
  [department('change'), found, 'PUT', '/i%2F1/Groups/s%2F9'],
  [department('delete'), found, 'DELETE', '/i%2F1/Groups/s%2F9'],
])('%o after %o is a %s of %s', (operation, list, method, path) => {
  expect(sentBy(follow(operation, 200, list))).toMatchObject({ method, path, query: '' })
})

test('a person in the attributes of RFC 7643, without what has none', () => {
  expect(JSON.parse(sentBy(follow(people('add'), 200, nobody)).body)).toEqual({
    schemas: [
      'urn:ietf:params:scim:schemas:core:2.0:User',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
    ],
    userName: 'zhang"san',
    displayName: '张三',
    name: { formatted: '张三' },
    title: '工程师',
    userType: 'intern',
    active: true,
    emails: [{ value: 'zhang@cangye.example', type: 'work', primary: true }],
    phoneNumbers: [{ value: '13800000000', type: 'mobile' }],
    addresses: [{ formatted: '深圳', type: 'work' }],
    roles: [{ value: 'admin', primary: true }],
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
      employeeNumber: 'E7',
      department: '10001',
    },
  })
})

test('a change keeps what the seller keeps beside it', () => {
  const { position: _, employeeCode: __, ...rest } = person
  const next = look(people('change'), { people: [{ ...rest, enabled: false }] }).follow?.(reply(200, found))
  const sent = JSON.parse(sentBy(next as Next).body) as Record<string, unknown>

  expect(sent).toMatchObject({
    id: 's/9',
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', 'urn:seller:Extra', enterpriseUrn],
    userName: 'zhang"san',
    active: false,
    locale: 'zh',
    'urn:seller:Extra': { theme: 'dark' },
  })
  expect(sent[enterpriseUrn]).toEqual({ costCenter: 'C1', department: '10001' })
  expect(Object.keys(sent)).not.toContain('title')
  expect(Object.keys(sent)).not.toContain('meta')
})

test('a department is a group with its code, and its parent in an extension', () => {
  expect(JSON.parse(sentBy(follow(department('add'), 200, nobody)).body)).toEqual({
    schemas: [
      'urn:ietf:params:scim:schemas:core:2.0:Group',
      'urn:ietf:params:scim:schemas:extension:loggia:2.0:Group',
    ],
    externalId: '10001',
    displayName: '研发部',
    'urn:ietf:params:scim:schemas:extension:loggia:2.0:Group': { code: '10001', parent: '10000' },
  })
})

describe('what an answer means', () => {
  const refused = { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '409', detail: 'taken' }

  test.each<[KitOperation, number, object | string | undefined, object]>([
    [people('delete'), 200, nobody, { kind: 'confirmed', resultCode: '404' }],
    [people('delete'), 200, { Resources: [] }, { kind: 'confirmed', resultCode: '404' }],
    [people('withdraw'), 404, '<html>', { kind: 'faulty', verdict: { code: 'http_status', status: 404 } }],
    [people('add'), 503, { ...refused, status: '503' }, { kind: 'faulty' }],
    [people('add'), 429, { ...refused, status: '429' }, { kind: 'faulty' }],
    [
      people('add'),
      401,
      { ...refused, detail: 'the-key of zhang"san' },
      { kind: 'refused', resultCode: '401', verdict: { resultMsg: '… of …' } },
    ],
    [people('add'), 502, '<html>', { kind: 'faulty', verdict: { code: 'http_status', status: 502 } }],
    [
      people('add'),
      200,
      '<html>',
      { kind: 'faulty', verdict: { code: 'member_missing', name: 'Resources' } },
    ],
    [
      people('add'),
      200,
      { Resources: [{ userName: 'zhang"san' }] },
      { kind: 'faulty', verdict: { code: 'member_missing', name: 'Resources[].id' } },
    ],
  ])('%o: the search that is answered %i %o', (operation, status, body, outcome) => {
    expect(follow(operation, status, body)).toMatchObject({ outcome })
  })

  test('a server that ignores the filter, or compares codes in any case, says nothing of the one who was asked for', () => {
    const other = { totalResults: 1, Resources: [{ id: '1', userName: 'lisi', externalId: '1000a' }] }

    for (const operation of [people('add'), people('delete'), department('change')])
      expect(follow(operation, 200, other)).toMatchObject({ outcome: { kind: 'faulty' } })
    const asked = look(department('delete'), { department: { code: '1000A', name: '研发部' } })
    expect(asked.follow?.(reply(200, other))).toMatchObject({ outcome: { kind: 'faulty' } })
  })

  test('a list that is cut off is a fault', () => {
    const cut = { ...reply(200, '{"Resources": ['), truncated: true }

    expect(look(people('add')).follow?.(cut)).toMatchObject({
      outcome: { verdict: { code: 'body_too_long', limitBytes: 65_536 } },
    })
  })

  test('a refusal of a change names nobody', () => {
    const changed = sentBy(follow(people('add'), 200, nobody))

    expect(changed.follow?.(reply(409, { ...refused, detail: 'zhang"san is taken' }))).toMatchObject({
      outcome: { kind: 'refused', resultCode: '409', verdict: { resultMsg: '… is taken' } },
    })
  })

  test.each<[KitOperation, number, object | string | undefined, object]>([
    [people('add'), 201, {}, { kind: 'confirmed', resultCode: '201' }],
    [people('delete'), 204, undefined, { kind: 'confirmed', resultCode: '204' }],
    [people('delete'), 404, undefined, { kind: 'confirmed', resultCode: '404' }],
    [people('change'), 404, undefined, { kind: 'faulty' }],
    [people('add'), 409, refused, { kind: 'refused', verdict: { resultCode: '409', resultMsg: 'taken' } }],
    [people('change'), 200, '<html>', { kind: 'faulty', verdict: { code: 'http_status', status: 200 } }],
    [people('change'), 200, { totalResults: 0 }, { kind: 'faulty' }],
    [people('change'), 200, { id: 's/9' }, { kind: 'confirmed' }],
    [people('add'), 302, undefined, { kind: 'faulty', verdict: { code: 'http_status', status: 302 } }],
  ])('%o: the change that is answered %i %o', (operation, status, body, outcome) => {
    expect(scim.fromWire(operation, reply(status, body), 'the-key')).toMatchObject(outcome)
  })
})

test('neither an enterprise nor an app nor a list of departments has words, and one call is about one person', () => {
  const kinds = ['sync_enterprise', 'sync_app', 'sync_departments', 'sync_department', 'sync_people']

  expect(kinds.filter((kind) => scim.supports({ kind }))).toEqual(['sync_department', 'sync_people'])
  expect(scim.peopleAtOnce).toBe(1)
  expect(() => look(people('add'), { people: [person, person] })).toThrow('one person')
})

test('what is said of people is hidden, also in the search for them, and departments are not', () => {
  const hidden = scim.personalIn?.(Buffer.from(sentBy(follow(people('add'), 200, nobody)).body))

  expect([...(hidden ?? [])]).toEqual(expect.arrayContaining(['filter', 'userName', 'displayName', 'value']))
  expect(scim.personalIn?.(Buffer.alloc(0))).toEqual(hidden)
  expect(scim.personalIn?.(Buffer.from(sentBy(follow(department('add'), 200, nobody)).body))).toEqual(
    new Set(),
  )
})

test('a test call says what a form says, and finds what an earlier one has made', () => {
  const { testCalls } = scim
  if (!testCalls) throw new Error('There are none')
  for (const { name, activity, preset } of testCalls.scenes) {
    const form = preset({ now: 0, given: [], productName: 'x' } as never)
    const wire = testCalls.toWire({ ...signing, request: { activity, ...form } })

    expect([name, wire.path]).toEqual([name, `/test-tenant-0001/${activity}`])
    expect(sentBy(wire.follow?.(reply(200, nobody)) as Next).method).toBe('POST')
  }
  const gone = testCalls.toWire({
    ...signing,
    request: { activity: 'Groups', tenant: 't', change: 'delete', code: '1', displayName: 'x' },
  })
  expect(gone.follow?.(reply(200, nobody))).toMatchObject({ outcome: { kind: 'refused', resultCode: '404' } })
  const wrong = { activity: 'Users', tenant: 't', change: 'replace' }
  expect(() => testCalls.toWire({ ...signing, request: wrong })).toThrow('change')
})
