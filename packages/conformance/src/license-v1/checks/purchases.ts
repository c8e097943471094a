import { omitUndefined } from '@loggia/kernel'
import type { Bench } from '../../engine/bench.ts'
import { defineStep } from '../../engine/check.ts'
import type { Check, Level, Step } from '../../engine/check.ts'
import { dropRepeated, followEach, followUpCheck } from '../../purchases/follow-up.ts'
import type { Followed, Following, Purchase } from '../../purchases/follow-up.ts'
import { createOrder } from '../../purchases/ids.ts'
import { limitChecks } from '../../replies/offered.ts'
import { findId, readParameters, repeatUntilOpened, sendMessage } from '../../tokened/instances.ts'
import type { Parameters } from '../../tokened/send.ts'
import { createLeastPurchase, createMessage, encodeExtendParams, encodeMachine } from '../messages.ts'
import { judgeLicense, mainLicense, openingStep, requireLicense, requireOffered } from '../steps.ts'
import { atOnce, otherOrder } from './get-license.ts'

const group = 'getLicense: what is accepted'

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

const usual = (bench: Bench): Parameters =>
  createMessage(bench, 'getLicense', { instanceId: '', orderId: '' })
const flags =
  'The flag is optional: absent, 0 and 1 must all pass. Declare it as a string that may be missing, not as a required boolean.'
const optional = 'Every optional parameter of the protocol may be present or missing.'
const limits = 'Use the lengths of the protocol for your columns and checks.'
const machines =
  'Decode saasExtendParams from Base64 as UTF-8, read it as a JSON array of name and value, and take the identificationCode as it is.'

const long = (most: number, start = ''): string => start + 'x'.repeat(most - start.length)

const forms: readonly Form[] = [
  {
    id: 'least',
    title: 'A purchase with only the required parameters is accepted',
    level: 'should',
    name: 'a getLicense with only the required parameters',
    fix: optional,
    message: createLeastPurchase,
  },
  {
    id: 'all',
    title: 'A purchase with every parameter of the table is accepted',
    level: 'should',
    name: 'a getLicense with every parameter',
    fix: optional,
    message: (bench) => ({
      ...usual(bench),
      userId: 'u-0002',
      userName: '张三',
      testFlag: '0',
      amount: '30',
    }),
  },
  {
    id: 'captured',
    title: 'A purchase without skuCode, as it was captured, is accepted',
    level: 'should',
    name: 'a getLicense without skuCode',
    fix: 'Do not require skuCode: real calls omit it.',
    message: (bench) => {
      const { skuCode: _sku, ...rest } = usual(bench)
      return { ...rest, testFlag: '1', userId: 'u-0002', userName: 'demo' }
    },
  },
  {
    id: 'no-customer-name',
    title: 'A purchase without customerName is accepted',
    level: 'should',
    name: 'a getLicense without customerName',
    fix: 'Do not require customerName: it is optional.',
    message: (bench) => {
      const { customerName: _name, ...rest } = usual(bench)
      return rest
    },
  },
  ...(['0', '1'] as const).map((testFlag): Form => ({
    id: `test-flag.${testFlag}`,
    title: `A purchase with testFlag ${testFlag} is accepted`,
    name: `a getLicense with testFlag ${testFlag}`,
    fix: flags,
    message: (bench) => ({ ...usual(bench), testFlag }),
  })),
  {
    id: 'charging-mode.once',
    title: 'A purchase with chargingMode 3, without an expiry, is accepted',
    level: 'should',
    name: 'a getLicense with chargingMode 3',
    fix: 'If the product is a one-time purchase, accept chargingMode 3 without expireTime, periodType and periodNumber.',
    message: (bench) => ({ ...createLeastPurchase(bench), chargingMode: '3' }),
  },
  {
    id: 'period-type.month',
    title: 'A purchase with periodType month is accepted',
    level: 'should',
    name: 'a getLicense with periodType month',
    fix: 'periodType is year or month, regardless of the usual terms of the product.',
    message: (bench) => ({ ...usual(bench), periodType: 'month', periodNumber: '12' }),
  },
  {
    id: 'apostrophe',
    title: 'A purchase of a customer with an apostrophe in the name is accepted',
    name: 'a getLicense of a customer with an apostrophe in the name',
    fix: 'Pass values to the database as parameters, never as parts of the statement, to prevent SQL injection.',
    message: (bench) => ({ ...usual(bench), customerName: "O'Brien's" }),
  },
  {
    id: 'machine.signs',
    title: 'An identification code with special characters is accepted',
    source: 'license §1.1, §5',
    name: 'a getLicense for a machine whose code has special characters',
    fix: machines,
    message: (bench) => ({
      ...usual(bench),
      saasExtendParams: encodeMachine(`a b*c~d+e!f'g(h)i ${bench.hex(6)}`),
    }),
  },
  {
    id: 'machine.chinese',
    title: 'An identification code with Chinese text is accepted',
    name: 'a getLicense for a machine whose code has Chinese text',
    fix: machines,
    message: (bench) => ({ ...usual(bench), saasExtendParams: encodeMachine(`硬盘序列号-${bench.hex(6)}`) }),
  },
  {
    id: 'machine.among-others',
    title: 'An identification code among other purchase parameters is found',
    name: 'a getLicense with another purchase parameter before the identification code',
    fix: 'Find the identificationCode by its name, not by its position: a product may have more purchase parameters.',
    message: (bench) => ({
      ...usual(bench),
      saasExtendParams: encodeExtendParams([
        { name: 'idNum', value: '11001' },
        { name: 'identificationCode', value: `HW-${bench.hex(12)}` },
      ]),
    }),
  },
  {
    id: 'longest',
    title: 'IDs and names of the maximum length are accepted',
    level: 'should',
    name: 'a getLicense with IDs and names of the maximum length',
    fix: limits,
    message: (bench) => ({
      ...usual(bench),
      customerId: long(100),
      customerName: long(64),
      orderId: long(64, createOrder(bench).orderId),
      productId: long(64),
      skuCode: long(64),
    }),
  },
]

