import { defineTexts } from '@loggia/ui'

/** A product that cannot be bought any more. */
export const absenceTexts = defineTexts(
  {
    where: '当前位置',
    home: '首页',
    state: {
      suspended: '暂停销售',
      frozen: '暂停销售',
      delisted: '已停售',
      interface_delisted: '已停售',
      specification_delisted: '此规格已停售',
      hidden: '不公开',
    },
    why: {
      suspended: '运营人员已暂停此商品的销售，暂时不能购买。',
      frozen: '此商品的接口发生故障，已暂停销售，修复后恢复。',
      delisted: '此商品已停售，不会恢复销售。',
      interface_delisted: '此商品因接口故障停售，商家修复后可能恢复销售。',
      specification_delisted: '商家已停售此规格，不会恢复销售。此商品的其他规格可在商品页查看。',
      hidden: '此商品不公开销售，仅可通过商家提供的链接购买。',
    },
    until: '预计恢复时间',
    holders: '已购买此商品',
    running: {
      suspended: '现有服务可继续使用和续费，暂停期间不能变更。',
      frozen: '现有服务可继续使用和续费，恢复销售前不能变更。',
      delisted: '现有服务可使用至到期，不能续费和变更。',
      interface_delisted: '现有服务可使用至到期，恢复销售前不能续费和变更。',
      specification_delisted: '此规格的现有服务可使用至到期，不能续费和变更。',
      hidden: '现有服务不受影响，可继续使用和续费。',
    },
    access: '访问地址和账号可在买家中心的“已购买的服务”中查看。',
    refund: '开通失败的订单仍会自动全额退款。',
    orders: {
      suspended: '未支付的订单不能再支付，系统会自动取消并通知您。',
      frozen: '未支付的订单不能再支付，系统会自动取消并通知您。',
      delisted: '未支付的订单不能再支付，系统会自动取消并通知您。',
      interface_delisted: '未支付的订单不能再支付，系统会自动取消并通知您。',
      specification_delisted: '包含此规格的未支付订单不能再支付，系统会自动取消并通知您。',
      hidden: '未支付的订单可在支付期限内按下单价格支付，也可以取消。',
    },
    others: '查看其他规格',
    inCategory: (category: string) => `查看${category}商品`,
    all: '查看全部商品',
    services: '已购买的服务',
    similar: '同类商品',
  },
  {
    where: 'Breadcrumb',
    home: 'Home',
    state: {
      suspended: 'Sales paused',
      frozen: 'Sales paused',
      delisted: 'Delisted',
      interface_delisted: 'Delisted',
      specification_delisted: 'Specification delisted',
      hidden: 'Unlisted',
    },
    why: {
      suspended: 'An operator has paused sales of this product. You cannot buy it at the moment.',
      frozen:
        'The interface of this product does not work. Sales are paused until the seller has repaired it.',
      delisted: 'This product has been delisted. It will not be sold again.',
      interface_delisted:
        'This product has been delisted because its interface does not work. It may be sold again after a repair.',
      specification_delisted:
        'The seller has delisted this specification. It will not be sold again. Other specifications are on the product page.',
      hidden: 'This product is unlisted. You can only buy it through a link from the seller.',
    },
    until: 'Expected back on',
    holders: 'If you have bought this product',
    running: {
      suspended:
        'Your services keep running and can be renewed. They cannot be changed while sales are paused.',
      frozen: 'Your services keep running and can be renewed. They cannot be changed while sales are paused.',
      delisted: 'Your services run until they expire. They cannot be renewed or changed.',
      interface_delisted:
        'Your services run until they expire. They cannot be renewed or changed unless the product is sold again.',
      specification_delisted:
        'Your services with this specification run until they expire. They cannot be renewed or changed.',
      hidden: 'Your services are not affected. They keep running and can be renewed.',
    },
    access: 'Find your URLs and usernames in the Buyer Centre, under “Purchased services”.',
    refund: 'You still get an automatic full refund if activation fails.',
    orders: {
      suspended: 'Unpaid orders can no longer be paid. They are cancelled automatically and we notify you.',
      frozen: 'Unpaid orders can no longer be paid. They are cancelled automatically and we notify you.',
      delisted: 'Unpaid orders can no longer be paid. They are cancelled automatically and we notify you.',
      interface_delisted:
        'Unpaid orders can no longer be paid. They are cancelled automatically and we notify you.',
      specification_delisted:
        'Unpaid orders with this specification can no longer be paid. They are cancelled automatically and we notify you.',
      hidden: 'You can still pay an unpaid order at its original price before the deadline, or cancel it.',
    },
    others: 'View other specifications',
    inCategory: (category) => `View products in ${category}`,
    all: 'View all products',
    services: 'Purchased services',
    similar: 'Similar products',
  },
)
