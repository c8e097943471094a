import type { LicenseOnlineActivity } from '@loggia/protocol/license/online'
import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check } from '../../engine/check.ts'
import { createMemberChecks } from '../../replies/members.ts'
import type { Member, MemberTable } from '../../replies/members.ts'
import {
  createMeaningCheck,
  createRefusalCheck,
  defineRefusals,
  lookAtWrong,
} from '../../replies/refusals.ts'
import type { RequireGroup } from '../../replies/refusals.ts'
import { isDone } from '../../replies/verdicts.ts'
import { sendMessage } from '../../stamped/instances.ts'
import { createUnknownReleaseCheck, listLifeRefusals } from '../../stamped/lives/refusals.ts'
import { createGetCheck, listUnreadable } from '../../stamped/unreadable.ts'
import { createMessage } from '../messages.ts'
import { isShown, requireApplications, showInstance } from '../steps.ts'
import { limitToOffered, requirePeriods, rules } from '../lives.ts'
import { noEnd, wantedOfApplications } from './applications.ts'

const { prefix } = rules
const id = (path: string): Member => ({ path, max: 64 })
const subject = (path: string): Member => ({ ...id(path), isSubject: true })

/** The mandatory members of each activity except `activity` itself. */
const tables: readonly MemberTable<LicenseOnlineActivity>[] = [
  {
    activity: 'newInstance',
    short: 'new',
    source: 'license §3.1',
    members: [subject('orderId'), subject('orderLineId'), id('businessId')],
  },
  {
    activity: 'getLicenseAsync',
    short: 'apply',
    source: 'license §3.4',
    members: [subject('instanceId'), { path: 'effectiveTime' }, subject('eventId')],
  },
  {
    activity: 'refreshInstance',
    short: 'refresh',
    source: 'license §3.2',
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
    source: 'license §3.3',
    members: [subject('instanceId'), { path: 'status', isSubject: true }],
  },
  { activity: 'releaseInstance', short: 'release', source: 'license §3.3', members: [subject('instanceId')] },
]

const spare = rules.subjects['for requests that must be refused']

const members = createMemberChecks<LicenseOnlineActivity>({
  prefix,
  tables,
  oddities: ['empty', 'type', 'length'],
  send: async (bench, name, activity, change) => {
    // A purchase needs no instance; every other message is about an existing one, so that nothing else is wrong with
    // it.
    const instanceId = activity === 'newInstance' ? '' : await bench.look(spare)
    return sendMessage(bench, name, change(createMessage(bench, activity, instanceId)), { meant: 'refuse' })
  },
})
/** The checks of the members of an activity. */
export const createMembersOf = (activity: LicenseOnlineActivity): readonly Check[] =>
  rules.limit(activity, members.checksOf(activity))

const wanted = defineRefusals([
  ...listUnreadable({
    prefix,
    source: { activities: 'license §3', codes: 'license §2.4', form: 'license §3' },
    create: (bench) => createMessage(bench, 'newInstance', ''),
  }),
  ...listLifeRefusals(rules),
])
const all = [...members.wrongMessages, ...wanted, ...wantedOfApplications, noEnd]

/** Wrong messages of an activity that the server does not offer show nothing. */
const requireGroup: RequireGroup = async (look, group) => {
  if (group === 'refreshInstance' || group === 'updateInstanceStatus') await requirePeriods(look)
}

const spareAfter = defineStep('the spare instance after all wrong messages', async (bench) =>
  showInstance(bench, await bench.look(spare), 'of an instance that only got wrong messages'),
)

const noEffect: Check = {
  id: `${prefix}.refusal.no-effect`,
  title: 'A refused request has no effect',
  level: 'must',
  group: 'Refusals',
  source: 'license §2.4',
  fix: 'Check the whole message before you do anything: after a refusal, the caller sends the request again, or a different one.',
  judge: async (look) => {
    await requireApplications(look)
    const wrong = await lookAtWrong(look, all, requireGroup)
    if (wrong.some(({ group, exchange }) => group !== 'newInstance' && isDone(exchange)))
      throw new CannotJudge('Not all wrong messages about the instance were refused.')
    return isShown(await look(spareAfter))
  },
}

/** Whether an impossible request is refused and not carried out, and whether the code fits. */
export const refusalChecks: readonly Check[] = [
  ...limitToOffered(wanted.map(createRefusalCheck)),
  ...wantedOfApplications.map(createRefusalCheck),
  createUnknownReleaseCheck(rules),
  createGetCheck(prefix, 'license §3'),
  createMeaningCheck(
    { id: `${prefix}.refusal.meaning`, group: 'Refusals', source: 'license §2.4' },
    all,
    requireGroup,
  ),
  noEffect,
]
