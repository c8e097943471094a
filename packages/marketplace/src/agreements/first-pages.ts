import type { InfoKind } from '@loggia/protocol/console/agreements/kinds'
import type { Agreement } from './schema.ts'

const help = {
  zh: `# 买家

## 如何实名认证？
登录后打开[组织资料](/buyer/organisation)，填写企业或个人资料并提交。运营人员审核通过后，即可购买和试用；个人认证即可下单，部分试用须企业认证。

## 如何充值？
在[充值](/buyer/top-ups/new)页填写金额，即可获得收款账户和付款附言。到银行转账时填写此附言，运营人员核对到账后入账，通常为 1 个工作日。进度在[充值](/buyer/top-ups)中查看，每一笔明细在[余额](/buyer/balance)中查看。

## 如何购买？
- 在[商品列表](/search)中找到商品，选择规格、数量和时长，页面会逐行列出价格。
- 阅读并同意协议，提交订单并用余额支付。
- 7 天内未支付的订单自动取消；占用库存的，24 小时后释放库存。

支付后由云商店通知商家开通，每次调用都记录在订单的时间线上。3 小时内未开通的，实付金额自动全额退回余额。

## 如何试用？
带“试用”标记的商品可以免费试用，每个账号每款商品一次。试用到期不会自动扣款；到期前可在[已购买的服务](/buyer/services)中转正，数据和实例不变。

## 五天内如何退订？
注明支持五天无理由退订的商品，在服务开通后 5 天（120 小时）内可在[已购买的服务](/buyer/services)中退订，为该服务支付的款项全额退回余额。每个账号每个自然年最多 10 次。退订后服务立即停止，商家将释放资源。试用不能退订。

尚未开始的续费也可以全额退回，同样计入次数。

## 如何续费或变更？
在[已购买的服务](/buyer/services)中选择一个或多个服务续费，价格和到期时间会先列出，确认后用余额支付。服务详情页可开启自动续费，也可升级或扩容，只补剩余时间的差价。

## 服务到期后会怎样？
- 到期前 30、15、7、3、1 天各提醒一次。
- 到期后进入宽限期，服务仍可使用。
- 宽限期结束后服务冻结，进入保留期；此时续费即可恢复。
- 保留期结束后释放资源，数据由商家删除，不能恢复。

宽限期和保留期的天数取决于客户等级，在服务详情页可以看到具体时间。

## 服务有问题，找谁？
在订单页或服务页提交[工单](/buyer/tickets)：受理工单的商家在服务时间内 8 小时首次答复，未按时答复或未解决的，可以转给运营人员。商品页还有商家的服务时间、热线和邮箱。账号、余额、订单和退款的问题，请[联系云商店](/contact)。

## 如何投诉？
提交[工单](/buyer/tickets)时类型选择“投诉”。投诉由运营人员处理，商家看不到。

# 商家

## 如何成为商家？
打开[成为商家](/sell)，按步骤提交企业和服务资料。运营人员审核通过后，可使用卖家中心。

## 如何接入？
在卖家中心填写生产地址并创建密钥，用测试调用逐项验证接口，然后提交商品审核。指南、协议规范和工具见[开发者](/developers)，接口说明见 [API 参考](/api/docs)。

## 商品什么时候可以销售？
地址和商品都须通过运营人员审核。通过后商品自动上线；改价和修改内容需再次审核，审核期间原内容继续销售。

## 开通失败会怎样？
云商店按重试策略重新调用，并在消息中通知您。新购订单 3 小时内未开通的，自动退款给买家。失败原因和每次请求、响应都可以在卖家中心的“生产接口消息”中查看。

# 账号

## 忘记密码怎么办？
打开[重置密码](/reset-password)，按页面提示操作。云商店未启用邮件时，请联系组织的主账号或云商店。`,
  en: `# Buyers

## How do I verify my account?
Sign in, open [Organisation](/buyer/organisation), and submit the details of your company or your own. Once an operator has approved them you can buy and start trials. Individual verification is enough to buy; some trials need a verified company.

## How do I top up?
Enter an amount under [Top-ups](/buyer/top-ups/new). You get a bank account and a payment reference: make the transfer with this reference. An operator credits it once it has arrived, usually within one working day. [Top-ups](/buyer/top-ups) shows the progress, and [Balance](/buyer/balance) every entry.

## How do I buy?
- Find a product in the [list of products](/search) and choose specification, quantity and term. The page shows the price line by line.
- Read and accept the agreements, place the order and pay from your balance.
- An order that is not paid within 7 days is cancelled automatically. Stock is held for 24 hours.

After payment we tell the seller to activate the service. The order’s timeline shows every call. If the service is not activated within 3 hours, the full amount goes back to your balance automatically.

## How do trials work?
Products marked as trial can be tried for free, once per account and product. You are not charged when a trial ends. Before it ends you can convert it under [Purchased services](/buyer/services); instance and data stay the same.

## How do I get a refund within five days?
If the product promises a five-day refund, you can cancel its service within 5 days (120 hours) of activation under [Purchased services](/buyer/services). Everything you paid for it goes back to your balance. Each account has 10 such refunds in a calendar year. The service stops at once and the seller releases it. Trials cannot be refunded.

A renewal that has not started can also be refunded in full. It counts towards the 10.

## How do I renew or change a service?
Under [Purchased services](/buyer/services), select one or more services and renew them. You see the price and the new end date before you pay from your balance. On the page of a service you can turn on auto-renewal, upgrade or scale out; you pay only the price difference for the remaining time.

## What happens when a service expires?
- We remind you 30, 15, 7, 3 and 1 days before.
- After expiry there is a grace period in which the service still works.
- Then the service is frozen for a retention period. Renew it and it works again.
- After that the service is released. The seller deletes its data, which cannot be restored.

The length of both periods depends on your customer level. The page of the service shows the exact times.

## Who helps with a service?
Open a [ticket](/buyer/tickets) on the page of the order or the service. A seller that takes tickets has 8 support hours for the first answer; if it is late or does not help, you can pass the ticket on to the operators. The product page also shows the seller’s hours, hotline and email. For your account, balance, orders and refunds, [contact the marketplace](/contact).

## How do I complain?
Open a [ticket](/buyer/tickets) and choose Complaint. Operators handle it, and the seller does not see it.

# Sellers

## How do I become a seller?
Open [Become a seller](/sell) and submit the details of your company and support. Once an operator has approved them you can use the Seller Centre.

## How do I integrate?
Enter your endpoint and create a key in the Seller Centre, check each operation with test calls, then submit your product for review. Guides, protocols and tools are on the page for [developers](/developers); the [API reference](/api/docs) describes the operations.

## When can my product be sold?
Operators review your endpoint and your product. An approved product is listed automatically. Changes of prices or content are reviewed again; the current version stays on sale meanwhile.

## What happens if an activation fails?
We call you again according to the retry schedule and send you a message. A new order that is not activated within 3 hours is refunded to the buyer automatically. The reason, and every request and response, is shown under Production messages in the Seller Centre.

# Accounts

## I forgot my password
Open [Reset password](/reset-password) and follow the steps. If this marketplace sends no emails, ask an owner of your organisation, or the marketplace.`,
}

