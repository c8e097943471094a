import { linkOptions } from '@tanstack/react-router'
import type { ShownMessages } from '@loggia/protocol/console'
import type { callMessages } from '@loggia/protocol/console/calls/messages'
import { formatCount, defineTexts, formatTime } from '@loggia/ui'
import { findSceneWord } from '../calls/scene.tsx'
import { sceneTexts } from '../calls/scene-texts.ts'
import { formatName } from './reader.ts'
import type { ListLinks, MessageLinks, MessageReader, MessageWriters } from './reader.ts'

const texts = defineTexts(
  {
    gates: '查看商家接口',
    calls: '查看生产接口消息',
    callFailing: {
      title: {
        waiting: (scene: string, of: string) => `${of}“${scene}”调用未成功`,
        stopped: (scene: string, of: string) => `${of}“${scene}”调用已停止`,
        confirmed: (scene: string, of: string) => `${of}“${scene}”调用已成功`,
        superseded: (scene: string, of: string) => `${of}“${scene}”调用已不再需要`,
        expired: (scene: string, of: string) => `${of}“${scene}”调用已过截止时间`,
        restarted: (scene: string, of: string) => `${of}“${scene}”调用已重新启动`,
      },
      of: (product: string) => `${product}的`,
      order: (number: string) => `订单 ${number}。`,
      tried: (tries: string, time: string) => `已尝试 ${tries} 次，最近一次 ${time}。`,
      nextAt: (time: string) => `下次尝试：${time}。`,
      confirmed: (tries: string, time: string) => `共尝试 ${tries} 次，${time} 成功。`,
      superseded: (time: string) => `${time} 起不再发送：已由同一服务的新调用替代，或已不再需要。`,
      expired: (time: string) => `调用暂停期间，截止时间 ${time} 已过，不再发送。`,
      restarted: (time: string) => `${time} 以新的调用重新启动，结果见新的调用。`,
      over: '截止时间已过，不再自动重试。',
      means: {
        release_instance: (reference: string) =>
          `您的服务器未确认释放实例${reference}。请自行释放，或解决问题后重新启动这次调用。`,
        query_instance: (reference: string) =>
          `查询未返回实例${reference}的地址和账号，买家看不到访问信息。请解决问题后重新启动这次调用。`,
        refresh_instance: (reference: string) =>
          `您的服务器未确认实例${reference}的新到期时间。请解决问题后重新启动这次调用，届时会发送最新的到期时间。`,
        set_instance_status: (reference: string) =>
          `您的服务器未确认实例${reference}的冻结或解冻。请解决问题后重新启动这次调用。`,
        lift_freeze: (reference: string) =>
          `您的服务器未确认解除实例${reference}的违规冻结。请解决问题后重新启动这次调用。`,
        upgrade_instance: (reference: string) =>
          `您的服务器未确认实例${reference}的升级。请解决问题后重新启动这次调用。`,
        issue_license: () =>
          '您的服务器未返回 License。请解决问题后重新启动这次调用，或在交付页面直接交付 License。',
        create_activation: () =>
          '您的服务器未创建实例，买家还不能申请 License。请解决问题后重新启动这次调用，或在交付页面直接交付 License。',
        apply_license: () =>
          '您的服务器未受理 License 申请。请解决问题后重新启动这次调用；首份 License 尚未交付的，也可以在交付页面直接交付。',
        refresh_license: () =>
          '您的服务器未确认 License 的新到期时间。请解决问题后重新启动这次调用，届时会发送最新的到期时间。',
        set_license_status: () => '您的服务器未确认 License 的冻结或解冻。请解决问题后重新启动这次调用。',
        release_license: () => '您的服务器未确认释放 License。请自行释放，或解决问题后重新启动这次调用。',
        notify_order: () => '您的服务器未确认这条订单通知，订单本身不受影响。请解决问题后重新启动这次调用。',
        other: () => '请解决问题后重新启动这次调用。',
      },
    },
    sellerParked: {
      seller: { title: '对您的服务器的调用已暂停' },
      operator: { title: (seller: string) => `对${seller}的调用已暂停` },
      text: (failures: string, time: string) => `连续失败 ${failures} 次，自 ${time} 起暂停调用。`,
      probeAt: (time: string) => `${time} 起定时试发，检查服务器是否恢复。`,
    },
    sellerRecovered: {
      seller: { title: '对您的服务器的调用已恢复' },
      operator: { title: (seller: string) => `对${seller}的调用已恢复` },
      text: (from: string, to: string) => `从 ${from} 到 ${to} 暂停，等待中的调用正在补发。`,
    },
  },
  {
    gates: 'View seller interfaces',
    calls: 'View production messages',
    callFailing: {
      title: {
        waiting: (scene: string, of: string) => `${scene} call${of} is failing`,
        stopped: (scene: string, of: string) => `${scene} call${of} has stopped`,
        confirmed: (scene: string, of: string) => `${scene} call${of} has succeeded`,
        superseded: (scene: string, of: string) => `${scene} call${of} is no longer needed`,
        expired: (scene: string, of: string) => `${scene} call${of} has passed its deadline`,
        restarted: (scene: string, of: string) => `${scene} call${of} has been restarted`,
      },
      of: (product: string) => ` for ${product}`,
      order: (number: string) => `Order ${number}.`,
      tried: (tries: string, time: string) =>
        tries === '1' ? `1 attempt so far, on ${time}.` : `${tries} attempts so far, the last on ${time}.`,
      nextAt: (time: string) => `Next attempt: ${time}.`,
      confirmed: (tries: string, time: string) => `Attempt ${tries} succeeded on ${time}.`,
      superseded: (time: string) =>
        `It is not sent any more since ${time}: a newer call for the same service has replaced it, or it is no longer needed.`,
      expired: (time: string) =>
        `Its deadline, ${time}, passed while calls to your server were paused. It is not sent again.`,
      restarted: (time: string) => `It was restarted on ${time} as a new call, which shows the result.`,
      over: 'The deadline has passed, so it is no longer retried automatically.',
      means: {
        release_instance: (reference: string) =>
          `Your server has not confirmed the release of instance${reference}. Release it yourself, or fix the cause and restart the call.`,
        query_instance: (reference: string) =>
          `The query returned no URL or account for instance${reference}, so buyers cannot see their access details. Fix the cause and restart the call.`,
        refresh_instance: (reference: string) =>
          `Your server has not confirmed the new expiry date of instance${reference}. Fix the cause and restart the call: the latest expiry date is then sent.`,
        set_instance_status: (reference: string) =>
          `Your server has not confirmed that instance${reference} is frozen or unfrozen. Fix the cause and restart the call.`,
        lift_freeze: (reference: string) =>
          `Your server has not confirmed that the freeze of instance${reference} for a violation is lifted. Fix the cause and restart the call.`,
        upgrade_instance: (reference: string) =>
          `Your server has not confirmed the upgrade of instance${reference}. Fix the cause and restart the call.`,
        issue_license: () =>
          'Your server has not returned the license. Fix the cause and restart the call, or deliver the license on the page of the delivery.',
        create_activation: () =>
          'Your server has not created the instance, so the buyer cannot apply for licenses yet. Fix the cause and restart the call, or deliver the license on the page of the delivery.',
        apply_license: () =>
          'Your server has not accepted the application for a license. Fix the cause and restart the call. As long as the first license of the order is not delivered, you can also deliver it on the page of the delivery.',
        refresh_license: () =>
          'Your server has not confirmed the new expiry date of the license. Fix the cause and restart the call: the latest expiry date is then sent.',
        set_license_status: () =>
          'Your server has not confirmed that the license is frozen or unfrozen. Fix the cause and restart the call.',
        release_license: () =>
          'Your server has not confirmed the release of the license. Release it yourself, or fix the cause and restart the call.',
        notify_order: () =>
          'Your server has not confirmed this order notification. The order itself is not affected. Fix the cause and restart the call.',
        other: () => 'Fix the cause and restart the call.',
      },
    },
    sellerParked: {
      seller: { title: 'Calls to your server are paused' },
      operator: { title: (seller: string) => `Calls to ${seller} are paused` },
      text: (failures: string, time: string) =>
        `${failures} calls in a row have failed. Calls have been paused since ${time}.`,
      probeAt: (time: string) =>
        `From ${time}, single calls are tried to see whether the server has recovered.`,
    },
    sellerRecovered: {
      seller: { title: 'Calls to your server have resumed' },
      operator: { title: (seller: string) => `Calls to ${seller} have resumed` },
      text: (from: string, to: string) => `Paused from ${from} to ${to}. Waiting calls are now being sent.`,
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
      title: words.title[state](scene, product ? words.of(formatName(product, reader)) : ''),
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

const listGateLinks: ListLinks<'seller_parked' | 'seller_recovered'> = (_data, { area, language }) => {
  const { gates, calls } = texts.in(language)
  return area === 'operator'
    ? [{ name: gates, page: linkOptions({ to: '/operator/gates' }) }]
    : [{ name: calls, page: linkOptions({ to: '/seller/calls' }) }]
}

export const callLinks: MessageLinks<typeof callMessages> = {
  seller_parked: listGateLinks,
  seller_recovered: listGateLinks,
}
