import type { ShownMessages } from '@loggia/protocol/console'
import type { callMessages } from '@loggia/protocol/console/calls/messages'
import { formatCount, defineTexts, formatTime } from '@loggia/ui'
import { findSceneWord } from '../calls/scene.tsx'
import { sceneTexts } from '../calls/scene-texts.ts'
import { formatName } from './reader.ts'
import type { MessageReader, MessageWriters } from './reader.ts'

const texts = defineTexts(
  {
    callFailing: {
      title: {
        waiting: (scene: string, product: string) => `${product}的“${scene}”调用没有成功`,
        stopped: (scene: string, product: string) => `${product}的“${scene}”调用已停止`,
        confirmed: (scene: string, product: string) => `${product}的“${scene}”调用已成功`,
        superseded: (scene: string, product: string) => `${product}的“${scene}”调用不再需要`,
        expired: (scene: string, product: string) => `${product}的“${scene}”调用已到期限`,
        restarted: (scene: string, product: string) => `${product}的“${scene}”调用已重新启动`,
      },
      anyProduct: '商品',
      order: (number: string) => `订单 ${number}。`,
      tried: (tries: string, time: string) => `已尝试 ${tries} 次，最近一次 ${time}。`,
      nextAt: (time: string) => `按计划 ${time} 再试。`,
      confirmed: (tries: string, time: string) => `共尝试 ${tries} 次，${time} 成功。`,
      superseded: (time: string) => `${time} 被同一服务的新调用取代，不再发出。`,
      expired: (time: string) => `对您的服务器的调用暂停期间，它的期限在 ${time} 结束，不再发出。`,
      restarted: (time: string) => `${time} 以新的调用重新启动，结果见那次调用。`,
      over: '期限已到，不再自动重试。',
      means: {
        release_instance: (reference: string) =>
          `您的服务器没有得知需要释放实例${reference}。请自行释放，或者修复后重新启动这次调用。`,
        query_instance: (reference: string) =>
          `查询没有返回实例${reference}的地址和账号，买家看不到访问信息。修复后重新启动这次调用。`,
        refresh_instance: (reference: string) =>
          `您的服务器没有得知实例${reference}新的到期时间。修复后重新启动这次调用，会带上届时的到期时间。`,
        set_instance_status: (reference: string) =>
          `您的服务器没有得知实例${reference}被冻结或解冻。修复后重新启动这次调用。`,
        lift_freeze: (reference: string) =>
          `您的服务器没有得知实例${reference}的违规冻结已解除。修复后重新启动这次调用。`,
        upgrade_instance: (reference: string) =>
          `您的服务器没有得知实例${reference}需要升级。修复后重新启动这次调用。`,
        notify_order: () => '您的服务器没有得知这个订单，订单本身不受影响。修复后重新启动这次调用。',
        other: () => '修复后重新启动这次调用。',
      },
    },
    sellerParked: {
      seller: { title: '对您的服务器的调用已暂停' },
      operator: { title: (seller: string) => `对${seller}的调用已暂停` },
      text: (failures: string, time: string) => `连续失败 ${failures} 次，从 ${time} 起不再发出新的调用。`,
      probeAt: (time: string) => `${time} 起隔一段时间用一次调用检查是否恢复。`,
    },
    sellerRecovered: {
      seller: { title: '对您的服务器的调用已恢复' },
      operator: { title: (seller: string) => `对${seller}的调用已恢复` },
      text: (from: string, to: string) => `从 ${from} 到 ${to} 暂停，等待中的调用正在补发。`,
    },
  },
  {
    callFailing: {
      title: {
        waiting: (scene: string, product: string) => `${scene} of ${product} does not succeed`,
        stopped: (scene: string, product: string) => `${scene} of ${product} has stopped`,
        confirmed: (scene: string, product: string) => `${scene} of ${product} has succeeded`,
        superseded: (scene: string, product: string) => `${scene} of ${product} is needed no more`,
        expired: (scene: string, product: string) => `${scene} of ${product}: its time is over`,
        restarted: (scene: string, product: string) => `${scene} of ${product} was restarted`,
      },
      anyProduct: 'a product',
      order: (number: string) => `Order ${number}.`,
      tried: (tries: string, time: string) =>
        tries === '1' ? `Tried once, at ${time}.` : `Tried ${tries} times, last at ${time}.`,
      nextAt: (time: string) => `The next try is planned for ${time}.`,
      confirmed: (tries: string, time: string) => `It succeeded at ${time} after ${tries} tries in all.`,
      superseded: (time: string) =>
        `A newer call of the same service took its place at ${time}; it is not sent again.`,
      expired: (time: string) =>
        `Its time ended at ${time}, while calls to your server were parked; it is not sent again.`,
      restarted: (time: string) => `It was started again at ${time} as a new call, which has the result.`,
      over: 'Its time is over, and it is not tried again by itself.',
      means: {
        release_instance: (reference: string) =>
          `Your server was not told to release instance${reference}. Release it yourself, or mend the cause and restart the call.`,
        query_instance: (reference: string) =>
          `The query returned no address and account of instance${reference}, so buyers cannot see access data. Mend the cause and restart the call.`,
        refresh_instance: (reference: string) =>
          `Your server was not told of the new expiry of instance${reference}. Mend the cause and restart the call; it will carry the expiry of that day.`,
        set_instance_status: (reference: string) =>
          `Your server was not told that instance${reference} is frozen or unfrozen. Mend the cause and restart the call.`,
        lift_freeze: (reference: string) =>
          `Your server was not told that the freeze of instance${reference} for a violation is lifted. Mend the cause and restart the call.`,
        upgrade_instance: (reference: string) =>
          `Your server was not told to upgrade instance${reference}. Mend the cause and restart the call.`,
        notify_order: () =>
          'Your server does not know of this order; the order itself goes on. Start this call again once it is mended.',
        other: () => 'Mend the cause and restart the call.',
      },
    },
    sellerParked: {
      seller: { title: 'Calls to your server are parked' },
      operator: { title: (seller: string) => `Calls to ${seller} are parked` },
      text: (failures: string, time: string) =>
        `After ${failures} failures in a row no more calls go out, since ${time}.`,
      probeAt: (time: string) => `From ${time} on, a call tries now and then whether it is well again.`,
    },
    sellerRecovered: {
      seller: { title: 'Calls to your server go out again' },
      operator: { title: (seller: string) => `Calls to ${seller} go out again` },
      text: (from: string, to: string) =>
        `Parked from ${from} to ${to}; the calls that waited are caught up.`,
    },
  },
)

