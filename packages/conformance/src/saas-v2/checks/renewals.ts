import type { JsonObject } from '@loggia/protocol/wire'
import type { Bench } from '../../engine/bench.ts'
import { defineStep } from '../../engine/check.ts'
import type { Check, Judgement, Step } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { describeAnswer } from '../../engine/exchange.ts'
import { toFault } from '../../engine/judging.ts'
import { isDone } from '../../replies/verdicts.ts'
import { formatInMonths, createMessage, targetProduct } from '../messages.ts'
import {
  askAbout,
  changeChecked,
  mainInstance,
  renewalStep,
  sendMessage,
  toRenew,
  toUpgrade,
  upgradeStep,
} from '../steps.ts'
import { refreshedFrozen } from './endings.ts'
import {
  defineRepetition,
  createChecks,
  isStillThere,
  requireDone,
  retry,
  defineStillThere,
} from './following.ts'
import type { Plain } from './following.ts'

const upgradedAgain = defineRepetition('a repeat of the same upgradeInstance', upgradeStep)
const afterUpgrade = defineStillThere('a queryInstance after the upgrade', upgradedAgain, toUpgrade)
const afterRenewal = defineStillThere('a queryInstance after the renewal', renewalStep, toRenew)

const renewedAgain = defineRepetition('a repeat of the same refreshInstance', renewalStep)

type Renewal = Omit<Plain, 'of' | 'sent'> & {
  readonly name: string
  readonly more: (bench: Bench) => JsonObject
}

/** A renewal with a scene, to an end `months` from now. */
const scene = (name: string, { says, months }: { says: string; months: number }): Renewal => ({
  id: `v2.refresh.scene.${name.toLowerCase().replaceAll('_', '-')}`,
  title: `The scene ${name} is carried out: ${says}`,
  fix: `Accept the scene ${name} and set the expiry in it.`,
  name: `a refreshInstance with the scene ${name}`,
  more: (bench) => ({ scene: name, expireTime: formatInMonths(bench, months) }),
})

/** In sequence, because each sets another end than the one before. */
function chain(renewals: readonly Renewal[]): readonly Plain[] {
  let after: Step<unknown> = renewedAgain
  return renewals.map(({ name, more, ...told }) => {
    const sent = askAbout(name, 'refreshInstance', { about: toRenew, more, after })
    after = sent
    return { ...told, of: 'refreshInstance', sent }
  })
}

const laterRenewals = chain([
  scene('TRIAL_TO_FORMAL', { says: 'a trial becomes paid', months: 2 }),
  scene('RENEWAL_CHANGE', { says: 'a renewal changes the service', months: 3 }),
  {
    id: 'v2.refresh.product',
    title: 'A productId, which is sent if the period changes, is accepted',
    fix: 'productId is optional: if it is present, use the new charging period.',
    name: 'a refreshInstance with a productId',
    more: (bench) => ({ productId: targetProduct.productId, expireTime: formatInMonths(bench, 4) }),
  },
  scene('UNSUBSCRIBE_RENEWAL_PERIOD', { says: 'a renewal is cancelled', months: 3 }),
  {
    id: 'v2.refresh.expire.fourteen',
    title: 'An expiry of 14 digits is accepted',
    fix: 'The table has 14 digits and the examples have 17: accept both.',
    name: 'a refreshInstance with an expiry of fourteen digits',
    more: (bench) => ({ expireTime: formatInMonths(bench, 5).slice(0, 14) }),
  },
])

const optional =
  'An optional interface, called only if the product offers upgrades. If it does, answer 000000 to a change that you support.'

const plain: readonly Plain[] = [
  {
    id: 'v2.refresh.accepted',
    title: 'A renewal is carried out',
    of: 'refreshInstance',
    fix: 'Set the new expiry and answer 000000; subscription and pay-per-use products need this interface.',
    sent: renewalStep,
  },
  ...laterRenewals,
  {
    id: 'v2.refresh.repeat',
    title: 'A repeat of a renewal succeeds',
    of: 'refreshInstance',
    fix: retry,
    sent: renewedAgain,
  },
  {
    id: 'v2.refresh.frozen',
    title: 'A frozen instance can be renewed',
    of: 'refreshInstance',
    fix: 'A frozen instance cannot be used, but can be renewed: accept refreshInstance in every state except released.',
    sent: refreshedFrozen,
  },
  {
    id: 'v2.upgrade.accepted',
    title: 'An upgrade is carried out',
    level: 'should',
    of: 'upgradeInstance',
    fix: optional,
    sent: upgradeStep,
  },
  {
    id: 'v2.upgrade.repeat',
    title: 'A repeat of an upgrade succeeds',
    of: 'upgradeInstance',
    fix: `Remember the orders that upgraded an instance. ${retry}`,
    sent: upgradedAgain,
  },
  {
    id: 'v2.change.accepted',
    title: 'A change that is checked is allowed',
    level: 'should',
    of: 'changeInstanceCheck',
    fix: `${optional} Any other code tells the buyer that this change is not possible.`,
    sent: changeChecked,
  },
]

const product = (name: string, productInfo: unknown): Step<Exchange> =>
  defineStep(name, async (bench: Bench) => {
    requireDone(await bench.look(changeChecked))
    const { instanceId } = await bench.look(mainInstance)
    return sendMessage(bench, name, {
      ...createMessage(bench, 'changeInstanceCheck', instanceId),
      productInfo,
    })
  })
const { linearValue: _, ...withoutQuantity } = targetProduct
const changeWithoutQuantity = product('a changeInstanceCheck without a quantity', withoutQuantity)
const changeAsText = product(
  'a changeInstanceCheck whose productInfo is a JSON string',
  JSON.stringify(targetProduct),
)

/** The plain question was answered that the change is possible, so this one must be too. */
const isTaken = (exchange: Exchange): Judgement =>
  isDone(exchange)
    ? undefined
    : toFault(exchange, `was answered ${describeAnswer(exchange)}; the same change was allowed before`)

const more: readonly Check[] = [
  {
    id: 'v2.refresh.still-there',
    title: 'A renewal does not change the instance',
    level: 'must',
    group: 'refreshInstance',
    source: 'saas-v2 §3.4',
    fix: 'A renewal changes only the expiry: the instanceId stays.',
    judge: async (look) => isStillThere(await look(afterRenewal)),
  },
  {
    id: 'v2.upgrade.still-there',
    title: 'An upgrade does not change the instance ID',
    level: 'must',
    group: 'upgradeInstance',
    source: 'saas-v2 §3.7',
    fix: 'An upgrade changes the configuration of an instance, not its instanceId.',
    judge: async (look) => isStillThere(await look(afterUpgrade)),
  },
  {
    id: 'v2.change.no-quantity',
    title: 'A target without a quantity is accepted',
    level: 'must',
    group: 'changeInstanceCheck',
    source: 'saas-v2 §3.8',
    fix: 'linearValue is optional: it is omitted for products without a quantity.',
    judge: async (look) => isTaken(await look(changeWithoutQuantity)),
  },
  {
    id: 'v2.change.text',
    title: 'A target that is sent as a JSON string is accepted',
    level: 'should',
    group: 'changeInstanceCheck',
    source: 'saas-v2 §3.8',
    fix: 'Some senders put productInfo into the body as a string of JSON: if it is a string, parse it.',
    judge: async (look) => isTaken(await look(changeAsText)),
  },
]

/** Whether renewals and changes are carried out, once and again. */
export const renewalChecks: readonly Check[] = [...createChecks(plain), ...more]
