import { linkOptions } from '@tanstack/react-router'
import { appMessages } from '@loggia/protocol/console/apps/messages'
import { defineTexts } from '@loggia/ui'
import { formatName } from '../../centre/messages/reader.ts'
import type { ListLinks, MessageLinks, MessageReader, MessageWriters } from '../../centre/messages/reader.ts'
import { formatBatch } from '../../centre/apps/batch-words.ts'
import type { Said } from '../../centre/apps/batch-words.ts'

/** Found and read beside the writers. */
export const messages = appMessages

const texts = defineTexts(
  {
    asks: (product: string) => `${product}：同步失败，请决定如何继续`,
    failed: (product: string) => `${product}：同步失败，等待客户处理`,
    testFailed: (product: string) => `${product}：测试同步失败`,
    connected: (product: string, enterprise: string) => `${product}已与“${enterprise}”绑定`,
    ofBuyer: (enterprise: string, what: string) =>
      `商家的服务器多次未能确认“${enterprise}”的同步（${what}），后续内容暂不发送。打开此应用，决定如何继续。`,
    ofSeller: (customer: string, what: string) =>
      `您的服务器未能确认客户“${customer}”的同步（${what}），由客户决定如何继续。修复后，也可以在生产接口消息中重新启动调用。`,
    ofTest: (what: string) =>
      `您的服务器未能确认测试同步（${what}）。修复后，在应用凭证中重新发送，或在生产接口消息中重新启动调用。`,
    isConnected: '商家已确认企业、应用和全部部门。已授权的人员可以使用，其他人员授权后使用。',
    toApp: '查看应用',
    toCredential: '查看应用凭证',
    toApps: '查看已绑定应用',
  },
  {
    asks: (product: string) => `${product}: synchronisation failed – decide how it goes on`,
    failed: (product: string) => `${product}: synchronisation failed, your customer decides`,
    testFailed: (product: string) => `${product}: the test synchronisation failed`,
    connected: (product: string, enterprise: string) => `${product} is ready for ${enterprise}`,
    ofBuyer: (enterprise: string, what: string) =>
      `The seller’s server repeatedly did not confirm what changed in ${enterprise} (${what}). Nothing more is sent for now. Open the app to decide how it goes on.`,
    ofSeller: (customer: string, what: string) =>
      `Your server did not confirm what changed at your customer ${customer} (${what}). The customer decides how it goes on. Once your server is repaired, you can also restart the call under production messages.`,
    ofTest: (what: string) =>
      `Your server did not confirm the test synchronisation (${what}). Once it is repaired, send it again in the app credential, or restart the call under production messages.`,
    isConnected:
      'The seller has confirmed the company, the app and all departments. People to whom the app is assigned can use it.',
    toApp: 'View app',
    toCredential: 'View app credential',
    toApps: 'View connected apps',
  },
)

/** Within brackets, so it does not begin with a capital. */
function formatSaid(said: Said, { language }: MessageReader): string {
  const text = formatBatch(said, language)
  return text.charAt(0).toLowerCase() + text.slice(1)
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
    return { title: connected(formatName(product, reader), enterprise), texts: [isConnected] }
  },
}

const listAppLinks: ListLinks<'app_sync_asks' | 'app_connected'> = ({ connectedAppId }, { language }) => [
  {
    name: texts.in(language).toApp,
    page: linkOptions({ to: '/buyer/connected-apps/$connectedAppId', params: { connectedAppId } }),
  },
]

export const messageLinks: MessageLinks<typeof appMessages> = {
  app_sync_asks: listAppLinks,
  app_connected: listAppLinks,
  app_sync_failed: ({ appCredentialId, customer }, { language }) => {
    const { toCredential, toApps } = texts.in(language)
    return [
      customer
        ? {
            name: toApps,
            page: linkOptions({
              to: '/seller/app-credentials',
              search: { tab: 'apps', credential: appCredentialId },
            }),
          }
        : {
            name: toCredential,
            page: linkOptions({
              to: '/seller/app-credentials/$appCredentialId',
              params: { appCredentialId },
            }),
          },
    ]
  },
}
