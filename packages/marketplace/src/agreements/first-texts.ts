import { firstPages } from './first-pages.ts'
import type { Agreement, TextKind } from './schema.ts'

/** What applies until an operator publishes a text: short, true of this software, and no legal advice. */
export const firstTexts: Readonly<Record<TextKind, Agreement>> = {
  ...firstPages,
  user: {
    version: 0,
    text: {
      zh: '买家通过本云商店购买商品，商品由商家提供并负责。买家须按订单支付，并遵守商品的服务协议。云商店保存订单、支付和交付的记录，并按规则处理退款。账号仅限本人或其企业的成员使用。',
      en: 'Buyers order products through this marketplace. Sellers provide them and are responsible for them. Buyers pay for their orders and follow the service agreement of each product. The marketplace keeps records of orders, payments and delivery, and handles refunds according to its rules. An account is used only by its owner or by members of the company.',
    },
  },
  privacy: {
    version: 0,
    text: {
      zh: '云商店保存您填写的账号、企业和联系资料，以及您的操作记录，用于交易、开通服务、通知和安全，不用于其他目的。手机号、邮箱等信息仅在您下单时明确同意后提供给商家。密码只保存不可逆的摘要。云商店不使用第三方统计或广告。如需查询或更正您的资料，请联系云商店运营人员。',
      en: 'The marketplace keeps the account, company and contact details that you enter, and records what you do, for trade, for activating services, for notifications and for security, and for nothing else. Sellers get your phone number or email only if you agree to that when you order. Of your password only a hash is kept. The marketplace uses no analytics or advertising of third parties. To see or correct your details, contact a marketplace operator.',
    },
  },
  seller: {
    version: 0,
    text: {
      zh: '商家对其商品、服务和所提交资料的真实性负责，按商品说明开通和交付服务，并在承诺的时间内提供支持。云商店审核商家资料、生产地址和商品，记录接口调用；商家未按时开通的订单自动退款。商家只将买家资料用于提供所购服务。',
      en: 'Sellers are responsible for their products and services and for the truth of the details they submit. They activate and deliver what they describe, and give support at the times they promise. The marketplace reviews company details, endpoints and products, and records calls. Orders that are not activated in time are refunded automatically. Sellers use the details of buyers only to provide what was bought.',
    },
  },
}
