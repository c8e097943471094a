import { defineTexts } from '@loggia/ui'

/** A product that cannot be bought any more. */
export const absenceTexts = defineTexts(
  {
    where: '当前位置',
    home: '首页',
    state: {
      suspended: '暂停销售',
      delisted: '已停售',
      specification_delisted: '这一规格已停售',
      hidden: '不公开销售',
    },
    why: {
      suspended: '运营暂停了这款商品的销售，现在不能下单。',
      delisted: '商家停售了这款商品，不会再恢复销售。',
      specification_delisted: '商家停售了这一规格，不会再恢复销售；商品的其他规格仍可购买。',
      hidden: '商家没有公开销售这款商品的任何规格；它们只能由商家给出的链接打开。',
    },
    until: '预计恢复',
    holders: '已经购买的',
    running: '服务照常运行到期，停售与暂停都不影响正在使用的实例。',
    access: '访问地址与账号仍在买家中心的“已购买的服务”里查看。',
    refund: '开通失败仍按规则自动全额退回。',
    orders: '尚未支付的订单仍可在时限内按下单时的价格支付，也可以取消。',
    others: '看其他规格',
    inCategory: (category: string) => `看${category}的商品`,
    all: '看全部商品',
    services: '已购买的服务',
    similar: '同类商品',
  },
  {
    where: 'You are here',
    home: 'Home',
    state: {
      suspended: 'Suspended',
      delisted: 'Delisted',
      specification_delisted: 'This specification is delisted',
      hidden: 'Not sold publicly',
    },
    why: {
      suspended: 'Operators have suspended the sale of this product. It cannot be ordered now.',
      delisted: 'The seller has delisted this product. It will not be on sale again.',
      specification_delisted:
        'The seller has delisted this specification. It will not be on sale again; others of the product are.',
      hidden:
        'The seller sells no specification of this product publicly. Each opens only by a link from the seller.',
    },
    until: 'Expected back:',
    holders: 'If you have bought it',
    running: 'Services run on to their end. Neither suspension nor delisting touches an instance in use.',
    access: 'Addresses and accounts stay in the Buyer Centre, under purchased services.',
    refund: 'What is not opened is still refunded in full by itself.',
    orders: 'An unpaid order can still be paid in time at the price it was made at, or cancelled.',
    others: 'See the other specifications',
    inCategory: (category) => `Products in ${category}`,
    all: 'See all products',
    services: 'Purchased services',
    similar: 'Of the same category',
  },
)