const contact = {
  zh: `商品的咨询和售后，请联系商家：商品页有商家的服务时间、热线和邮箱。

账号、实名认证、余额、订单和退款的问题，请联系云商店运营人员。说明账号的邮箱和订单号，可以更快处理。常见问题见[帮助](/help)。`,
  en: `For questions about a product and for support, contact its seller. The product page shows the seller’s hours, hotline and email.

For your account, verification, balance, orders and refunds, contact the operators of the marketplace. Give the email of your account and the order number: it is faster. Common questions are answered in [Help](/help).`,
}

const about = {
  zh: `这是一个企业软件的云商店：商家销售商品，买家选购、试用、续费和退订，运营人员审核商家和商品。

# 我们的规则

- 价格逐项列明，提交时价格如有变动，不会生成订单。
- 每次调用商家接口都有记录，买家可在订单的时间线上查看。
- 3 小时内未开通的服务自动全额退款。
- 支持五天无理由退订的商品，开通后 5 天内可以退订。

# 软件

本云商店基于开源软件 Loggia 运行，使用 Apache-2.0 许可。接口规范和接入工具对所有商家公开，见[开发者](/developers)。`,
  en: `This is a marketplace for business software. Sellers list products; buyers choose, try, renew and cancel them; operators review sellers and products.

# Our rules

- Prices are itemised. If a price has changed when you submit, no order is placed.
- Every call to a seller is recorded, and buyers see it in the order’s timeline.
- A service that is not activated within 3 hours is refunded in full automatically.
- Products with a five-day refund can be cancelled within 5 days of activation.

# The software

This marketplace runs on the open-source software Loggia, licensed under Apache-2.0. The interfaces and the tools for integration are open to every seller: see the page for [developers](/developers).`,
}

/** The pages that apply until an operator publishes others: what is true of every marketplace that runs this software. */
export const firstPages: Readonly<Record<InfoKind, Agreement>> = {
  help: { version: 0, text: help },
  contact: { version: 0, text: contact },
  about: { version: 0, text: about },
}
