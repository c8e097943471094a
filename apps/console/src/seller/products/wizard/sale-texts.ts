import { defineTexts } from '@loggia/ui'

/** To whom a product is sold, and what buyers are asked. */
export const saleTexts = defineTexts(
  {
    title: '公开销售',
    hidden: '不公开：不出现在云商店和搜索里，只能通过链接购买',
    buyersTitle: '买家认证',
    enterprises: '只卖给通过企业认证的买家',
    buyersNote: '不勾选时，通过实名认证的企业和个人都可以购买。',
    afterSaleTitle: '售后',
    afterSale: {
      fiveDayRefund: '五天无理由退订：开通或转正后 5 天内全额退款，服务随即释放',
      upgrades: '有效期内升级与扩容：您的服务器须能答复 upgradeInstance',
      renewalChanges: '续费时变更组合或数量：您的服务器须能答复 changeInstanceCheck',
    },
    afterSaleNote: '商品页会写明这些承诺。已售出的服务按购买时的退订承诺执行。',
    dataTitle: '买家资料',
    dataNotePerformed: '买家下单时会看到您要求的资料，经其同意后才给您的人员看。',
    dataNote: '买家下单时会看到您需要哪些资料，同意后才会传给您的服务器。',
    data: { phone: '手机号', email: '邮箱', user_name: '用户名' },
    agreementTitle: '服务协议',
    agreementNote: '您与买家之间的协议，下单时勾选后生效；不留空白项，不要求盖章。',
    agreement: '协议正文',
    laterTitle: '其他销售条件',
    later: '销售对象、销售地区、试用对象、购买上限和库存不需要审核，在商品页设置。',
  },
  {
    title: 'Visibility',
    hidden: 'Not public: neither in the marketplace nor in search, bought only through its link',
    buyersTitle: 'Verification of buyers',
    enterprises: 'Sold to verified enterprises only',
    buyersNote: 'Without it, every verified enterprise or person may buy.',
    afterSaleTitle: 'After the sale',
    afterSale: {
      fiveDayRefund:
        'Five-day refunds: all the money back within 5 days of the opening or conversion; the service is released',
      upgrades: 'Upgrades and more units during validity: your server answers upgradeInstance',
      renewalChanges: 'Another combination or quantity at renewal: your server answers changeInstanceCheck',
    },
    afterSaleNote:
      'The product’s page says so. A service that is sold keeps the promise of refund under which it was bought.',
    dataTitle: 'Buyer data',
    dataNotePerformed:
      'Buyers see at the order what you ask for; your people see it only with their consent.',
    dataNote: 'Buyers see at the order what you ask for; it goes to your server only with their consent.',
    data: { phone: 'Phone number', email: 'Mail address', user_name: 'User name' },
    agreementTitle: 'Service agreement',
    agreementNote:
      'Between you and the buyer; it takes effect when it is ticked at the order. No blanks to fill in, no seals.',
    agreement: 'Agreement',
    laterTitle: 'Other terms',
    later:
      'Audience, regions, whom a trial is for, purchase limits and stock need no review; they are set on the product’s page.',
  },
)
