import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check } from '../../engine/check.ts'
import { toFault, judgeRefused } from '../../engine/judging.ts'
import type { JsonObject } from '@loggia/protocol/wire'
import {
  createMeaningCheck,
  createRefusalCheck,
  defineRefusals,
  lookAtWrong,
} from '../../replies/refusals.ts'
import type { Refusal, RequireGroup } from '../../replies/refusals.ts'
import { isDone } from '../../replies/verdicts.ts'
import { createUnknownId } from '../../purchases/ids.ts'
import { createGetCheck, listUnreadable } from '../../stamped/unreadable.ts'
import { createMessage, targetProduct } from '../messages.ts'
import { isThere, sendMessage, spareInstance } from '../steps.ts'
import { requireQueries } from './following.ts'
import { wrongMembers } from './members.ts'
import { isOptional, requireOffered } from './of-activity.ts'

/** A message about an existing instance. */
const about =
  (activity: Parameters<typeof createMessage>[1], more: JsonObject): Refusal['make'] =>
  async (bench, name) => {
    const { instanceId } = await bench.look(spareInstance)
    return sendMessage(
      bench,
      name,
      { ...createMessage(bench, activity, instanceId), ...more },
      { meant: 'refuse' },
    )
  }

/** A message about an unknown instance. */
const aboutNone =
  (activity: Parameters<typeof createMessage>[1]): Refusal['make'] =>
  (bench, name) =>
    sendMessage(bench, name, createMessage(bench, activity, createUnknownId(bench)), { meant: 'refuse' })

const knownInstance =
  'Look up the instance before you do anything, and answer 000003 if it does not exist. After a success, the marketplace would assume that it was done.'
const enumeration =
  'Accept only the values of the protocol and answer 000002 to any other: guessing a value does something that nobody requested.'

const refusals: readonly Refusal[] = [
  ...listUnreadable({
    prefix: 'v2',
    source: { activities: 'saas-v2 §3', codes: 'saas-v2 §5, §6', form: 'saas-v2 §1' },
    create: (bench) => createMessage(bench, 'newInstance', ''),
  }),
  {
    id: 'v2.refresh.scene.unknown',
    title: 'An unknown scene is refused',
    level: 'should',
    group: 'refreshInstance',
    source: 'saas-v2 §3.4',
    fix: enumeration,
    name: 'a refreshInstance with the scene REBATE',
    make: about('refreshInstance', { scene: 'REBATE' }),
  },
  {
    id: 'v2.refresh.expire.words',
    title: 'An expiry that is not a time is refused',
    level: 'should',
    group: 'refreshInstance',
    source: 'saas-v2 §3.4',
    fix: 'Accept 14 or 17 digits, yyyyMMddHHmmss or yyyyMMddHHmmssSSS in UTC, and answer 000002 to anything else.',
    name: 'a refreshInstance with the expiry next-year',
    make: about('refreshInstance', { expireTime: 'next-year' }),
  },
  {
    id: 'v2.refresh.expire.impossible',
    title: 'An expiry on a day that does not exist is refused',
    level: 'should',
    group: 'refreshInstance',
    source: 'saas-v2 §3.4',
    fix: 'Check that the date exists: many parsers turn 31 February into a day in March.',
    name: 'a refreshInstance with an expiry on 31 February',
    make: about('refreshInstance', { expireTime: '20270231000000000' }),
  },
  {
    id: 'v2.status.unknown',
    title: 'An unknown status is refused',
    level: 'should',
    group: 'updateInstanceStatus',
    source: 'saas-v2 §3.5',
    fix: `${enumeration} NORMAL belongs to V1.0; V2.0 uses UNFREEZE.`,
    name: 'an updateInstanceStatus to NORMAL',
    make: about('updateInstanceStatus', { status: 'NORMAL' }),
  },
  {
    id: 'v2.change.linear-value',
    title: 'A quantity that is not an integer is refused',
    level: 'should',
    group: 'changeInstanceCheck',
    source: 'saas-v2 §3.8',
    fix: 'linearValue is an integer: answer 000002 to anything else.',
    name: 'a changeInstanceCheck to the quantity many',
    make: about('changeInstanceCheck', { productInfo: { ...targetProduct, linearValue: 'many' } }),
  },
  ...(['refreshInstance', 'updateInstanceStatus', 'upgradeInstance', 'changeInstanceCheck'] as const).map(
    (activity): Refusal => ({
      id: `v2.${{ refreshInstance: 'refresh', updateInstanceStatus: 'status', upgradeInstance: 'upgrade', changeInstanceCheck: 'change' }[activity]}.no-instance`,
      title: 'A request for an instance that does not exist is refused',
      group: activity,
      source: 'saas-v2 §5',
      fix: knownInstance,
      name: `${activity.startsWith('u') ? 'an' : 'a'} ${activity} of an instance that does not exist`,
      codes:
        activity.startsWith('update') || activity.startsWith('refresh') ? ['000003'] : ['000003', '000002'],
      make: aboutNone(activity),
    }),
  ),
]

const unknownReleased = defineStep('a releaseInstance of an instance that does not exist', (bench) =>
  aboutNone('releaseInstance')(bench, 'a releaseInstance of an instance that does not exist'),
)

const wanted = defineRefusals(refusals)
const all = [...wrongMembers, ...wanted]

/** Wrong messages of an activity that the server does not offer show nothing. */
const requireGroup: RequireGroup = async (look, group) => {
  if (isOptional(group)) await requireOffered(look, group)
}

/** Activities that do not change an existing instance. */
const leavesAlone = ['newInstance', 'queryInstance', 'changeInstanceCheck']

const spareAfter = defineStep('the spare instance after all wrong messages', async (bench) => {
  const { instanceId } = await bench.look(spareInstance)
  const name = 'a queryInstance of an instance that only got wrong messages'
  return {
    instanceId,
    exchange: await sendMessage(bench, name, createMessage(bench, 'queryInstance', instanceId)),
  }
})

const more: readonly Check[] = [
  {
    id: 'v2.release.no-instance',
    title: 'The release of an instance that does not exist is answered with 000003, or as successful',
    level: 'should',
    group: 'releaseInstance',
    source: 'saas-v2 §3.6, §5',
    fix: 'Answer 000003, or 000000 if you cannot distinguish it from a released instance; after any other code, the request is retried for hours.',
    judge: async (look) => judgeRefused(await look(unknownReleased), '000003', '000000'),
  },
  createMeaningCheck(
    { id: 'v2.refusal.meaning', group: 'Refusals', source: 'saas-v2 §5' },
    all,
    requireGroup,
  ),
  {
    id: 'v2.refusal.no-effect',
    title: 'A refused request has no effect',
    level: 'must',
    group: 'Refusals',
    source: 'saas-v2 §5',
    fix: 'Check the whole message before you do anything: after a refusal, the caller sends the request again, or a different one.',
    judge: async (look) => {
      const { instanceId } = await look(spareInstance)
      const wrong = await lookAtWrong(look, all, requireGroup)
      if (wrong.some(({ group, exchange }) => !leavesAlone.includes(group) && isDone(exchange)))
        throw new CannotJudge('Not all wrong messages about the instance were refused.')
      await requireQueries(look)
      const after = await look(spareAfter)
      return isThere(after.exchange, instanceId)
        ? undefined
        : toFault(after.exchange, 'no longer returns it, although all of them were refused')
    },
  },
]

/** Whether an impossible request is refused and not carried out, and whether the code fits. */
export const refusalChecks: readonly Check[] = [
  ...wanted.map(createRefusalCheck),
  createGetCheck('v2', 'saas-v2 §1'),
  ...more,
]
