import { licenseV1Activities } from '@loggia/protocol/license/v1'
import type { LicenseV1Activity } from '@loggia/protocol/license/v1'
import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check } from '../../engine/check.ts'
import { createMemberChecks } from '../../replies/members.ts'
import type { Member, MemberTable } from '../../replies/members.ts'
import { limitChecks } from '../../replies/offered.ts'
import {
  createMeaningCheck,
  createRefusalCheck,
  defineRefusals,
  lookAtWrong,
} from '../../replies/refusals.ts'
import type { Refusal, RequireGroup } from '../../replies/refusals.ts'
import { isDone, requireDone } from '../../replies/verdicts.ts'
import { sendMessage } from '../../tokened/instances.ts'
import type { Parameters } from '../../tokened/send.ts'
import { createMessage, encodeExtendParams } from '../messages.ts'
import {
  ofNothing,
  isShown,
  openOrder,
  openingStep,
  plainRequests,
  requireLicense,
  requireOffered,
  showLicense,
  spareLicense,
  unknownActivity,
} from '../steps.ts'

const prefix = 'license-v1'
const id = (path: string, max = 64): Member => ({ path, max })
const subject = (path: string): Member => ({ ...id(path), isSubject: true })

/** The mandatory parameters of each activity except those of the proof and `activity` itself. */
const tables: readonly MemberTable<LicenseV1Activity>[] = [
  {
    activity: 'getLicense',
    short: 'get',
    source: 'license §1.1',
    members: [id('customerId', 100), id('businessId'), subject('orderId'), id('productId')],
  },
  {
    activity: 'refreshLicense',
    short: 'refresh',
    source: 'license §1.2',
    members: [id('orderId'), subject('instanceId'), { path: 'expireTime', isSubject: true }],
  },
  {
    activity: 'releaseLicense',
    short: 'release',
    source: 'license §1.2',
    // A release without its order is complete: it names the instance.
    members: [subject('instanceId')],
  },
]

const members = createMemberChecks<LicenseV1Activity>({
  prefix,
  tables,
  oddities: ['empty', 'length'],
  send: async (bench, name, activity, change) => {
    // A purchase needs no license; every other message is about an existing one, so that nothing else is wrong with it.
    if (activity === 'getLicense') requireLicense(await bench.look(openingStep))
    const { instanceId, orderId } =
      activity === 'getLicense' ? { instanceId: '', orderId: '' } : await bench.look(spareLicense)
    const message = change(createMessage(bench, activity, { instanceId, orderId })) as Parameters
    return sendMessage(bench, name, message, { meant: 'refuse' })
  },
})

const enumerated = 'Answer 000002 to a value that the protocol does not define, before anything is changed.'
const machine =
  'If your licenses are bound to a machine, answer 000002 unless saasExtendParams has an identificationCode: a license for no machine works on all of them, or on none.'

type Odd = { readonly id: string; readonly what: string; readonly more: Parameters; readonly fix?: string }

const notIn = (name: string, value: string): Odd => ({
  id: `value.${name}`,
  what: `with ${name} “${value}”`,
  more: { [name]: value },
})

const odds: readonly Odd[] = [
  notIn('testFlag', '2'),
  notIn('chargingMode', '9'),
  notIn('periodType', 'week'),
  notIn('periodNumber', 'one'),
  notIn('amount', 'many'),
  notIn('expireTime', '2027-01-01 00:00:00'),
  {
    id: 'machine.unreadable',
    what: 'whose saasExtendParams is no Base64',
    more: { saasExtendParams: '{%}' },
    fix: machine,
  },
  {
    id: 'machine.missing',
    what: 'without an identificationCode',
    more: { saasExtendParams: encodeExtendParams([{ name: 'idNum', value: '11001' }]) },
    fix: machine,
  },
]

/** No marketplace sends such a message, so its refusal is advice. */
const oddRefusal = ({ id: end, what, more, fix = enumerated }: Odd): Refusal => ({
  id: `${prefix}.get.${end}`,
  title: `A getLicense ${what} is refused`,
  level: 'should',
  group: 'getLicense',
  source: 'license §1.1',
  fix,
  name: `a getLicense ${what}`,
  make: async (bench, name) => {
    requireLicense(await bench.look(openingStep))
    return openOrder(bench, name, more, { meant: 'refuse' })
  },
})

