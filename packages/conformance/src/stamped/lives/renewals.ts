import type { JsonObject } from '@loggia/protocol/wire'
import type { Bench } from '../../engine/bench.ts'
import type { Step } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { formatInMonths } from '../../purchases/times.ts'
import { createAsking, defineRepetition, retry } from './messages.ts'
import type { LifeRules, Plain } from './messages.ts'

/** The steps of renewals that other steps need. */
export type Renewals = { readonly renewal: Step<Exchange>; readonly plain: readonly Plain[] }

type Renewal = Omit<Plain, 'of' | 'sent'> & {
  readonly name: string
  readonly more: (bench: Bench) => JsonObject
}

/** A renewal with a scene, to an end `months` from now. */
const renewWith = (activity: string, scene: string, says: string, months: number): Renewal => ({
  id: `refresh.scene.${scene.toLowerCase().replaceAll('_', '-')}`,
  title: `The scene ${scene} is carried out: ${says}`,
  fix: `Accept the scene ${scene} and set the expiry in it.`,
  name: `a ${activity} with the scene ${scene}`,
  more: (bench) => ({ scene, expireTime: formatInMonths(bench, months) }),
})

/** Renewals, once and again. Each sets another end than the one before, so they are sent in sequence. */
export function createRenewals<Activity extends string>(rules: LifeRules<Activity>): Renewals {
  const { activities, scenes, subjects } = rules
  const activity = activities.refresh
  const ask = createAsking(rules)
  const about = subjects['to renew']
  const renewal = ask(`a ${activity}`, activity, { about })
  const again = defineRepetition(`a repeat of the same ${activity}`, renewal)
  const later: readonly Renewal[] = [
    ...scenes.map(({ scene, says }, at) => renewWith(activity, scene, says, at + 3)),
    {
      id: 'refresh.product',
      title: 'A productId, which is sent if the period changes, is accepted',
      fix: 'productId is optional: if it is present, use the new charging period.',
      name: `a ${activity} with a productId`,
      more: (bench) => ({ productId: 'OFFI461867333479178240', expireTime: formatInMonths(bench, 2) }),
    },
    {
      id: 'refresh.expire.seventeen',
      title: 'An expiry of 17 digits is accepted',
      level: 'should',
      fix: 'Some published examples have milliseconds: accept 14 and 17 digits.',
      name: `a ${activity} with an expiry of seventeen digits`,
      more: (bench) => ({ expireTime: `${formatInMonths(bench, 5)}000` }),
    },
    {
      id: 'refresh.more-members',
      title: 'An unknown field is ignored',
      level: 'should',
      fix: 'Read the fields that you know and ignore the rest: editions of the protocol have added fields.',
      name: `a ${activity} with an unknown field`,
      more: (bench) => ({ zone: 'cn-north-4', expireTime: formatInMonths(bench, 6) }),
    },
  ]
  let after: Step<Exchange> = again
  const chain = later.map(({ name, more, ...told }): Plain => {
    after = ask(name, activity, { about, more, after })
    return { ...told, of: 'refresh', sent: after }
  })
  return {
    renewal,
    plain: [
      {
        id: 'refresh.accepted',
        title: 'A renewal is carried out',
        of: 'refresh',
        fix: 'Set the new expiry and answer 000000; products that are bought for a period need this interface.',
        sent: renewal,
      },
      ...chain,
      {
        id: 'refresh.repeat',
        title: 'A repeat of a renewal succeeds',
        of: 'refresh',
        fix: retry,
        sent: again,
      },
    ],
  }
}
