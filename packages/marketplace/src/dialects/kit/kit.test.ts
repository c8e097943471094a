import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fromMinutes, fromSeconds, toInstant } from '@loggia/kernel'
import { decryptSecret, oaepHashes, signBody, verifyKitV2, verifySaasV1Body } from '@loggia/signing'
import { dialects } from '../index.ts'
import type { KitFacts, KitOperation, SyncChange } from './operations.ts'

const accessKey = '9c4d0f2e-7b1a-4e55-8f6b-3a2c1d0e9f87'
const timestampMs = Date.UTC(2022, 3, 13, 1, 35, 39, 534)
const batchId = 'syb_1'
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
const [oaep] = oaepHashes
const facts: KitFacts = {
  instanceId: 'huaiweitest123456',
  orderNumber: 'CS1906666666ABCDE',
  isTest: false,
  syncedAt: toInstant(timestampMs + fromSeconds(1)),
  tenant: {
    id: '68cbc86abcdef0123456b880d92f36422fa0e',
    code: 'huawei',
    name: '华为测试企业',
    domain: 'https://example.tenantaccount.com',
  },
  app: {
    appId: 'KSIDJF1234456',
    clientId: 'c-1',
    clientSecret: 's/密',
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    oaep,
  },
  department: { code: '10001', name: '测试/组', parentCode: '10000' },
  departments: [
    { code: '10000', name: '研发部' },
    { code: '10001', name: '测试/组', parentCode: '10000' },
  ],
  people: [
    {
      userName: 'zhangsan01',
      name: '张三',
      departmentCode: '10000',
      role: 'admin',
      enabled: true,
      position: '系统管理员',
      employeeType: 2,
      mobile: '13800000000',
      workPlace: '深圳',
      entryDate: '2022-11-09',
    },
    { userName: 'lisi', name: '李四', departmentCode: '10001', role: 'user', enabled: false },
  ],
}
const enterprise = (change: SyncChange = 'add'): KitOperation => ({
  kind: 'sync_enterprise',
  batchId,
  change,
})
const app = (change: SyncChange = 'add'): KitOperation => ({ kind: 'sync_app', batchId, change })
const departments: KitOperation = { kind: 'sync_departments', batchId }
const department = (change: SyncChange = 'add'): KitOperation => ({
  kind: 'sync_department',
  batchId,
  change,
})
const people = (change: SyncChange | 'withdraw' = 'add'): KitOperation => ({
  kind: 'sync_people',
  batchId,
  change,
})

type Kit = 'kit-v2' | 'kit-v1'
const signing = {
  accessKey,
  nonce: '50D83FDECAED6CCD8EF597F2A5779505',
  timestampMs,
  ownQuery: '',
  businessId: 'unused',
  iv: () => 'unused',
}
const write = (protocol: Kit, operation: KitOperation, more: Partial<KitFacts> = {}) =>
  dialects[protocol].toWire({ operation, ...signing, facts: { ...facts, ...more } })
const bodyOf = (protocol: Kit, operation: KitOperation, more?: Partial<KitFacts>): string =>
  write(protocol, operation, more).body

const vectors = (name: string): Record<string, Record<string, string>> => {
  const file = join(import.meta.dirname, '../../../../protocol/vectors', name)
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: { id: string }[] }
  return Object.fromEntries(cases.map(({ id, ...one }) => [id, one]))
}
const tokens = vectors('kit-v1-body-token.json')
const tenantBody = vectors('kit-v2-request-signature.json')['K1']?.['body'] ?? ''
const common =
  '"instanceId":"huaiweitest123456","tenantId":"68cbc86abcdef0123456b880d92f36422fa0e","testFlag":0,"timeStamp":"20220413093539534"'

