import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import {
  encodeReply,
  findKitCall,
  findResultCodeMeaning,
  formatTime,
  isKitResultCode,
  isTest,
  kitActivities,
  kitPaths,
  parseTime,
  readRequest,
  replyRefused,
  replySucceeded,
} from './index.ts'
import type { KitUser } from './index.ts'
import * as v1 from './v1/index.ts'
import * as v2 from './v2/index.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const vectors = (name: string): { id: string; body: string }[] =>
  (
    JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), 'utf8')) as {
      cases: { id: string; body: string }[]
    }
  ).cases
const timeStamp = '20220413093539534'
const common = { instanceId: 'i-1', tenantId: 't-1', testFlag: 0, timeStamp } as const
const enterprise = {
  activity: 'tenantSync',
  ...common,
  orderId: 'CS1',
  tenantCode: 'code',
  name: '企业',
  domainName: 'https://d.example.com',
  flag: 1,
} as const
const user: KitUser = {
  userName: 'u',
  name: '张三',
  orgCode: '1',
  role: 'admin',
  enable: 'true',
  employeeType: 4,
  workPlace: '深圳',
  entryDate: '2022-11-09',
}
const people: v2.RequestOf<'authSync'> & { flag: 2 } = {
  activity: 'authSync',
  ...common,
  appId: 'A',
  userList: [user],
  currentSyncTime: timeStamp,
  flag: 2,
}
const department = { activity: 'singleOrgSync', ...common, orgCode: '1', orgName: '研发部', flag: 0 } as const

test('the five interfaces have a path in each generation, behind any path of the address', () => {
  expect(kitPaths).toHaveLength(10)
  expect(kitActivities.map(v2.writePath)).toEqual(kitPaths.slice(0, 5))
  expect(v1.writePath('authSync')).toBe('/produceAPI/authSync')
  expect(findKitCall('/saas/produceAPI/v2/authSync')).toEqual({ generation: 'v2', activity: 'authSync' })
  expect(findKitCall('/produceAPI/allOrgSync')).toEqual({ generation: 'v1', activity: 'allOrgSync' })
  for (const path of ['/produceAPI/v2/other', '/produceAPI/v3/authSync', '/saas', '/produceAPI/authSync/'])
    expect(findKitCall(path)).toBeUndefined()
})

test('times are in UTC+8', () => {
  expect(formatTime(Date.UTC(2022, 3, 20, 3, 41, 17, 642))).toBe('20220420114117642')
  expect(parseTime('20220420114117642')).toBe(Date.UTC(2022, 3, 20, 3, 41, 17, 642))
  expect(parseTime('20220230000000000')).toBeUndefined()
})