const aboutSpare =
  (activity: LicenseV1Activity, more: Parameters): Refusal['make'] =>
  async (bench, name) => {
    const { instanceId, orderId } = await bench.look(spareLicense)
    const message = createMessage(bench, activity, { instanceId, orderId })
    return sendMessage(bench, name, { ...message, ...more }, { meant: 'refuse' })
  }

const group = 'Activities that do not exist'

const wanted = defineRefusals([
  ...odds.map(oddRefusal),
  {
    id: `${prefix}.get.machine.none`,
    title: 'A getLicense without saasExtendParams is refused',
    level: 'should',
    group: 'getLicense',
    source: 'license §1.1',
    fix: machine,
    name: 'a getLicense without saasExtendParams',
    make: async (bench, name) => {
      requireLicense(await bench.look(openingStep))
      return openOrder(bench, name, {}, { meant: 'refuse', without: ['saasExtendParams'] })
    },
  },
  {
    id: `${prefix}.refresh.value.expireTime`,
    title: 'A refreshLicense with an expiry that is not a time is refused',
    level: 'should',
    group: 'refreshLicense',
    source: 'license §1.2',
    fix: enumerated,
    name: 'a refreshLicense with the expiry next year',
    make: aboutSpare('refreshLicense', { expireTime: 'next year' }),
  },
  {
    id: `${prefix}.activity.missing`,
    title: 'A request without an activity is refused',
    group,
    source: 'license §1',
    fix: 'activity is required in every request: answer 000002 if it is absent.',
    name: 'a request without an activity',
    make: async (bench, name) => {
      const { activity: _activity, ...message } = createMessage(bench, 'getLicense', {
        instanceId: '',
        orderId: '',
      })
      return sendMessage(bench, name, message, { meant: 'refuse' })
    },
  },
])

const unknownCheck: Check = createRefusalCheck({
  id: `${prefix}.activity.unknown`,
  title: 'An unknown activity is refused',
  group,
  source: 'license §1',
  fix: 'Answer 000002 to an unknown activity, never 000000, which means success.',
  name: 'an unknown activity',
  codes: ['000002'],
  make: (bench) => bench.look(unknownActivity),
  sent: unknownActivity,
})

const all = [
  ...members.wrongMessages,
  ...wanted,
  { group, sent: unknownActivity, codes: ['000002'] },
  ...(['refreshLicense', 'releaseLicense'] as const).map((activity) => ({
    group: activity,
    sent: ofNothing[activity],
    codes: ['000003'],
  })),
]

/** Wrong messages of an activity show nothing if right ones are not carried out either. */
const requireGroup: RequireGroup = async (look, name) => {
  const activity = licenseV1Activities.find((one) => one === name)
  if (activity !== undefined) requireDone(await look(plainRequests[activity]))
}

const spareAfter = defineStep('the spare license after all wrong messages', async (bench) =>
  showLicense(bench, await bench.look(spareLicense), 'of a license that only got wrong messages'),
)

const noEffect: Check = {
  id: `${prefix}.refusal.no-effect`,
  title: 'A refused request has no effect',
  level: 'must',
  group: 'Refusals',
  source: 'license §2.4',
  fix: 'Check the whole message before you do anything: after a refusal, the caller sends the request again, or a different one.',
  judge: async (look) => {
    const wrong = await lookAtWrong(look, [...members.wrongMessages, ...wanted], requireGroup)
    if (wrong.some((one) => one.group !== 'getLicense' && isDone(one.exchange)))
      throw new CannotJudge('Not all wrong messages about the license were refused.')
    return isShown(await look(spareAfter))
  },
}

/** Skips checks of an activity that this server does not offer. */
const limit = (checks: readonly Check[]): readonly Check[] =>
  checks.flatMap((check) => {
    const activity = licenseV1Activities.find((one) => one === check.group)
    return activity === undefined || activity === 'getLicense'
      ? [check]
      : limitChecks((look) => requireOffered(look, activity), [check])
  })

/** Whether a message that does not follow its table is refused and not carried out, and whether the code fits. */
export const refusalChecks: readonly Check[] = [
  ...limit([
    ...licenseV1Activities.flatMap((activity) => members.checksOf(activity)),
    ...wanted.map(createRefusalCheck),
  ]),
  unknownCheck,
  createMeaningCheck(
    { id: `${prefix}.refusal.meaning`, group: 'Refusals', source: 'license §2.4' },
    all,
    requireGroup,
  ),
  noEffect,
]
