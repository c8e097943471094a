import type { openApiMessages } from '@loggia/protocol/console/open-api/messages'
import { defineTexts } from '@loggia/ui'
import type { MessageWriters } from './reader.ts'

const texts = defineTexts(
  {
    openApiKeyLocked: {
      title: (name: string) => `接口密钥“${name}”收到多次错误签名`,
      text: (id: string) =>
        `签名错误的来源地址已锁定五分钟，其他地址不受影响。如果不是您的服务器，请留意密钥 ${id} 是否外泄。`,
    },
  },
  {
    openApiKeyLocked: {
      title: (name: string) => `Signatures of the API key “${name}” keep failing`,
      text: (id: string) =>
        `The address that they come from is locked for five minutes, and no other one. If it is not your server, make sure that the secret of ${id} is still one.`,
    },
  },
)

export const openApiWriters: MessageWriters<typeof openApiMessages> = {
  open_api_key_locked: ({ key, accessKeyId }, { language }) => {
    const { title, text } = texts.in(language).openApiKeyLocked
    return { title: title(key), texts: [text(accessKeyId)] }
  },
}
