import { omitUndefined } from '@loggia/kernel'
import type { Bench } from '../../engine/bench.ts'
import { defineStep } from '../../engine/check.ts'
import type { Check, Level, Step } from '../../engine/check.ts'
import { judgeAccepted } from '../../engine/judging.ts'
import { dropRepeated, followEach, followUpCheck } from '../../purchases/follow-up.ts'
import type { Followed, Following, Purchase } from '../../purchases/follow-up.ts'
import { createBusinessId, createOrder } from '../../purchases/ids.ts'
import { createLeastPurchase, createMessage, product } from '../messages.ts'
import type { SaasV1Activity } from '../messages.ts'
import type { Parameters } from '../../tokened/send.ts'
import {
  findId,
  mainInstance,
  openingStep,
  readParameters,
  requireId,
  sendMessage,
  repeatUntilOpened,
} from '../steps.ts'
import { atOnce, otherOrder, payPerUse } from './new-instance.ts'
import { isTold } from './query-instance.ts'
import { limitToActivity } from './of-activity.ts'

const group = 'newInstance: what is accepted'
const source = 'saas-v1 §6'

/** A form of purchase that the marketplace makes. */
type Form = {
  readonly id: string
  readonly title: string
  readonly level?: Level
  readonly source?: string
  readonly name: string
  readonly fix: string
  readonly message: (bench: Bench) => Parameters
}

const usual = (bench: Bench): Parameters => createMessage(bench, 'newInstance', '')
const flags =
  'The flags are optional: absent, 0 and 1 must all pass. Declare them as strings that may be missing, not as required booleans.'
const optional = 'Every optional parameter of the protocol may be present or missing.'
const limits = 'Use the lengths of the protocol for your columns and checks.'

const long = (most: number, start = ''): string => start + 'x'.repeat(most - start.length)
const encodeMembers = (members: readonly { name: string; value: string }[]): string =>
  Buffer.from(JSON.stringify(members)).toString('base64')

const forms: readonly Form[] = [
  {
    id: 'v1.new.least',
    title: 'A purchase with only the required parameters is accepted',
    level: 'should',
    name: 'a newInstance with only the required parameters',
    fix: optional,
    message: createLeastPurchase,
  },
  {
    id: 'v1.new.all',
    title: 'A purchase with every parameter of the table is accepted',
    level: 'should',
    name: 'a newInstance with every parameter',
    fix: optional,
    message: (bench) => ({
      ...usual(bench),
      userId: 'u-0002',
      userName: '张三',
      testFlag: '0',
      trialFlag: '0',
      amount: '30',
      diskSize: '100',
      bandWidth: '5',
      saasExtendParams: encodeMembers([{ name: 'emailDomainName', value: 'test.example.com' }]),
    }),
  },
  {
    id: 'v1.new.captured',
    title: 'A purchase without skuCode, as the debugging console sends it, is accepted',
    level: 'should',
    source: 'saas-v1 §10',
    name: 'a newInstance without skuCode and chargingMode',
    fix: 'Do not require skuCode and chargingMode: real debugging calls omit them.',
    message: (bench) => {
      const { skuCode: _sku, chargingMode: _mode, ...rest } = usual(bench)
      return { ...rest, testFlag: '1', userId: 'u-0002', userName: 'demo' }
    },
  },
  {
    id: 'v1.new.no-customer-name',
    title: 'A purchase without customerName is accepted',
    level: 'should',
    source: 'saas-v1 §13',
    name: 'a newInstance without customerName',
    fix: 'Do not require customerName: it is optional in the international guide.',
    message: (bench) => {
      const { customerName: _name, ...rest } = usual(bench)
      return rest
    },
  },
  ...(['0', '1'] as const).flatMap((value): Form[] => [
    {
      id: `v1.new.test-flag.${value}`,
      title: `A purchase with testFlag ${value} is accepted`,
      name: `a newInstance with testFlag ${value}`,
      fix: flags,
      message: (bench) => ({ ...usual(bench), testFlag: value }),
    },
    {
      id: `v1.new.trial-flag.${value}`,
      title: `A purchase with trialFlag ${value} is accepted`,
      name: `a newInstance with trialFlag ${value}`,
      fix: flags,
      message: (bench) => ({ ...usual(bench), trialFlag: value }),
    },
  ]),
  {
    id: 'v1.new.charging-mode.once',
    title: 'A purchase with chargingMode 3, without an expiry, is accepted',
    level: 'should',
    name: 'a newInstance with chargingMode 3',
    fix: 'If the product is a one-time purchase, accept chargingMode 3 without expireTime, periodType and periodNumber.',
    message: (bench) => ({ ...createLeastPurchase(bench), chargingMode: '3', orderAmount: '99.000' }),
  },
  ...(['month', 'day'] as const).map((periodType): Form => ({
    id: `v1.new.period-type.${periodType}`,
    title: `A purchase with periodType ${periodType} is accepted`,
    level: 'should',
    name: `a newInstance with periodType ${periodType}`,
    fix: 'periodType is year, month or day, regardless of the usual terms of the product: trials are counted in days.',
    message: (bench) => ({ ...usual(bench), periodType, periodNumber: '12' }),
  })),
  {
    id: 'v1.new.order-amount.zero',
    title: 'A free purchase is accepted',
    name: 'a newInstance with orderAmount 0',
    fix: 'orderAmount can be 0, for a trial or with a coupon.',
    message: (bench) => ({ ...usual(bench), orderAmount: '0' }),
  },
  {
    id: 'v1.new.apostrophe',
    title: 'A purchase of a customer with an apostrophe in the name is accepted',
    name: 'a newInstance with an apostrophe in customerName',
    fix: 'Pass values to the database as parameters, never as parts of the statement, to prevent SQL injection.',
    message: (bench) => ({ ...usual(bench), customerName: "O'Brien" }),
  },
  {
    id: 'v1.new.extend-params.chinese',
    title: 'A purchase with Chinese in saasExtendParams is accepted',
    source: 'saas-v1 §6.1',
    name: 'a newInstance with Chinese in saasExtendParams',
    fix: 'Decode saasExtendParams from Base64 as UTF-8, then read it as a JSON array of name and value.',
    message: (bench) => ({
      ...usual(bench),
      saasExtendParams: encodeMembers([
        { name: 'idNum', value: '11001' },
        { name: 'userName', value: '测试张三' },
      ]),
    }),
  },
  {
    id: 'v1.new.extend-params.longest',
    title: 'saasExtendParams of 2048 characters is accepted',
    level: 'should',
    source: 'saas-v1 §6',
    name: 'a newInstance with saasExtendParams of 2048 characters',
    fix: limits,
    message: (bench) => ({
      ...usual(bench),
      // Four characters of Base64 are three bytes; the frame around the value takes 28 of the 1536.
      saasExtendParams: encodeMembers([{ name: 'note', value: long(1536 - 28) }]),
    }),
  },
  {
    id: 'v1.new.longest',
    title: 'IDs and names of the maximum length are accepted',
    level: 'should',
    name: 'a newInstance with IDs and names of the maximum length',
    fix: limits,
    message: (bench) => ({
      ...usual(bench),
      customerId: long(100),
      customerName: '名'.repeat(64),
      businessId: long(64, createBusinessId(bench)),
      orderId: long(64, createOrder(bench).orderId),
      skuCode: long(64, product.skuCode),
      productId: long(64, product.productId),
    }),
  },
]

