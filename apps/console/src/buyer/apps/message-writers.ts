import { appMessages } from '@loggia/protocol/console/apps/messages'
import type { SyncChange, SyncSubject } from '@loggia/protocol/console/apps/kinds'
import { defineTexts } from '@loggia/ui'
import { formatName } from '../../centre/messages/reader.ts'
import type { MessageReader, MessageWriters } from '../../centre/messages/reader.ts'

/** Found and read beside the writers. */
export const messages = appMessages

const texts = defineTexts(
  {
    asks: (product: string) => `${product}：同步失败，请决定如何继续`,
    failed: (product: string) => `${product}：同步失败，等待客户处理`,
    testFailed: (product: string) => `${product}：测试同步失败`,
    connected: (product: string) => `${product} 已绑定到企业`,
    said: {
      enterprise: () => '企业信息',
      app: () => '应用信息',
      departments: (items: number) => `全部部门（${items} 个）`,
      department: () => '1 个部门',
      people: (items: number) => `${items} 名人员`,
    },
    change: { add: '新增', change: '变更', delete: '删除', withdraw: '撤销授权', list: '全量同步' },
    ofBuyer: (enterprise: string, what: string) =>
      `商家的服务器多次未能确认“${enterprise}”的同步（${what}），后续内容暂不发送。在“应用”中选择重新同步或跳过。`,
    ofSeller: (customer: string, what: string) =>
      `您的服务器未能确认客户“${customer}”的同步（${what}），由客户决定重新同步或跳过。修复后，也可以在生产接口消息中重新启动调用。`,
    ofTest: (what: string) =>
      `您的服务器未能确认测试同步（${what}）。修复后，在应用凭证中重新发送，或在生产接口消息中重新启动调用。`,
    isConnected: (enterprise: string) => `商家已确认“${enterprise}”、应用和全部部门。授权人员后即可使用。`,
  },
  {
    asks: (product: string) => `${product}: synchronisation failed – decide how it goes on`,
    failed: (product: string) => `${product}: synchronisation failed, your customer decides`,
    testFailed: (product: string) => `${product}: the test synchronisation failed`,
    connected: (product: string) => `${product} is connected to your company`,
    said: {
      enterprise: () => 'the company',
      app: () => 'the app',
      departments: (items: number) => (items === 1 ? 'all departments (1)' : `all departments (${items})`),
      department: () => '1 department',
      people: (items: number) => (items === 1 ? '1 person' : `${items} people`),
    },
    change: {
      add: 'added',
      change: 'changed',
      delete: 'deleted',
      withdraw: 'access withdrawn',
      list: 'full list',
    },
    ofBuyer: (enterprise: string, what: string) =>
      `The seller’s server repeatedly did not confirm what changed in ${enterprise} (${what}). Nothing more is sent for now. Under Apps, synchronise again or go on without it.`,
    ofSeller: (customer: string, what: string) =>
      `Your server did not confirm what changed at your customer ${customer} (${what}). The customer decides whether it is sent again or left out. Once your server is repaired, you can also restart the call under production messages.`,
    ofTest: (what: string) =>
      `Your server did not confirm the test synchronisation (${what}). Once it is repaired, send it again in the app credential, or restart the call under production messages.`,
    isConnected: (enterprise: string) =>
      `The seller has confirmed ${enterprise}, the app and all departments. Assign the app to people, who can then use it.`,
  },
)

type Said = { readonly subject: SyncSubject; readonly change: SyncChange; readonly items: number }

function formatSaid({ subject, change, items }: Said, { language }: MessageReader): string {
  const { said, change: changes } = texts.in(language)
  const what = said[subject](items)
  const how = changes[change]
  return language === 'zh-CN' ? `${what}，${how}` : `${what}, ${how}`
}

export const messageWriters: MessageWriters<typeof appMessages> = {
  app_sync_asks: ({ product, enterprise, ...said }, reader) => {
    const { asks, ofBuyer } = texts.in(reader.language)
    return {
      title: asks(formatName(product, reader)),
      texts: [ofBuyer(enterprise, formatSaid(said, reader))],
    }
  },
  app_sync_failed: ({ product, customer, ...said }, reader) => {
    const { failed, testFailed, ofSeller, ofTest } = texts.in(reader.language)
    const what = formatSaid(said, reader)
    return customer
      ? { title: failed(formatName(product, reader)), texts: [ofSeller(formatName(customer, reader), what)] }
      : { title: testFailed(formatName(product, reader)), texts: [ofTest(what)] }
  },
  app_connected: ({ product, enterprise }, reader) => {
    const { connected, isConnected } = texts.in(reader.language)
    return { title: connected(formatName(product, reader)), texts: [isConnected(enterprise)] }
  },
}
