import type { FreshValues, Sample } from '../message-set.ts'
import type { KitActivity, KitGeneration } from './activities.ts'
import { formatTime } from './times.ts'

const tenant = { instanceId: '', tenantId: '68cbc86abcdef0123456b880d92f36422fa0e' }
const app = { ...tenant, appId: 'KSIDJF1234456' }
const signs = ({ nowMs }: FreshValues) => ({ testFlag: '1', timeStamp: formatTime(nowMs) })
const departments = [
  ['10000', '研发部', ''],
  ['10001', '测试组', '10000'],
] as const
const person = {
  userName: 'zhangsan01',
  name: '张三',
  orgCode: '10000',
  position: '系统管理员',
  role: 'admin',
  enable: 'true',
}

/** Samples of the debugging console: made on the seller's side, so that instance and order are empty. */
export const createSamples = (generation: KitGeneration): Readonly<Record<KitActivity, Sample>> => ({
  tenantSync: (fresh) => ({
    ...tenant,
    orderId: '',
    tenantCode: 'example',
    name: '示例科技有限公司',
    domainName: 'https://example.tenantaccount.com',
    flag: '1',
    ...signs(fresh),
  }),
  applicationSync: (fresh) => ({
    ...app,
    clientId: 'client-0001',
    // Whoever has the seller's public key encrypts a secret of their own.
    clientSecret: 'bm90IGVuY3J5cHRlZA==',
    flag: '1',
    ...signs(fresh),
  }),
  authSync: (fresh) => ({
    ...app,
    userList: JSON.stringify([person]),
    currentSyncTime: formatTime(fresh.nowMs),
    flag: '1',
    ...signs(fresh),
  }),
  singleOrgSync: (fresh) => ({
    ...tenant,
    orgCode: '10002',
    orgName: '市场部',
    parentCode: '',
    flag: '1',
    ...signs(fresh),
  }),
  allOrgSync: (fresh) => ({
    ...tenant,
    [generation === 'v2' ? 'orgInfoList' : 'orgInfo']: JSON.stringify(
      departments.map(([orgCode, name, parentCode]) =>
        generation === 'v2' ? { orgCode, orgName: name, parentCode } : { orgCode, name, parentCode },
      ),
    ),
    ...signs(fresh),
  }),
})
