import { defineTexts } from '@loggia/ui'

/** The wizard for a member who may write products but not prices (R2). */
export const priceRightTexts = defineTexts(
  {
    locked: '您没有“价格”的编辑权限，价格和试用天数只能查看，其他内容可以修改。主账号可以授权。',
    lockedByPrices:
      '您没有“价格”的编辑权限，影响价格的设置只能查看：是否按数量出售、计价方式、选项属性及其取值的数量。主账号可以授权。',
    lockedNoRight: '添加或删除规格会改变价格，需要“价格”的编辑权限。',
    noRight: {
      title: '发布商品需要“价格”的编辑权限',
      text: '新商品必须定价，而您只有“商品”的编辑权限。可以请主账号授予“价格”的编辑权限，或由有权限的成员先创建草稿，您再编辑其他内容。',
      back: '返回我的商品',
    },
  },
  {
    locked:
      'You do not have permission to edit prices. Prices and trial days are view-only; you can change everything else. An owner can grant the permission.',
    lockedByPrices:
      'You do not have permission to edit prices. What affects them is view-only: selling by quantity, the pricing model, and the number of option attributes and values. An owner can grant the permission.',
    lockedNoRight:
      'Adding or deleting a specification changes prices, so it needs permission to edit prices.',
    noRight: {
      title: 'Publishing a product needs permission to edit prices',
      text: 'A new product needs prices, but you only have permission to edit products. Ask an owner for permission to edit prices, or ask a member who has it to create the draft. You can then edit everything else.',
      back: 'Back to my products',
    },
  },
)
