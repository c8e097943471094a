import { linkOptions } from '@tanstack/react-router'
import { directoryMessages } from '@loggia/protocol/console/directory/messages'
import { defineTexts, formatCount } from '@loggia/ui'
import type { ListLinks, MessageLinks, MessageWriters } from '../../centre/messages/reader.ts'

const texts = defineTexts(
  {
    dissolved: {
      title: (name: string) => `企业“${name}”已解散`,
      text: (people: string, _count: number, by: string) =>
        `操作人：${by}。${people} 名人员已离开，应用已解除绑定，已购买的服务不受影响。`,
    },
    token: {
      title: (name: string) => `企业“${name}”新增 SCIM 令牌`,
      text: (token: string, by: string) =>
        `${by}创建了令牌“${token}”。持有令牌的系统可以添加、修改和移除此企业的所有人员。如非您的安排，请立即撤销。`,
    },
    toCompany: '查看企业',
  },
  {
    dissolved: {
      title: (name) => `The company ${name} was dissolved`,
      text: (people, count, by) =>
        `${by} dissolved it. ${count === 1 ? '1 person' : `${people} people`} left it and its apps were disconnected. Services you have bought stay.`,
    },
    token: {
      title: (name) => `New SCIM token for the company ${name}`,
      text: (token, by) =>
        `${by} created the token ${token}. Whoever has it can add, change and remove everybody in this company. If you did not arrange this, revoke it now.`,
    },
    toCompany: 'View company',
  },
)

export const messages = directoryMessages
export const messageWriters: MessageWriters<typeof directoryMessages> = {
  enterprise_dissolved: ({ name, people, by }, { language }) => {
    const { title, text } = texts.in(language).dissolved
    return { title: title(name), texts: [text(formatCount(people), people, by)] }
  },
  scim_token_created: ({ enterprise, token, by }, { language }) => {
    const { title, text } = texts.in(language).token
    return { title: title(enterprise), texts: [text(token, by)] }
  },
}

const listLinks: ListLinks<'enterprise_dissolved' | 'scim_token_created'> = (
  { enterpriseId },
  { language },
) => [
  {
    name: texts.in(language).toCompany,
    page: linkOptions({ to: '/buyer/companies/$enterpriseId', params: { enterpriseId } }),
  },
]
export const messageLinks: MessageLinks<typeof directoryMessages> = {
  enterprise_dissolved: listLinks,
  scim_token_created: listLinks,
}