describe('what call pages hide', () => {
  const hiddenIn = (protocol: Kit, operation: KitOperation, more?: Partial<KitFacts>) => [
    ...(dialects[protocol].personalIn?.(Buffer.from(bodyOf(protocol, operation, more))) ?? []),
  ]

  test.each<Kit>(['kit-v2', 'kit-v1'])('%s: all that is said of people, but not their place', (protocol) => {
    expect(hiddenIn(protocol, people())).toEqual(
      expect.arrayContaining([
        'userName',
        'name',
        'position',
        'employeeCode',
        'mobile',
        'email',
        'entryDate',
      ]),
    )
    expect(hiddenIn(protocol, people())).not.toContain('orgCode')
    expect(dialects[protocol].secretsOf).toContain('clientSecret')
  })

  test.each<Kit>(['kit-v2', 'kit-v1'])('%s: no names of companies and departments', (protocol) => {
    for (const operation of [enterprise(), app(), departments, department()])
      expect(hiddenIn(protocol, operation)).toEqual([])
  })

  test.each<Kit>(['kit-v2', 'kit-v1'])('%s: nothing of the samples of a test', (protocol) => {
    expect(hiddenIn(protocol, people(), { isTest: true })).toEqual([])
  })

  test('everything of people in a request that cannot be read', () => {
    expect(dialects['kit-v2'].personalIn?.(Buffer.from('{"userList":'))).toContain('name')
  })
})

