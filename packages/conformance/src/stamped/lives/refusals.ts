import type { JsonObject } from '@loggia/protocol/wire'
import { defineStep } from '../../engine/check.ts'
import type { Check } from '../../engine/check.ts'
import { judgeRefused } from '../../engine/judging.ts'
import { createUnknownId } from '../../purchases/ids.ts'
import { withArticle } from '../../replies/refusals.ts'
import type { Refusal } from '../../replies/refusals.ts'
import { sendMessage } from '../instances.ts'
import type { Deed, LifeRules } from './messages.ts'

const enumeration =
  'Accept only the values of the protocol and answer 000002 to any other: guessing a value does something that nobody requested.'

type Odd = Pick<Refusal, 'title' | 'fix'> & {
  readonly id: string
  readonly of: Deed
  readonly what: string
  readonly more: JsonObject
}

const odds: readonly Odd[] = [
  {
    id: 'refresh.scene.unknown',
    title: 'An unknown scene is refused',
    of: 'refresh',
    fix: enumeration,
    what: 'with the scene REBATE',
    more: { scene: 'REBATE' },
  },
  {
    id: 'refresh.expire.words',
    title: 'An expiry that is not a time is refused',
    of: 'refresh',
    fix: 'Accept digits, yyyyMMddHHmmss in UTC, and answer 000002 to anything else.',
    what: 'with the expiry next-year',
    more: { expireTime: 'next-year' },
  },
  {
    id: 'refresh.expire.impossible',
    title: 'An expiry on a day that does not exist is refused',
    of: 'refresh',
    fix: 'Check that the date exists: many parsers turn 31 February into a day in March.',
    what: 'with an expiry on 31 February',
    more: { expireTime: '20270231000000' },
  },
  {
    id: 'status.unknown',
    title: 'An unknown status is refused',
    of: 'status',
    fix: `${enumeration} NORMAL belongs to older protocols; here it is UNFREEZE.`,
    what: 'to NORMAL',
    more: { status: 'NORMAL' },
  },
]

/** Messages about something that does not exist, and with values that no table has. */
export function listLifeRefusals<Activity extends string>(rules: LifeRules<Activity>): readonly Refusal[] {
  const { prefix, activities, sources, word, subjects, create } = rules
  return [
    ...odds.map(({ id, of, what, more, ...told }): Refusal => ({
      ...told,
      id: `${prefix}.${id}`,
      level: 'should',
      group: activities[of],
      source: sources[of],
      name: `${withArticle(activities[of])} ${what}`,
      make: async (bench, name) => {
        const id = await bench.look(subjects['for requests that must be refused'])
        return sendMessage(
          bench,
          name,
          { ...create(bench, activities[of], id), ...more },
          { meant: 'refuse' },
        )
      },
    })),
    ...(['refresh', 'status'] as const).map((deed): Refusal => ({
      id: `${prefix}.${deed}.unknown-${word}`,
      title: `A request for ${word === 'instance' ? 'an instance' : 'a license'} that does not exist is refused`,
      group: activities[deed],
      source: sources.codes,
      fix: `Look up the ${word} before you do anything, and answer 000003 if it does not exist. After a success, the marketplace would assume that it was done.`,
      name: `${withArticle(activities[deed])} of ${word === 'instance' ? 'an instance' : 'a license'} that does not exist`,
      codes: ['000003'],
      make: (bench, name) =>
        sendMessage(bench, name, create(bench, activities[deed], createUnknownId(bench, word)), {
          meant: 'refuse',
        }),
    })),
  ]
}

/** A server that deletes what it releases cannot tell a released subject from an unknown one. */
export function createUnknownReleaseCheck<Activity extends string>(rules: LifeRules<Activity>): Check {
  const { prefix, activities, sources, word, create } = rules
  const name = `a ${activities.release} of ${word === 'instance' ? 'an instance' : 'a license'} that does not exist`
  const sent = defineStep(name, (bench) =>
    sendMessage(bench, name, create(bench, activities.release, createUnknownId(bench, word)), {
      meant: 'either',
    }),
  )
  return {
    id: `${prefix}.release.unknown-${word}`,
    title: `The release of ${word === 'instance' ? 'an instance' : 'a license'} that does not exist is answered with 000003, or as successful`,
    level: 'should',
    group: activities.release,
    source: sources.codes,
    fix: 'Answer 000003, or 000000 if you cannot distinguish it from a released one; after any other code, the request is retried for hours.',
    judge: async (look) => judgeRefused(await look(sent), '000003', '000000'),
  }
}
