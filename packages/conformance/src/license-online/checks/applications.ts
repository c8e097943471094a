import type { JsonObject } from '@loggia/protocol/wire'
import type { Bench } from '../../engine/bench.ts'
import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check, Judgement, Level, Step } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { findFirstFault, judgeAccepted, toFault } from '../../engine/judging.ts'
import { createUnknownId } from '../../purchases/ids.ts'
import { formatInDays } from '../../purchases/times.ts'
import { defineRefusals } from '../../replies/refusals.ts'
import type { Refusal } from '../../replies/refusals.ts'
import { isDone, judgeRefusedAnyhow, requireReply } from '../../replies/verdicts.ts'
import { sendMessage } from '../../stamped/instances.ts'
import { readMessage } from '../../stamped/send.ts'
import { createEventId, createFingerprint, createMessage } from '../messages.ts'
import { application, ask, defineInstance, defineIdOf, ordersFault } from '../steps.ts'
import { requirePeriods, rules, renewals } from '../lives.ts'

const group = 'getLicenseAsync'
const source = 'license §3.4'
const opens = ['000000', '000004'] as const

const toApply = defineIdOf(defineInstance('to apply for licenses'))

/** An application that must be accepted. */
type Plain = {
  readonly id: string
  readonly title: string
  readonly level?: Level
  readonly name: string
  readonly fix: string
  readonly more: (bench: Bench) => JsonObject
}

const asText = 'Store the fingerprint as a text of any characters, and compare it as a whole.'
const plain: readonly Plain[] = [
  {
    id: 'fingerprint.chinese',
    title: 'A fingerprint with Chinese text is accepted',
    name: 'a getLicenseAsync whose fingerprint has Chinese text',
    fix: asText,
    more: ({ hex }) => ({ deviceFingerprint: `00-16-3E-00-00-01|硬盘序列号${hex(8)}|主板` }),
  },
  {
    id: 'fingerprint.longest',
    title: 'A fingerprint of 1024 characters is accepted',
    level: 'should',
    name: 'a getLicenseAsync with a fingerprint of 1024 characters',
    fix: 'Make the column for fingerprints long enough: the table allows 1024 characters, and the client software makes up to 5 KB.',
    more: ({ hex }) => ({ deviceFingerprint: `${hex(24)}|`.padEnd(1024, 'A,') }),
  },
  {
    id: 'effective-time.spelled',
    title: 'A start in the form of the published example is accepted',
    level: 'should',
    name: 'a getLicenseAsync whose effectiveTime is spelled like the example',
    fix: 'Accept digits, yyyyMMddHHmmss, and the form of the example, 2023-10-27 10:30:15 z.',
    more: (bench) => ({
      effectiveTime: formatInDays(bench, 0).replace(/^(....)(..)(..)(..)(..)(..)$/, '$1-$2-$3 $4:$5:$6 z'),
    }),
  },
  {
    id: 'event.longest',
    title: 'An eventId of 64 characters is accepted',
    level: 'should',
    name: 'a getLicenseAsync with an eventId of 64 characters',
    fix: 'Use the lengths of the protocol for your columns and checks.',
    more: (bench) => ({ eventId: createEventId(bench).padEnd(64, '0') }),
  },
  {
    id: 'more-members',
    title: 'An unknown field of an application is ignored',
    level: 'should',
    name: 'a getLicenseAsync with an unknown field',
    fix: 'Read the fields that you know and ignore the rest: editions of the protocol have added fields.',
    more: () => ({ zone: 'cn-north-4' }),
  },
]

const plainCheck = ({ id, title, level = 'must', name, fix, more }: Plain): Check => {
  const sent = ask(name, 'getLicenseAsync', { about: toApply, more })
  return {
    id: `license-online.apply.${id}`,
    title,
    level,
    group,
    source,
    fix,
    judge: async (look) => {
      if (!isDone(await look(application))) throw new CannotJudge('A plain getLicenseAsync is not accepted.')
      return judgeAccepted(await look(sent), ...opens, ...ordersFault)
    },
  }
}