const bought = forms.map((form) => ({
  ...form,
  bought: defineStep(form.name, async (bench) => {
    requireLicense(await bench.look(openingStep))
    const first = await sendMessage(bench, form.name, form.message(bench), { meant: 'either' })
    return repeatUntilOpened(bench, first)
  }),
}))

/** Everything that was bought, each license once. */
const everything = defineStep('all purchases', async (bench): Promise<readonly Purchase[]> => {
  const several = [...(await bench.look(atOnce)), await bench.look(otherOrder)]
  const openings = [...(await Promise.all(bought.map((one) => bench.look(one.bought)))), ...several]
  const purchases = openings.flatMap((opening): Purchase[] => {
    const instanceId = findId(opening)
    return instanceId === undefined ? [] : [{ opening, instanceId }]
  })
  return dropRepeated(purchases, [(await bench.look(mainLicense)).instanceId])
})

/** Only a purchase with an end can be renewed. */
const hasEnd = ({ opening }: Purchase): boolean => readParameters(opening)['chargingMode'] === '1'

/** Sends the same request about each accepted purchase; a test purchase is followed by test requests. */
const followWith = (
  activity: 'refreshLicense' | 'releaseLicense',
  rest: Pick<Following, 'isFor' | 'after'>,
): Step<readonly Followed[]> =>
  followEach(activity, {
    ...rest,
    purchases: everything,
    send: (bench, name, { opening, instanceId }) => {
      const { testFlag, orderId = '' } = readParameters(opening)
      const message = createMessage(bench, activity, { instanceId, orderId })
      return sendMessage(bench, name, { ...message, ...omitUndefined({ testFlag }) })
    },
  })

const renewed = followWith('refreshLicense', { isFor: hasEnd })
const released = followWith('releaseLicense', { after: [renewed] })

const kept = {
  group: 'getLicense: what follows',
  source: 'license §1.2',
  fix: 'Answer 000000 to a purchase only when it is stored, whatever its kind and content; if it fails, answer 000005, and it is sent again.',
}

/** Every kind of purchase that the marketplace may make. */
export const purchaseChecks: readonly Check[] = [
  ...bought.map(({ id, title, level = 'must', fix, bought: sent, source = 'license §1.1' }): Check => ({
    id: `license-v1.get.${id}`,
    title,
    level,
    group,
    source,
    fix,
    judge: async (look) => judgeLicense(await look(sent)),
  })),
  ...limitChecks(
    (look) => requireOffered(look, 'refreshLicense'),
    [
      followUpCheck(renewed, {
        ...kept,
        id: 'license-v1.get.kept.refresh',
        title: 'Each license that was bought for a period can be renewed',
      }),
    ],
  ),
  ...limitChecks(
    (look) => requireOffered(look, 'releaseLicense'),
    [
      followUpCheck(released, {
        ...kept,
        id: 'license-v1.get.kept.release',
        title: 'Each license that was bought can be released',
      }),
    ],
  ),
]
