import type { SaasV2Activity } from '@loggia/protocol/saas/v2'
import { createMemberChecks as createChecks } from '../../replies/members.ts'
import type { Member, MemberTable } from '../../replies/members.ts'
import { createMessage } from '../messages.ts'
import { sendMessage, spareInstance } from '../steps.ts'

const id = (path: string): Member => ({ path, max: 64 })
const subject = (path: string): Member => ({ ...id(path), isSubject: true })

/** The mandatory members of each activity except `activity` itself (saas-v2 §3.2 to §3.8). */
const tables: readonly MemberTable<SaasV2Activity>[] = [
  {
    activity: 'newInstance',
    short: 'new',
    source: 'saas-v2 §3.2',
    members: [subject('orderId'), subject('orderLineId'), id('businessId')],
  },
  // The limits of 100 characters and of 100 ids contradict each other, so the length is not checked.
  {
    activity: 'queryInstance',
    short: 'query',
    source: 'saas-v2 §3.3',
    members: [{ path: 'instanceId', isSubject: true }],
  },
  {
    activity: 'refreshInstance',
    short: 'refresh',
    source: 'saas-v2 §3.4',
    members: [
      { path: 'scene' },
      id('orderId'),
      id('orderLineId'),
      subject('instanceId'),
      { path: 'expireTime', isSubject: true },
    ],
  },
  {
    activity: 'updateInstanceStatus',
    short: 'status',
    source: 'saas-v2 §3.5',
    members: [subject('instanceId'), { path: 'status', isSubject: true }],
  },
  { activity: 'releaseInstance', short: 'release', source: 'saas-v2 §3.6', members: [subject('instanceId')] },
  {
    activity: 'upgradeInstance',
    short: 'upgrade',
    source: 'saas-v2 §3.7',
    members: [subject('instanceId'), subject('orderId'), id('orderLineId')],
  },
  {
    activity: 'changeInstanceCheck',
    short: 'change',
    source: 'saas-v2 §3.8',
    members: [
      subject('instanceId'),
      { path: 'productInfo', isSubject: true },
      id('productInfo.productId'),
      id('productInfo.skuCode'),
      id('productInfo.productName'),
    ],
  },
]

const { wrongMessages, checksOf } = createChecks<SaasV2Activity>({
  prefix: 'v2',
  tables,
  oddities: ['empty', 'type', 'length'],
  objects: ['productInfo'],
  send: async (bench, name, activity, change) => {
    // A purchase needs no instance; every other message is about an existing one, so that nothing else is wrong with
    // it.
    const instanceId = activity === 'newInstance' ? '' : (await bench.look(spareInstance)).instanceId
    return sendMessage(bench, name, change(createMessage(bench, activity, instanceId)), { meant: 'refuse' })
  },
})

/** All messages with a missing or odd member. */
export const wrongMembers = wrongMessages
/** The checks of the members of an activity. */
export const createMemberChecks = checksOf
