import { directoryMessages } from '@loggia/protocol/console/directory/messages'
import { defineTexts } from '@loggia/ui'
import type { MessageWriters } from '../../centre/messages/reader.ts'

export const messages = directoryMessages

const texts = defineTexts(
  {
    dissolved: {
      title: (name: string) => `企业“${name}”已解散`,
      text: (by: string, people: number) =>
        `${by}解散了此企业，${people} 名人员均已离开，应用解除绑定。已购买的服务不受影响，可以绑定到其他企业。`,
    },
    token: {
      title: (enterprise: string) => `企业“${enterprise}”创建了 SCIM 令牌`,
      text: (by: string, token: string) =>
        `${by}创建了令牌“${token}”，持有者可以修改此企业的所有人员。如果不是您安排的，请立即吊销。`,
    },
  },
  {
    dissolved: {
      title: (name: string) => `The organisation “${name}” has been dissolved`,
      text: (by: string, people: number) =>
        `${by} dissolved it. ${people === 1 ? 'Its one person has' : `All ${people} people have`} left, and its apps are disconnected. Purchased services continue and can be connected to another organisation.`,
    },
    token: {
      title: (enterprise: string) => `A SCIM token was created for the organisation “${enterprise}”`,
      text: (by: string, token: string) =>
        `${by} created the token “${token}”. Whoever has it can change all people in the organisation. If you did not expect this, revoke it now.`,
    },
  },
)

export const messageWriters: MessageWriters<typeof directoryMessages> = {
  enterprise_dissolved: ({ name, by, people }, { language }) => {
    const { title, text } = texts.in(language).dissolved
    return { title: title(name), texts: [text(by, people)] }
  },
  scim_token_created: ({ enterprise, token, by }, { language }) => {
    const { title, text } = texts.in(language).token
    return { title: title(enterprise), texts: [text(by, token)] }
  },
}