/** Sends the first application again, with changes. */
const again = (name: string, more: (bench: Bench) => JsonObject = () => ({})): Step<Exchange> =>
  defineStep(name, async (bench) => {
    const first = await bench.look(application)
    if (!isDone(first)) throw new CannotJudge('The first getLicenseAsync was not accepted.')
    return sendMessage(bench, name, { ...readMessage(first), ...more(bench) })
  })

export const repeatedApplication = again('a repeat of the same getLicenseAsync')
export const otherDevice = again('a getLicenseAsync of another device', (bench) => ({
  eventId: createEventId(bench),
  deviceFingerprint: createFingerprint(bench.hex(8), '2'),
}))
/** Only these requests are about it, so that its order cannot run out of licenses. */
const toApplyAtOnce = defineIdOf(defineInstance('to apply for a license several times at the same moment'))
const atOnce = defineStep('applications at the same moment', async (bench) => {
  if (!isDone(await bench.look(application)))
    throw new CannotJudge('The first getLicenseAsync was not accepted.')
  const message = createMessage(bench, 'getLicenseAsync', await bench.look(toApplyAtOnce))
  return Promise.all(
    [1, 2, 3, 4].map((n) =>
      sendMessage(bench, `repeat ${n} of 4 simultaneous getLicenseAsync requests`, message),
    ),
  )
})

const once =
  'The same application is sent again if a response was lost: eventId and deviceFingerprint together identify it. Answer 000000 or 000004, make no second license, and upload the same one.'

/** The members of a reply that may contain a license. The protocol has none, but some servers send it at once. */
const licensesIn = ({ json = {} }: Exchange): JsonObject =>
  Object.fromEntries(Object.entries(json).filter(([name]) => /licen[cs]e/i.test(name)))

/** Requires that a repeat has no other license in its reply than the first application. */
function isSameLicense(first: Exchange, again: Exchange): Judgement {
  const [before, now] = [licensesIn(first), licensesIn(again)]
  const other = Object.keys(now).find(
    (name) => before[name] !== undefined && JSON.stringify(before[name]) !== JSON.stringify(now[name]),
  )
  return other === undefined
    ? undefined
    : toFault(again, `was answered with another ${other} than the first application`)
}

const judgesAccepted =
  (sent: Step<Exchange>, ...codes: readonly string[]): Check['judge'] =>
  async (look) =>
    judgeAccepted(await look(sent), ...opens, ...codes)

const accepted: readonly Check[] = [
  {
    id: 'license-online.apply.accepted',
    title: 'An application for a license is accepted, at once or asynchronously',
    level: 'must',
    group,
    source,
    fix: 'Answer 000000 or 000004 at once, make the license in the background, and upload it under the eventId.',
    judge: judgesAccepted(application),
  },
  {
    id: 'license-online.apply.repeat',
    title: 'A repeat of an application succeeds',
    level: 'must',
    group,
    source,
    fix: once,
    judge: judgesAccepted(repeatedApplication),
  },
  {
    id: 'license-online.apply.repeat.same',
    title: 'A repeat of an application is not answered with another license',
    level: 'must',
    group,
    source,
    fix: once,
    judge: async (look) => {
      const [first, again] = [await look(application), await look(repeatedApplication)]
      requireReply(again)
      return isSameLicense(first, again)
    },
  },
  {
    id: 'license-online.apply.repeat.concurrent',
    title: 'Simultaneous repeats of an application succeed',
    level: 'must',
    group,
    source,
    fix: `Let a unique index on eventId decide which was first. ${once}`,
    judge: async (look) => findFirstFault(await look(atOnce), (one) => judgeAccepted(one, ...opens)),
  },
  {
    id: 'license-online.apply.other-device',
    title: 'An application of another device is accepted, or refused because the order has no licenses left',
    level: 'must',
    group,
    source: 'license §3.4, §3.5',
    fix: 'An order of several licenses is for several devices. Answer 000000 or 000004, or 000900 if the order has no licenses left.',
    judge: judgesAccepted(otherDevice, '000900'),
  },
  ...plain.map(plainCheck),
]

const spare = rules.subjects['for requests that must be refused']

