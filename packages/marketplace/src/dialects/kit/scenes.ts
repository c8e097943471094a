import type { KitActivity } from '@loggia/protocol/kit'
import type { Scene } from '../test-calls.ts'

const tenant = { tenantId: 'test-tenant-0001' }
const app = { ...tenant, appId: 'TESTAPP0000001' }
const departments = [
  { code: '10000', name: '研发部', parentCode: '' },
  { code: '10001', name: '测试组', parentCode: '10000' },
]
const person = {
  userName: 'zhangsan01',
  name: '张三',
  orgCode: '10000',
  position: '系统管理员',
  role: 'admin',
  enable: 'true',
}

const define = (name: string, activity: KitActivity, preset: Readonly<Record<string, string>>): Scene => ({
  name,
  activity,
  neededFor: ['joint'],
  preset: () => preset,
})

/** A server decrypts with the key of its credential, whatever key it was debugged with before there was one. */
const withEncryption = (scene: Scene): Scene => ({
  ...scene,
  preset: (of) => ({ ...scene.preset(of), ...of.encryption }),
  current: new Set(['publicKey', 'oaepHashes']),
})

/** The member with all departments, and that with the name of one of them: the generations differ in both. */
type ListWords = { readonly list: string; readonly name: string }

/**
 * The five scenes (R244), in the order in which a seller is told at first. Each adds something; `flag` may be changed,
 * to test what changes or removes it.
 */
export const createScenes = (words: ListWords): readonly Scene[] => [
  define('sync_enterprise', 'tenantSync', {
    ...tenant,
    tenantCode: 'example',
    name: '示例科技有限公司',
    domainName: 'https://example.tenantaccount.com',
    flag: '1',
  }),
  withEncryption(
    define('sync_app', 'applicationSync', {
      ...app,
      clientId: 'test-client-0001',
      clientSecret: 'test-secret-0001',
      flag: '1',
    }),
  ),
  define('sync_departments', 'allOrgSync', {
    ...tenant,
    [words.list]: JSON.stringify(
      departments.map(({ code, name, parentCode }) => ({ orgCode: code, [words.name]: name, parentCode })),
    ),
  }),
  define('sync_department', 'singleOrgSync', {
    ...tenant,
    orgCode: '10002',
    orgName: '市场部',
    parentCode: '10000',
    flag: '1',
  }),
  define('sync_people', 'authSync', { ...app, userList: JSON.stringify([person]), flag: '1' }),
]