describe('requests', () => {
  test('of V2 are written sorted, compact, without nulls and escapes', () => {
    const [vector] = vectors('kit-v2-request-signature')
    const read = readRequest('tenantSync', bytes(vector?.body ?? ''))

    expect(read).toMatchObject({ ok: true, request: { flag: 1, name: '华为测试企业' } })
    expect(read.ok && v2.encodeRequest(read.request)).toBe(vector?.body)
    expect(v2.encodeRequest(department)).toBe(
      `{"flag":0,"instanceId":"i-1","orgCode":"1","orgName":"研发部","tenantId":"t-1","testFlag":0,"timeStamp":"${timeStamp}"}`,
    )
  })

  test('of V1 have lists as text, and three members of a person in an object', () => {
    const body = JSON.parse(v1.encodeRequest(people)) as Record<string, unknown>

    expect(body['flag']).toBe(2)
    expect(JSON.parse(String(body['userList']))).toEqual([
      {
        userName: 'u',
        name: '张三',
        orgCode: '1',
        role: 'admin',
        enable: 'true',
        extension: { entryDate: '2022-11-09', employeeType: '4', workPlace: '深圳' },
      },
    ])
    const orgInfo = [{ orgCode: '1', name: '总部', parentCode: '' }]
    const list = JSON.parse(v1.encodeRequest({ activity: 'allOrgSync', ...common, orgInfo })) as object
    expect(list).toMatchObject({ orgInfo: '[{"orgCode":"1","name":"总部","parentCode":""}]' })
  })

  test.each([
    ['tenantSync', v2.encodeRequest(enterprise)],
    ['tenantSync', v1.encodeRequest(enterprise)],
    ['authSync', v2.encodeRequest(people)],
    ['authSync', v1.encodeRequest(people)],
  ] as const)('%s of either generation is read as the same: %s', (activity, body) => {
    expect(readRequest(activity, bytes(body))).toEqual({
      ok: true,
      request: activity === 'tenantSync' ? enterprise : people,
    })
  })

  test.each(vectors('kit-v1-body-token').slice(0, 3))('those of the vectors are read: $id', ({ body }) => {
    const activity = body.includes('userList') ? 'authSync' : 'tenantSync'

    expect(readRequest(activity, bytes(body))).toMatchObject({ ok: true })
  })

  test.each([
    ['a list as text', { orgInfoList: '[{"orgCode":"1","orgName":"总部"}]' }],
    ['the list of V1', { orgInfo: '[{"orgCode":"1","name":"总部"}]' }],
    ['the list of V1 as a list', { orgInfo: [{ orgCode: '1', name: '总部', more: 1 }] }],
    ['an old spelling', { orgInfoList: [{ orgCode: '1', OrgName: '总部', parentCode: '' }], flag: 1 }],
  ])('departments are read from %s', (_, list) => {
    const body = JSON.stringify({ ...common, ...list })

    expect(readRequest('allOrgSync', bytes(body))).toEqual({
      ok: true,
      request: { activity: 'allOrgSync', ...common, orgInfoList: [{ orgCode: '1', orgName: '总部' }] },
    })
  })

  test('a debugging call has no instance, and numbers may be text', () => {
    const body = JSON.stringify({ ...enterprise, instanceId: '', orderId: null, flag: '1', testFlag: '1' })
    const read = readRequest('tenantSync', bytes(body))

    expect(read).toMatchObject({ ok: true, request: { instanceId: '', orderId: '', flag: 1, testFlag: 1 } })
    expect(read.ok && isTest(read.request)).toBe(true)
  })

  test('an unknown kind of employment is left out, and refuses nobody', () => {
    const users = [{ ...user, employeeType: '7', enable: true, mobile: 13800138000 }]
    const read = readRequest('authSync', bytes(JSON.stringify({ ...people, userList: users })))
    const { employeeType: _kind, ...rest } = user

    expect(read).toMatchObject({ ok: true, request: { userList: [{ ...rest, mobile: '13800138000' }] } })
  })

  test.each([
    ['tenantSync', { ...enterprise, tenantId: '' }, { code: 'member_missing', name: 'tenantId' }],
    ['tenantSync', { ...enterprise, flag: 3 }, { code: 'member_value', name: 'flag', got: '3' }],
    ['tenantSync', { ...enterprise, timeStamp: '2022' }, { code: 'member_value', name: 'timeStamp' }],
    ['authSync', { ...people, userList: 'no list' }, { code: 'member_type', name: 'userList' }],
    ['authSync', { ...people, userList: [{}] }, { code: 'member_missing', name: 'userList[0].userName' }],
    [
      'authSync',
      { ...people, userList: JSON.stringify([{ ...user, role: 'owner' }]) },
      { code: 'member_value', name: 'userList[0].role', got: 'owner' },
    ],
    ['authSync', { ...people, userList: [{ ...user, name: 'x'.repeat(65) }] }, { name: 'userList[0].name' }],
    ['tenantSync', { ...enterprise, domainName: 'x'.repeat(256) }, { name: 'domainName' }],
    ['singleOrgSync', { ...department, orgName: 'x'.repeat(129) }, { name: 'orgName' }],
    ['singleOrgSync', { ...department, orgName: null }, { code: 'member_missing', name: 'orgName' }],
  ] as const)('%s is refused with the member that is wrong', (activity, body, reason) => {
    expect(readRequest(activity, bytes(JSON.stringify(body)))).toMatchObject({ ok: false, reason })
  })

  test.each([
    ['a name of 256', () => v2.encodeRequest({ ...enterprise, name: 'x'.repeat(256) }), 'name'],
    ['501 people', () => v2.encodeRequest({ ...people, userList: Array(501).fill(user) }), 'userList'],
    ['nobody', () => v2.encodeRequest({ ...people, userList: [] }), 'userList'],
    ['a change of a tenant in V1', () => v1.encodeRequest({ ...enterprise, flag: 2 } as never), 'flag'],
    ['a withdrawal in V1', () => v1.encodeRequest({ ...people, flag: 3 } as never), 'flag'],
    [
      'a time in seconds',
      () => v2.encodeRequest({ ...enterprise, timeStamp: '20220413093539' }),
      'timeStamp',
    ],
  ])('%s is not sent, and the member is named', (_, send, member) => {
    expect(send).toThrow(member)
  })
})

describe('replies', () => {
  const received = (body: object) => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: bytes(JSON.stringify(body)),
  })
  const unsigned = { verifyBodySign: () => ({ ok: false, reason: { code: 'header_missing' } }) as const }

  test('have both members, and nothing that is not ASCII', () => {
    expect(encodeReply(replySucceeded())).toBe('{"resultCode":"000000","resultMsg":"success."}')
    expect(encodeReply(replyRefused('000101', '无法解密'))).toContain('\\u65e0')
    expect(() => encodeReply({ resultCode: '000000' } as never)).toThrow('resultMsg')
  })

  test('a success counts in V2 as it is, and in V1 with its proof alone', () => {
    const done = received({ resultCode: '000000' })

    expect(v2.readReply(done)).toEqual({ ok: true, code: '000000', reply: { resultCode: '000000' } })
    expect(v1.readReply({ ...done, ...unsigned })).toEqual({
      ok: false,
      verdict: { code: 'body_sign_missing' },
    })
  })

  test('a refusal counts in both', () => {
    const refused = received({ resultCode: '000101', resultMsg: 'x' })

    expect(v2.readReply(refused)).toMatchObject({ ok: true, code: '000101' })
    expect(v1.readReply({ ...refused, ...unsigned })).toMatchObject({ ok: true, code: '000101' })
  })

  test('000101 is about the secret', () => {
    expect(findResultCodeMeaning('000101', 'en-US')).toContain('clientSecret')
    expect(isKitResultCode('000106')).toBe(false)
  })
})
