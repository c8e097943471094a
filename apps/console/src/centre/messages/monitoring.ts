import { linkOptions } from '@tanstack/react-router'
import type { ShownMessages } from '@loggia/protocol/console'
import type { monitoringMessages } from '@loggia/protocol/console/monitoring/messages'
import { defineTexts } from '@loggia/ui'
import { formatScene } from '../scenes/scene-names.ts'
import { sceneTexts } from '../scenes/texts.ts'
import { formatMinute, formatName, listDecisionTexts, listReasonTexts } from './reader.ts'
import type { MessageLink, MessageLinks, MessageReader, MessageWriters } from './reader.ts'
import { messageTexts } from './texts.ts'

const texts = defineTexts(
  {
    testFailed: {
      title: (name: string) => `${name}的拨测失败`,
      text: (at: string, failed: string, calls: number) =>
        `${at} 的拨测调用了 ${calls} 个场景，失败：${failed}。请查看原因并修复，修复后可立即检查。`,
      comma: '、',
    },
    failed: {
      days: (count: number) => `拨测已连续 ${count} 天失败。`,
      orders: (count: number) => `本月已有 ${count} 个订单因接口故障开通失败。`,
    },
    next: {
      warning: { days: '再次预警', orders: '再次预警' },
      freeze: { days: '冻结商品，停止交易', orders: '冻结商品，停止交易' },
      delisting: { days: '停售商品', orders: '停售商品' },
    },
    left: {
      days: (count: number, what: string, at?: string) =>
        at === undefined ? `再失败 ${count} 天将${what}。` : `再失败 ${count} 天，最早 ${at} ${what}。`,
      orders: (count: number, what: string) => `本月再有 ${count} 个订单失败将${what}。`,
    },
    warned: { title: (name: string) => `${name}的接口频繁失败` },
    frozen: {
      title: (name: string) => `${name}已冻结`,
      text: '商品已停止销售并隐藏，已开通的服务不受影响。修复后请检查修复，通过即恢复销售。',
    },
    unfrozen: {
      title: (name: string) => `${name}已解除冻结`,
      dial_test: '拨测通过，商品恢复销售。',
      repair: '修复检查通过，商品恢复销售。',
      operator: '运营人员已解除冻结，商品恢复销售。',
    },
    delisted: {
      title: (name: string) => `${name}因接口故障停售`,
      text: '已开通的服务继续运行，但不能续费。修复检查通过后，可以申请恢复销售。',
    },
    repaired: {
      title: (name: string) => `${name}的修复检查通过`,
      text: '现在可以申请恢复销售，由运营人员处理。',
    },
    relisting: {
      approved: (name: string) => `${name}已恢复销售`,
      rejected: (name: string) => `${name}的恢复销售申请被驳回`,
      next: '失败次数重新计算。',
    },
    deferred: {
      title: (name: string) => `${name}的接口故障处理已推迟`,
      text: (until: string) => `${until} 前的失败不计入，也不冻结或停售商品。`,
    },
    switched: {
      on: (name: string) => `${name}的拨测已启用`,
      off: (name: string) => `${name}的拨测已停用`,
    },
    task: {
      warned: (name: string) => `${name}的接口频繁失败`,
      frozen: (name: string) => `${name}因接口故障冻结`,
      delisted: (name: string) => `${name}因接口故障停售`,
      relisting_asked: (name: string) => `${name}申请恢复销售`,
      seller: (name: string) => `商家：${name}。`,
    },
    availability: {
      on: {
        title: (name: string) => `${name}已恢复销售`,
        text: '您的服务可以续费。',
      },
      off: {
        title: (name: string) => `${name}已停售`,
        text: (seller: string) => `您的服务继续运行至到期，暂时不能续费。如有疑问请联系${seller}。`,
      },
    },
    toDialTest: '查看拨测',
  },
  {
    testFailed: {
      title: (name: string) => `Dial test of ${name} failed`,
      text: (at: string, failed: string, calls: number) =>
        `The dial test of ${at} called ${calls === 1 ? '1 scenario' : `${calls} scenarios`}. Failed: ${failed}. View the reason and repair your interface, then have the repair checked at once.`,
      comma: ', ',
    },
    failed: {
      days: (count: number) =>
        count === 1 ? 'Dial tests failed on 1 day.' : `Dial tests have failed on ${count} days in a row.`,
      orders: (count: number) =>
        count === 1
          ? '1 order of this month failed through the interface.'
          : `${count} orders of this month failed through the interface.`,
    },
    next: {
      warning: { days: 'we warn you again', orders: 'we warn you again' },
      freeze: { days: 'the product is frozen', orders: 'the product is frozen' },
      delisting: { days: 'the product is delisted', orders: 'the product is delisted' },
    },
    left: {
      days: (count: number, what: string, at?: string) => {
        const days = count === 1 ? '1 more failed day' : `${count} more failed days`
        return at === undefined
          ? `After ${days}, ${what}.`
          : `After ${days}, on ${at} at the earliest, ${what}.`
      },
      orders: (count: number, what: string) =>
        count === 1
          ? `If 1 more order fails this month, ${what}.`
          : `If ${count} more orders fail this month, ${what}.`,
    },
    warned: { title: (name: string) => `The interface of ${name} fails repeatedly` },
    frozen: {
      title: (name: string) => `${name} is frozen`,
      text: 'The product is off sale and hidden. Existing services are not affected. When the interface is repaired, check the repair: the product is back on sale as soon as the check passes.',
    },
    unfrozen: {
      title: (name: string) => `${name} is no longer frozen`,
      dial_test: 'A dial test passed, and the product is back on sale.',
      repair: 'The check of the repair passed, and the product is back on sale.',
      operator: 'An operator has lifted the freeze, and the product is back on sale.',
    },
    delisted: {
      title: (name: string) => `${name} is delisted because its interface fails`,
      text: 'Existing services continue, but cannot be renewed. When a check of the repair has passed, you can ask for relisting.',
    },
    repaired: {
      title: (name: string) => `The check of the repair of ${name} passed`,
      text: 'You can now ask for relisting. An operator decides.',
    },
    relisting: {
      approved: (name: string) => `${name} is listed again`,
      rejected: (name: string) => `Relisting of ${name} was rejected`,
      next: 'Its failures are counted from zero.',
    },
    deferred: {
      title: (name: string) => `The consequences for ${name} are deferred`,
      text: (until: string) =>
        `Failures until ${until} do not count, and the product is neither frozen nor delisted until then.`,
    },
    switched: {
      on: (name: string) => `Dial tests of ${name} are on`,
      off: (name: string) => `Dial tests of ${name} are off`,
    },
    task: {
      warned: (name: string) => `The interface of ${name} fails repeatedly`,
      frozen: (name: string) => `${name} is frozen because its interface fails`,
      delisted: (name: string) => `${name} is delisted because its interface fails`,
      relisting_asked: (name: string) => `Relisting of ${name} requested`,
      seller: (name: string) => `Seller: ${name}.`,
    },
    availability: {
      on: {
        title: (name: string) => `${name} is on sale again`,
        text: 'You can renew your service.',
      },
      off: {
        title: (name: string) => `${name} is delisted`,
        text: (seller: string) =>
          `Your service continues until it expires, but cannot be renewed for now. If you have questions, contact ${seller}.`,
      },
    },
    toDialTest: 'View dial test',
  },
)

