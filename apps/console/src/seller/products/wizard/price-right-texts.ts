import { defineTexts } from '@loggia/ui'

/** The wizard for a member who may write products but not prices (R2). */
export const priceRightTexts = defineTexts(
  {
    locked: '您没有“价格”的写权限，价格和试用天数只能查看，其他内容可以修改。主账号可以授予。',
    lockedByPrices:
      '您没有“价格”的写权限：会改变价格的部分（是否按数量出售、计价方式、选项属性的增减）只能查看。主账号可以授予。',
    lockedNoRight: '添加或删除规格会改变价格，需要“价格”的写权限。',
    noRight: {
      title: '发布商品需要“价格”的写权限',
      text: '新商品必须写明价格，而您只有“商品”的写权限。请主账号授予“价格”的写权限，或由有权限的成员先建立草稿，其他内容您都可以修改。',
      back: '返回我的商品',
    },
  },
  {
    locked:
      'You lack the right to write prices: prices and trial days can only be read here, everything else can be changed. The main account can grant it.',
    lockedByPrices:
      'You lack the right to write prices, so what would change them stays as it is: whether it is sold by quantity, the pricing, and how many options there are. The main account can grant it.',
    lockedNoRight:
      'Adding or removing a specification changes prices, which needs the right to write prices.',
    noRight: {
      title: 'A new product needs the right to write prices',
      text: 'A new product has prices, and you may write products but no prices. Ask the main account to grant “Prices”, or let a member who has it make the draft; you can change everything else of it.',
      back: 'Back to my products',
    },
  },
)
