import type { quoteMessages } from '@loggia/protocol/console/quotes/messages'
import { defineTexts } from '@loggia/ui'
import { formatName } from './reader.ts'
import type { MessageWriters } from './reader.ts'

const texts = defineTexts(
  {
    changeCheckUnanswered: {
      title: (name: string) => `买家想在续费时变更${name}，但您的服务器未响应变更检查`,
      text: '请让您的服务器支持 changeInstanceCheck。如不支持，请提交商品变更，关闭“续费时变更”。在此之前，买家不能在续费时变更配置或数量。',
    },
  },
  {
    changeCheckUnanswered: {
      title: (name: string) =>
        `A buyer wants to change ${name} at renewal, but your server did not respond to the change check`,
      text: 'Make your server support changeInstanceCheck. If it cannot, submit a product change that turns off changes at renewal. Until then, buyers cannot change the configuration or quantity when they renew.',
    },
  },
)

export const quoteWriters: MessageWriters<typeof quoteMessages> = {
  change_check_unanswered: ({ name, verdict }, reader) => {
    const { changeCheckUnanswered } = texts.in(reader.language)
    const why = verdict ? [formatName(verdict.sentence, reader)] : []
    return {
      title: changeCheckUnanswered.title(formatName(name, reader)),
      texts: [...why, changeCheckUnanswered.text],
    }
  },
}