type Failures = Pick<ShownMessages['interface_warned'], 'cause' | 'failures' | 'next'>

/** How often it failed, and what comes next. */
function listFailureTexts({ cause, failures, next }: Failures, reader: MessageReader): readonly string[] {
  // An operator may act before anything has failed.
  if (failures === 0) return []
  const words = texts.in(reader.language)
  const failed = words.failed[cause](failures)
  if (!next) return [failed]
  const what = words.next[next.what][cause]
  const at = next.at === undefined ? undefined : formatMinute(next.at, reader)
  return [failed, words.left[cause](next.left, what, at)]
}

export const monitoringWriters: MessageWriters<typeof monitoringMessages> = {
  dial_test_failed: ({ name, at, failedScenes, calls }, reader) => {
    const { testFailed } = texts.in(reader.language)
    const { names } = sceneTexts.in(reader.language)
    const failed = failedScenes.map((scene) => formatScene(names, scene)).join(testFailed.comma)
    return {
      title: testFailed.title(formatName(name, reader)),
      texts: [testFailed.text(formatMinute(at, reader), failed, calls)],
    }
  },
  interface_warned: (data, reader) => ({
    title: texts.in(reader.language).warned.title(formatName(data.name, reader)),
    texts: listFailureTexts(data, reader),
  }),
  interface_frozen: (data, reader) => {
    const { frozen } = texts.in(reader.language)
    return {
      title: frozen.title(formatName(data.name, reader)),
      texts: [frozen.text, ...listFailureTexts(data, reader)],
    }
  },
  interface_unfrozen: ({ name, by, reason }, reader) => {
    const { unfrozen } = texts.in(reader.language)
    return {
      title: unfrozen.title(formatName(name, reader)),
      texts: [unfrozen[by], ...listReasonTexts(reason, reader)],
    }
  },
  interface_delisted: (data, reader) => {
    const { delisted } = texts.in(reader.language)
    const why =
      data.reason === undefined ? listFailureTexts(data, reader) : listReasonTexts(data.reason, reader)
    return { title: delisted.title(formatName(data.name, reader)), texts: [...why, delisted.text] }
  },
  interface_repaired: ({ name }, reader) => {
    const { repaired } = texts.in(reader.language)
    return { title: repaired.title(formatName(name, reader)), texts: [repaired.text] }
  },
  relisting_decided: (data, reader) => {
    const { relisting } = texts.in(reader.language)
    const name = formatName(data.name, reader)
    return {
      title: data.approved ? relisting.approved(name) : relisting.rejected(name),
      texts: listDecisionTexts(data, relisting.next, reader),
    }
  },
  interface_deferred: ({ name, until, reason }, reader) => {
    const { deferred } = texts.in(reader.language)
    return {
      title: deferred.title(formatName(name, reader)),
      texts: [deferred.text(formatMinute(until, reader)), ...listReasonTexts(reason, reader)],
    }
  },
  dial_tests_switched: ({ name, on, reason }, reader) => {
    const { switched } = texts.in(reader.language)
    return {
      title: switched[on ? 'on' : 'off'](formatName(name, reader)),
      texts: listReasonTexts(reason, reader),
    }
  },
  interface_task: ({ what, name, seller, note, ...failures }, reader) => {
    const { task } = texts.in(reader.language)
    return {
      title: task[what](formatName(name, reader)),
      texts: [
        task.seller(formatName(seller.name, reader)),
        ...listFailureTexts(failures, reader),
        ...(note === undefined ? [] : [note]),
      ],
    }
  },
  product_availability: ({ name, isOnSale, seller }, reader) => {
    const { on, off } = texts.in(reader.language).availability
    const product = formatName(name, reader)
    return isOnSale
      ? { title: on.title(product), texts: [on.text] }
      : { title: off.title(product), texts: [off.text(formatName(seller, reader))] }
  },
}

const toDialTest = (dialTestId: string, { language }: MessageReader): MessageLink => ({
  name: texts.in(language).toDialTest,
  page: linkOptions({ to: '/seller/dial-tests/$dialTestId', params: { dialTestId } }),
})
const toProduct = (page: MessageLink['page'], { language }: MessageReader): MessageLink => ({
  name: messageTexts.in(language).product,
  page,
})
const ofSeller = (productId: string) =>
  linkOptions({ to: '/seller/products/$productId', params: { productId } })

export const monitoringLinks: MessageLinks<typeof monitoringMessages> = {
  dial_test_failed: ({ dialTestId, productId }, reader) => [
    toDialTest(dialTestId, reader),
    toProduct(ofSeller(productId), reader),
  ],
  interface_repaired: ({ dialTestId, productId }, reader) => [
    toProduct(ofSeller(productId), reader),
    toDialTest(dialTestId, reader),
  ],
  interface_task: ({ productId }, reader) => [
    toProduct(linkOptions({ to: '/operator/monitoring/$productId', params: { productId } }), reader),
  ],
  product_availability: ({ productId }, reader) => [toProduct(`/products/${productId}`, reader)],
}
