import { licenseCodeActivities } from '@loggia/protocol/license/code'
import type { LicenseCodeActivity } from '@loggia/protocol/license/code'
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
import {
  runCodes,
  isShown,
  limitToOffered,
  requireOffered,
  requireShowing,
  rules,
  showLicense,
} from '../lives.ts'

const { prefix } = rules
const source = 'license §2.3'
const id = (path: string): Member => ({ path, max: 64 })
const subject = (path: string): Member => ({ ...id(path), isSubject: true })

/** The mandatory members of each activity except `activity` itself. */
const tables: readonly MemberTable<LicenseCodeActivity>[] = [
  {
    activity: 'refreshLicenseCode',
    short: 'refresh',
    source,
    members: [
      subject('license'),
      { path: 'scene' },
      id('orderId'),
      id('orderLineId'),
      { path: 'expireTime', isSubject: true },
    ],
  },
  {
    activity: 'updateLicenseCodeStatus',
    short: 'status',
    source,
    members: [subject('license'), { path: 'status', isSubject: true }],
  },
  { activity: 'releaseLicenseCode', short: 'release', source, members: [subject('license')] },
]

const spare = rules.subjects['for requests that must be refused']

const members = createMemberChecks<LicenseCodeActivity>({
  prefix,
  tables,
  oddities: ['empty', 'type', 'length'],
  send: async (bench, name, activity, change) => {
    const message = createMessage(bench, activity, await bench.look(spare))
    return sendMessage(bench, name, change(message), { meant: 'refuse' })
  },
})

const wanted = defineRefusals([
  ...listUnreadable({
    prefix,
    source: { activities: source, codes: 'license §2.4', form: source },
    create: async (bench) => createMessage(bench, 'refreshLicenseCode', await bench.look(spare)),
  }),
  ...listLifeRefusals(rules),
])
const all = [...members.wrongMessages, ...wanted]
const isOfUnknown = ({ id }: Pick<Check, 'id'>): boolean => id.endsWith('.unknown-license')
const aboutSpare = [...members.wrongMessages, ...wanted.filter((one) => !isOfUnknown(one))]

/** Wrong messages of a callback that the server does not offer show nothing. */
const requireGroup: RequireGroup = async (look, group) => {
  const activity = licenseCodeActivities.find((one) => one === group)
  if (activity !== undefined) await requireOffered(look, activity)
}

/**
 * A server that accepts the invented licenses of a run as if they were its own has to accept any other as well; only
 * one that knows its licenses can tell.
 */
const judgeUnknown = (check: Check): Check => ({
  ...check,
  judge: async (look, made) => {
    const fault = await check.judge(look, made)
    if (fault !== undefined && (await look(runCodes)) === undefined)
      throw new CannotJudge(
        'The server accepts every license. Name those that it knows with --licenses to judge whether it refuses others.',
      )
    return fault
  },
})

const spareAfter = defineStep('the spare license after all wrong messages', async (bench) =>
  showLicense(bench, await bench.look(spare), 'of a license that only got wrong messages'),
)

const noEffect: Check = {
  id: `${prefix}.refusal.no-effect`,
  title: 'A refused request has no effect',
  level: 'must',
  group: 'Refusals',
  source: 'license §2.4',
  fix: 'Check the whole message before you do anything: after a refusal, the caller sends the request again, or a different one.',
  judge: async (look) => {
    await requireShowing(look)
    const wrong = await lookAtWrong(look, aboutSpare, requireGroup)
    if (wrong.some(({ exchange }) => isDone(exchange)))
      throw new CannotJudge('Not all wrong messages about the license were refused.')
    return isShown(await look(spareAfter))
  },
}

const refusals = wanted.map((one) => {
  const check = createRefusalCheck(one)
  return isOfUnknown(one) ? judgeUnknown(check) : check
})

/** Whether an impossible request is refused and not carried out, and whether the code fits. */
export const refusalChecks: readonly Check[] = [
  ...limitToOffered([
    ...licenseCodeActivities.flatMap((activity) => members.checksOf(activity)),
    ...refusals,
  ]),
  ...limitToOffered([createUnknownReleaseCheck(rules)]),
  createGetCheck(prefix, source),
  createMeaningCheck(
    { id: `${prefix}.refusal.meaning`, group: 'Refusals', source: 'license §2.4' },
    all,
    requireGroup,
  ),
  noEffect,
]