describe('what is posted', () => {
  test.each<[Kit, KitOperation, string]>([
    ['kit-v2', enterprise(), '/produceAPI/v2/tenantSync'],
    ['kit-v2', app(), '/produceAPI/v2/applicationSync'],
    ['kit-v2', departments, '/produceAPI/v2/allOrgSync'],
    ['kit-v2', department(), '/produceAPI/v2/singleOrgSync'],
    ['kit-v2', people(), '/produceAPI/v2/authSync'],
    ['kit-v1', enterprise(), '/produceAPI/tenantSync'],
    ['kit-v1', people('withdraw'), '/produceAPI/authSync'],
  ])('%s: %o goes to %s, without a query', (protocol, operation, path) => {
    expect(write(protocol, operation)).toMatchObject({
      method: 'POST',
      path,
      query: '',
      headers: { 'content-type': 'application/json' },
    })
  })

  test('V2 is signed by headers, over the bytes as they are sent', async () => {
    for (const operation of [enterprise(), app(), departments, department(), people()]) {
      const { headers, body } = write('kit-v2', operation)
      const asked = { accessKey, headers, body: Buffer.from(body), nowMs: timestampMs }

      expect(await verifyKitV2(asked)).toEqual({ ok: true, over: 'raw' })
      expect(headers['x-nonce']).toBe(signing.nonce)
    }
  })

  test('V1 is signed by authToken, as the published vectors have it; empty members do not take part', () => {
    const debugging = { isTest: true, instanceId: '', orderNumber: '' }
    for (const [id, more] of [
      ['T1', {}],
      ['T2', debugging],
    ] as const) {
      const { headers, body } = write('kit-v1', enterprise(), more)
      expect({ authToken: headers['authToken'], body }).toMatchObject({
        authToken: tokens[id]?.['authToken'],
        body: tokens[id]?.['body'],
      })
    }
    for (const operation of [app(), departments, department(), people()]) {
      const { headers, body } = write('kit-v1', operation)
      const asked = { accessKey, authToken: headers['authToken'], body: Buffer.from(body) }
      expect(verifySaasV1Body(asked)).toEqual({ ok: true })
    }
  })

  test.each<[Kit, KitOperation, string]>([
    ['kit-v2', enterprise(), tenantBody],
    ['kit-v1', enterprise(), tenantBody],
    ['kit-v2', enterprise('change'), tenantBody.replace('"flag":1', '"flag":2')],
    ['kit-v1', enterprise('delete'), tenantBody.replace('"flag":1', '"flag":0')],
    [
      'kit-v2',
      department('change'),
      '{"flag":2,"instanceId":"huaiweitest123456","orgCode":"10001","orgName":"测试/组","parentCode":"10000","tenantId":"68cbc86abcdef0123456b880d92f36422fa0e","testFlag":0,"timeStamp":"20220413093539534"}',
    ],
    [
      'kit-v2',
      departments,
      '{"instanceId":"huaiweitest123456","orgInfoList":[{"orgCode":"10000","orgName":"研发部","parentCode":""},{"orgCode":"10001","orgName":"测试/组","parentCode":"10000"}],"tenantId":"68cbc86abcdef0123456b880d92f36422fa0e","testFlag":0,"timeStamp":"20220413093539534"}',
    ],
    [
      'kit-v1',
      departments,
      String.raw`{"instanceId":"huaiweitest123456","orgInfo":"[{\"orgCode\":\"10000\",\"name\":\"研发部\",\"parentCode\":\"\"},{\"orgCode\":\"10001\",\"name\":\"测试/组\",\"parentCode\":\"10000\"}]","tenantId":"68cbc86abcdef0123456b880d92f36422fa0e","testFlag":0,"timeStamp":"20220413093539534"}`,
    ],
  ])('%s: %o', (protocol, operation, body) => {
    expect(bodyOf(protocol, operation)).toBe(body)
  })

  test('people are a list with all members in V2, and a text with some in an object in V1', () => {
    const [of2, of1] = [bodyOf('kit-v2', people()), bodyOf('kit-v1', people())].map(
      (body) => JSON.parse(body) as Record<string, unknown>,
    )

    expect(of2).toMatchObject({ appId: 'KSIDJF1234456', flag: 1, currentSyncTime: '20220413093540534' })
    expect(of2?.userList).toEqual([
      {
        userName: 'zhangsan01',
        name: '张三',
        orgCode: '10000',
        position: '系统管理员',
        employeeType: 2,
        role: 'admin',
        enable: 'true',
        mobile: '13800000000',
        workPlace: '深圳',
        entryDate: '2022-11-09',
      },
      { userName: 'lisi', name: '李四', orgCode: '10001', role: 'user', enable: 'false' },
    ])
    expect(JSON.parse(String(of1?.userList))).toEqual([
      {
        userName: 'zhangsan01',
        name: '张三',
        orgCode: '10000',
        position: '系统管理员',
        role: 'admin',
        enable: 'true',
        mobile: '13800000000',
        extension: { employeeType: '2', workPlace: '深圳', entryDate: '2022-11-09' },
      },
      { userName: 'lisi', name: '李四', orgCode: '10001', role: 'user', enable: 'false' },
    ])
  })

  test.each<[Kit, SyncChange | 'withdraw', number]>([
    ['kit-v2', 'delete', 0],
    ['kit-v2', 'add', 1],
    ['kit-v2', 'change', 2],
    ['kit-v2', 'withdraw', 3],
    ['kit-v1', 'delete', 0],
    ['kit-v1', 'add', 1],
    ['kit-v1', 'change', 2],
    ['kit-v1', 'withdraw', 0],
  ])('%s says %s of people as %i', (protocol, change, flag) => {
    expect(JSON.parse(bodyOf(protocol, people(change)))).toMatchObject({ flag })
  })

  test.each(oaepHashes)('the secret of an app is encrypted for the seller, with %s', (hashes) => {
    const told = { app: { ...facts.app, oaep: hashes } } as Partial<KitFacts>
    for (const protocol of ['kit-v2', 'kit-v1'] as const) {
      const { clientSecret, ...rest } = JSON.parse(bodyOf(protocol, app(), told)) as { clientSecret: string }

      expect(decryptSecret({ privateKey, sealed: clientSecret, hashes: [hashes] })).toBe('s/密')
      expect(rest).toEqual({
        ...(JSON.parse(`{${common}}`) as object),
        appId: 'KSIDJF1234456',
        clientId: 'c-1',
        flag: 1,
      })
    }
  })

  test('what a generation cannot express is not supported, and facts that are missing are a fault', () => {
    const supported = (protocol: Kit) =>
      (['add', 'change', 'delete'] as const).map((change) => [
        dialects[protocol].supports(enterprise(change)),
        dialects[protocol].supports(app(change)),
        dialects[protocol].supports(department(change)),
        dialects[protocol].supports(people(change)),
      ])
    const all = [true, true, true, true]
    expect(supported('kit-v2')).toEqual([all, all, all])
    expect(supported('kit-v1')).toEqual([all, [false, false, true, true], all])
    expect(() => write('kit-v1', app('change'))).toThrow('no words')
    const { people: _, app: __, ...rest } = facts
    const given = { ...signing, facts: rest }
    expect(() => dialects['kit-v2'].toWire({ operation: people(), ...given })).toThrow('incomplete')
    expect(() => dialects['kit-v2'].toWire({ operation: enterprise(), ...signing })).toThrow('incomplete')
  })
})