/** A message about the spare instance. */
const odd =
  (change: (message: JsonObject, bench: Bench) => JsonObject): Refusal['make'] =>
  async (bench, name) => {
    const message = createMessage(bench, 'getLicenseAsync', await bench.look(spare))
    return sendMessage(bench, name, change(message, bench), { meant: 'refuse' })
  }
const without =
  (left: string) =>
  ({ [left]: _left, ...message }: JsonObject): JsonObject =>
    message

const refusals: readonly Refusal[] = [
  {
    id: 'license-online.apply.unknown-instance',
    title: 'An application for an instance that does not exist is refused',
    group,
    source: 'license §2.4',
    fix: 'Look up the instance first, and answer 000003 if it does not exist; otherwise somebody gets a license that nobody has bought.',
    name: 'a getLicenseAsync of an instance that does not exist',
    codes: ['000003'],
    make: (bench, name) =>
      sendMessage(bench, name, createMessage(bench, 'getLicenseAsync', createUnknownId(bench)), {
        meant: 'refuse',
      }),
  },
  {
    id: 'license-online.apply.no-fingerprint',
    title: 'An application without a fingerprint is refused with 000903 if the license is bound to a device',
    level: 'should',
    group,
    source: 'license §3.5',
    fix: 'If your licenses are bound to devices, answer 000903 if deviceFingerprint is missing or empty: a license for no device works on all of them, or on none.',
    name: 'a getLicenseAsync without deviceFingerprint',
    codes: ['000903', '000002'],
    make: odd(without('deviceFingerprint')),
  },
  {
    id: 'license-online.apply.effective-time.words',
    title: 'A start that is not a time is refused',
    level: 'should',
    group,
    source,
    fix: 'Accept digits, yyyyMMddHHmmss in UTC, and the form of the published example, and answer 000002 to anything else.',
    name: 'a getLicenseAsync with the effectiveTime today',
    make: odd((message) => ({ ...message, effectiveTime: 'today' })),
  },
  {
    id: 'license-online.apply.expire-time.words',
    title: 'An end that is not a time is refused',
    level: 'should',
    group,
    source,
    fix: 'Accept digits, yyyyMMddHHmmss in UTC, and the form of the published example, and answer 000002 to anything else.',
    name: 'a getLicenseAsync with the expireTime some-day',
    codes: ['000002', '000902'],
    make: odd((message) => ({ ...message, expireTime: 'some-day' })),
  },
  {
    id: 'license-online.apply.expire-time.before',
    title: 'An end before the start is refused',
    level: 'should',
    group,
    source,
    fix: 'Compare expireTime with effectiveTime, and answer 000002 or 000901 if it is not later.',
    name: 'a getLicenseAsync that ends before it starts',
    codes: ['000002', '000901'],
    make: odd((message, bench) => ({ ...message, expireTime: formatInDays(bench, -3) })),
  },
]

export const wantedOfApplications = defineRefusals(refusals)

/** An instance that was renewed was sold for a period, so its licenses end. */
const withoutEnd = defineStep(
  'a getLicenseAsync without expireTime of an instance that was renewed',
  async (bench) => {
    if (!isDone(await bench.look(renewals.renewal))) throw new CannotJudge('No instance was renewed.')
    const name = 'a getLicenseAsync without expireTime of an instance that was renewed'
    const message = createMessage(bench, 'getLicenseAsync', await bench.look(rules.subjects['to renew']))
    return sendMessage(bench, name, without('expireTime')(message), { meant: 'refuse' })
  },
)
export const noEnd = { group, sent: withoutEnd, codes: ['000902', '000002'] }

const noEndCheck: Check = {
  id: 'license-online.apply.no-expire-time',
  title: 'An application without an end is refused with 000902 if the product is sold for a period',
  level: 'should',
  group,
  source: 'license §3.5',
  fix: 'Answer 000902 if the product is sold for a period and expireTime is missing: a license without an end outlives what was paid for.',
  judge: async (look) => {
    await requirePeriods(look)
    return judgeRefusedAnyhow(await look(withoutEnd))
  },
}

/** Whether devices can apply for licenses of what was bought, once and again. */
export const applicationChecks: readonly Check[] = [...accepted, noEndCheck]