const bought = forms.map((one) => ({
  ...one,
  bought: defineStep(one.name, async (bench) => {
    requireId(await bench.look(openingStep))
    return repeatUntilOpened(
      bench,
      await sendMessage(bench, one.name, one.message(bench), { meant: 'either' }),
    )
  }),
}))

/** All purchases of these checks and of the checks for repeats, in each form. */
const everything = defineStep('all purchases', async (bench): Promise<readonly Purchase[]> => {
  const [four, other, perUse, ...rest] = await Promise.all([
    bench.look(atOnce),
    bench.look(otherOrder),
    bench.look(payPerUse),
    ...bought.map((one) => bench.look(one.bought)),
  ])
  const openings = [...rest, other, ...four, perUse.first, perUse.second]
  const purchases = openings.flatMap((opening): Purchase[] => {
    const instanceId = findId(opening)
    return instanceId === undefined ? [] : [{ opening, instanceId }]
  })
  return dropRepeated(purchases, [(await bench.look(mainInstance)).instanceId])
})

/** Only a purchase with an end can be renewed. */
const hasEnd = ({ opening }: Purchase): boolean => readParameters(opening)['chargingMode'] === '1'

/** Sends the same request about each accepted purchase; a test purchase is followed by test requests. */
const followWith = (
  activity: SaasV1Activity,
  rest: Pick<Following, 'isFor' | 'after'> = {},
): Step<readonly Followed[]> =>
  followEach(activity, {
    ...rest,
    purchases: everything,
    send: (bench, name, { opening, instanceId }) => {
      const { testFlag } = readParameters(opening)
      const message = createMessage(bench, activity, instanceId)
      return sendMessage(bench, name, { ...message, ...omitUndefined({ testFlag }) })
    },
  })

const renewed = followWith('refreshInstance', { isFor: hasEnd })
const queried = followWith('queryInstance')
const released = followWith('releaseInstance', { after: [renewed, queried] })

const keep =
  'Answer 000000 to a purchase only when it is stored, whatever its kind and content; if it fails, answer 000005, and it is sent again.'

/** Every kind of purchase that the marketplace may make. */
export const purchaseChecks: readonly Check[] = [
  ...bought.map(({ id, title, level = 'must', fix, bought: sent, ...one }): Check => ({
    id,
    title,
    level,
    group,
    source: one.source ?? source,
    fix,
    judge: async (look) => judgeAccepted(await look(sent), '000000'),
  })),
  ...limitToActivity('refreshInstance', [
    followUpCheck(renewed, {
      id: 'v1.new.kept.refresh',
      title: 'Each purchased period can be renewed',
      source: 'saas-v1 §7.1',
      fix: keep,
    }),
  ]),
  ...limitToActivity('queryInstance', [
    followUpCheck(
      queried,
      {
        id: 'v1.new.kept.query',
        title: 'A query returns each purchased instance',
        source: 'saas-v1 §7.6',
        fix: keep,
      },
      ({ exchange, instanceId }) => isTold(exchange, instanceId),
    ),
  ]),
  followUpCheck(released, {
    id: 'v1.new.kept.release',
    title: 'Each purchased instance can be released',
    source: 'saas-v1 §7.3',
    fix: keep,
  }),
]