type Notice = ShownMessages['call_failing']
type CallTexts = ReturnType<typeof texts.in>['callFailing']

const joined = ({ language }: MessageReader, parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join(language === 'zh-CN' ? '' : ' ')

const secondText = (time: string, reader: MessageReader): string =>
  formatTime(time, { ...reader, precision: 'second' })

const isThere = (text: string | undefined): text is string => text !== undefined

export const callWriters: MessageWriters<typeof callMessages> = {
  /** A call keeps failing, or failed until it succeeded or was given up. */
  call_failing: (notice, reader) => {
    const words = texts.in(reader.language).callFailing
    const { state, activity, product, orderNumber, verdict } = notice
    const scene = findSceneWord(sceneTexts.in(reader.language), activity) ?? activity
    const order = orderNumber === undefined ? undefined : words.order(orderNumber)
    return {
      title: words.title[state](scene, product ? formatName(product, reader) : words.anyProduct),
      texts: [
        joined(reader, [order, ...becameOf(notice, words, reader)]),
        verdict && formatName(verdict.sentence, reader),
        state === 'stopped' ? joined(reader, [words.over, nextAct(notice, words)]) : undefined,
      ].filter(isThere),
    }
  },
  /** Calls to a seller wait; for the seller and for operators. */
  seller_parked: ({ seller, parkedSince, failures, probeAt, verdict }, reader) => {
    const { sellerParked } = texts.in(reader.language)
    return {
      title:
        reader.area === 'operator'
          ? sellerParked.operator.title(formatName(seller.name, reader))
          : sellerParked.seller.title,
      texts: [
        joined(reader, [
          sellerParked.text(formatCount(failures), secondText(parkedSince, reader)),
          probeAt === undefined ? undefined : sellerParked.probeAt(secondText(probeAt, reader)),
        ]),
        verdict && formatName(verdict.sentence, reader),
      ].filter(isThere),
    }
  },
  seller_recovered: ({ seller, parkedSince, recoveredAt }, reader) => {
    const { sellerRecovered } = texts.in(reader.language)
    return {
      title:
        reader.area === 'operator'
          ? sellerRecovered.operator.title(formatName(seller.name, reader))
          : sellerRecovered.seller.title,
      texts: [sellerRecovered.text(secondText(parkedSince, reader), secondText(recoveredAt, reader))],
    }
  },
}

/** The number of tries, and the result or what comes next. */
function becameOf(
  { state, tries = 0, triedAt, nextAt, recoveredAt }: Notice,
  words: CallTexts,
  reader: MessageReader,
): readonly (string | undefined)[] {
  const said = (at: string | undefined, say: (time: string) => string): string | undefined =>
    at === undefined ? undefined : say(secondText(at, reader))
  const count = formatCount(tries)
  switch (state) {
    case 'confirmed':
      return [said(recoveredAt, (time) => words.confirmed(count, time))]
    case 'superseded':
    case 'expired':
    case 'restarted':
      return [said(recoveredAt, words[state])]
    case 'waiting':
    case 'stopped':
      return [said(triedAt, (time) => words.tried(count, time)), said(nextAt, words.nextAt)]
    default:
      return state satisfies never
  }
}

/** What the end of a call means for the seller, and what the seller can do. */
function nextAct(
  { mayRestart, operation = '', reference }: Notice,
  { means }: CallTexts,
): string | undefined {
  if (!mayRestart) return undefined
  const say = Object.hasOwn(means, operation) ? means[operation as keyof typeof means] : means.other
  return say(reference === undefined ? '' : ` ${reference}`)
}
