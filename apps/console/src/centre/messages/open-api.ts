import type { openApiMessages } from '@loggia/protocol/console/open-api/messages'
import { defineTexts } from '@loggia/ui'
import type { MessageWriters } from './reader.ts'

const texts = defineTexts(
  {
    openApiKeyLocked: {
      title: (name: string) => `接口密钥“${name}”多次验签失败`,
      text: (id: string) =>
        `来源 IP 已锁定 5 分钟，其他 IP 不受影响。如果不是您的服务器，请检查密钥 ${id} 是否泄露。`,
    },
  },
  {
    openApiKeyLocked: {
      title: (name: string) => `Repeated signature failures with the API key “${name}”`,
      text: (id: string) =>
        `The IP address that sent these requests is locked for 5 minutes; others are not affected. If it is not your server, check whether the secret of ${id} has leaked.`,
    },
  },
)

export const openApiWriters: MessageWriters<typeof openApiMessages> = {
  open_api_key_locked: ({ key, accessKeyId }, { language }) => {
    const { title, text } = texts.in(language).openApiKeyLocked
    return { title: title(key), texts: [text(accessKeyId)] }
  },
}
