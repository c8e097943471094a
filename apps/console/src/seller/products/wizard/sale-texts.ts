import { defineTexts } from '@loggia/ui'

/** To whom a product is sold, and what buyers are asked. */
export const saleTexts = defineTexts(
  {
    title: '可见性',
    hidden: '不公开：不显示在云商店和搜索结果中，只能通过链接购买',
    buyersTitle: '买家认证',
    enterprises: '仅限通过企业认证的买家购买',
    buyersNote: '不勾选时，通过实名认证的企业和个人都可以购买。',
    afterSaleTitle: '售后承诺',
    afterSale: {
      fiveDayRefund: '五天无理由退订：开通或转正后 5 天内可全额退款，服务随即释放',
      upgrades: '服务期内升级与扩容：您的服务器须支持 upgradeInstance',
      renewalChanges: '续费时变更配置或数量：您的服务器须支持 changeInstanceCheck',
    },
    supervised: '商品使用服务监管，不支持五天无理由退订；验收前由双方协商退款。',
    plans: '升级和变更只能在同一规格内进行，买家不能更换规格。套餐应设为选项属性的不同取值。',
    afterSaleNote: '这些承诺会显示在商品页。已售出的服务，按购买时的退订承诺执行。',
    dataTitle: '买家资料',
    dataNotePerformed: '下单时告知买家需要哪些资料，买家同意后您的人员才能查看。',
    dataNote: '下单时告知买家需要哪些资料，买家同意后才会传给您的服务器。',
    data: { phone: '手机号', email: '邮箱', user_name: '用户名' },
    agreementTitle: '服务协议',
    agreementNote: '您与买家之间的协议，买家下单勾选后生效；不留空白项，不要求盖章。',
    agreement: '协议正文',
    laterTitle: '其他设置',
    later: '销售对象、销售地区、试用对象、限购和库存无需审核，在商品页设置。',
  },
  {
    title: 'Visibility',
    hidden:
      'Unlisted: not shown in the marketplace or in search results, and only available through its link',
    buyersTitle: 'Buyer verification',
    enterprises: 'Only verified companies can buy',
    buyersNote: 'Otherwise, any verified company or individual can buy.',
    afterSaleTitle: 'After-sales promises',
    afterSale: {
      fiveDayRefund:
        'Five-day refund: a full refund within 5 days of activation or conversion; the service is then released',
      upgrades: 'Upgrades and scale-out during the term: your server must support upgradeInstance',
      renewalChanges:
        'Change of configuration or quantity at renewal: your server must support changeInstanceCheck',
    },
    supervised:
      'The product has service supervision, so there is no five-day refund; before acceptance, refunds are negotiated.',
    plans:
      'Upgrades and changes stay within one specification: a buyer can never change to another. Set up plans as values of an option attribute.',
    afterSaleNote:
      'These promises appear on the product’s page. Services already sold keep the refund promise they were bought with.',
    dataTitle: 'Buyer data',
    dataNotePerformed:
      'Buyers are told which data you need when they order. Your team sees it only with their consent.',
    dataNote:
      'Buyers are told which data you need when they order. It goes to your server only with their consent.',
    data: { phone: 'Phone number', email: 'Email', user_name: 'Username' },
    agreementTitle: 'Service agreement',
    agreementNote:
      'Between you and the buyer, who accepts it when ordering. It has no blanks to fill in and needs no seal.',
    agreement: 'Agreement text',
    laterTitle: 'Other settings',
    later:
      'Who can buy or try the product, its regions, purchase limits and stock need no review. Set them on the product’s page.',
  },
)