const replyOf = (resultCode: string, signedWith?: string) => {
  const body = Buffer.from(JSON.stringify({ resultCode, resultMsg: 'text' }))
  const proof = signedWith === undefined ? {} : { 'body-sign': signBody(signedWith, body) }
  return { status: 200, headers: { 'content-type': 'application/json', ...proof }, body }
}
const read = (protocol: Kit, operation: KitOperation, code: string, key?: string) =>
  dialects[protocol].fromWire(operation, replyOf(code, key), accessKey)

describe('what an answer means', () => {
  test.each<[Kit, KitOperation, string, string | undefined, string]>([
    ['kit-v2', enterprise(), '000000', undefined, 'confirmed'],
    ['kit-v2', enterprise(), '000004', undefined, 'pending'],
    ['kit-v2', enterprise(), '000003', undefined, 'refused'],
    ['kit-v2', enterprise('change'), '000003', undefined, 'refused'],
    ['kit-v2', departments, '000003', undefined, 'refused'],
    ['kit-v2', app(), '000101', undefined, 'refused'],
    ['kit-v1', enterprise(), '000000', accessKey, 'confirmed'],
    ['kit-v1', enterprise(), '000000', undefined, 'faulty'],
    ['kit-v1', enterprise(), '000000', 'another key', 'faulty'],
    ['kit-v1', enterprise(), '000004', accessKey, 'pending'],
    ['kit-v1', enterprise(), '000004', undefined, 'refused'],
    ['kit-v1', people('delete'), '000003', undefined, 'refused'],
  ])('%s: %o that is answered %s, signed with %s, is %s', (protocol, operation, code, key, kind) => {
    expect(read(protocol, operation, code, key).kind).toBe(kind)
  })

  test('what is gone is gone, also if the seller does not know the instance any more', () => {
    const removals = [
      enterprise('delete'),
      app('delete'),
      department('delete'),
      people('delete'),
      people('withdraw'),
    ]
    for (const operation of removals) {
      expect(read('kit-v2', operation, '000003').kind).toBe('confirmed')
      expect(read('kit-v1', operation, '000003', accessKey).kind).toBe('confirmed')
    }
  })

  test('a test of a removal does not pass because the instance is unknown', () => {
    const answer = dialects['kit-v2'].testCalls?.fromWire(
      { activity: 'authSync', flag: 0 },
      replyOf('000003'),
      accessKey,
    )

    expect(answer?.kind).toBe('refused')
  })

  test('the published answer of V1 is a success with its signature', () => {
    const { body = '', signature } = vectors('kit-v1-body-sign.json')['S1'] ?? {}
    const proof = `sign_type="HMAC-SHA256", signature="${signature}"`
    const headers = { 'content-type': 'application/json', 'body-sign': proof }

    const read = dialects['kit-v1'].fromWire(
      people(),
      { status: 200, headers, body: Buffer.from(body) },
      accessKey,
    )

    expect(read).toMatchObject({ kind: 'confirmed', resultCode: '000000' })
  })

  test('a code that the kit does not define is named as such', () => {
    expect(read('kit-v2', app(), '000101')).toMatchObject({ verdict: { code: 'refused' } })
    expect(read('kit-v2', app(), '000999')).toMatchObject({ verdict: { code: 'result_code_unknown' } })
  })
})

test.each(['kit-v2', 'kit-v1'] as const)(
  '%s is tried five times in fifteen minutes, for twenty seconds each, and replaces nothing',
  (protocol) => {
    const { schedules, timeLimitMs, mayReplace, supersedes } = dialects[protocol]
    const all = [...Object.values(schedules.compatible), ...Object.values(schedules.patient)]
    expect(all).toHaveLength(10)
    for (const schedule of all)
      expect(schedule).toMatchObject({
        windowMs: fromMinutes(15),
        spacing: { kind: 'doubling', firstMs: fromMinutes(1), mostMs: fromMinutes(8) },
      })
    expect(timeLimitMs).toBe(fromSeconds(20))
    expect([mayReplace(people('delete')), supersedes(people('delete'), people())]).toEqual([false, false])
  },
)
