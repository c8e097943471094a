import { firstPages } from './first-pages.ts'
import type { Agreement, TextKind } from './schema.ts'

const user = {
  zh: `本协议是您与云商店运营方之间的约定。您注册账号、下单或使用服务，即表示同意本协议；每件商品另有商家的服务协议。

# 账号
- 账号仅限本人使用；企业账号由企业授权的成员使用，成员的权限由企业管理员设定。
- 您应当提供真实的资料，并妥善保管密码。发现账号被他人使用的，应当立即修改密码并通知运营人员。

# 订单与支付
- 商品由商家提供并负责，云商店展示商家提交并经过审核的内容。
- 订单金额按提交时的单价、数量和时长计算；价格在提交时已经变动的，不会生成订单。
- 款项从账户余额中扣除。未支付的订单可以随时取消，逾期未支付的自动取消。

# 开通与服务期
- 支付成功后，云商店立即请求商家开通；未在页面所示期限内开通的，实付金额自动全额退回余额。
- 服务期从开通成功起计算。到期前会多次提醒；到期后依次经过宽限期和保留期，保留期结束后资源释放，数据不能恢复。

# 退款
- 支持五天无理由退订的商品，可以在期限内自助退订，每个自然年的次数有限。
- 其他退款由您与商家协商；协商不成的，可以提交申诉，由运营人员裁定。
- 退款退回账户余额。

# 评价、咨询与工单
- 评价来自真实购买的买家，评价、咨询和回复经过审核后公开，对其他访客隐去您的名称，除非您选择公开。
- 不得发布违法、侵权、虚假或与商品无关的内容。

# 记录与中止
- 云商店保存订单、支付、接口调用和操作的记录，您可以在订单页查看与您有关的部分。
- 账号被用于违法活动或危及他人服务的，云商店可以中止账号并说明原因，您可以提出申诉。`,
  en: `This agreement is between you and the operator of this marketplace. You accept it by signing up, by ordering or by using a service; each product also has a service agreement of its seller.

# Accounts
- An account is used only by its owner; the account of a company is used by members whom the company has authorised, with the rights that its administrators set.
- The details that you give are true, and you keep your password to yourself. If somebody else uses your account, change the password at once and tell an operator.

# Orders and payments
- Sellers provide the products and are responsible for them. The marketplace shows what sellers have submitted and operators have reviewed.
- The amount of an order is computed from the price, quantity and term at the time it is submitted. If the price has changed by then, nothing is ordered.
- Orders are paid from your account balance. An unpaid order can be cancelled at any time, and is cancelled when its time to pay is over.

# Activation and term
- After the payment the marketplace asks the seller to activate the service. What is not activated within the time that the page shows is refunded to your balance in full.
- The term begins when the service is activated. You are reminded several times before it ends; then follow a grace period and a retention period. After these its resources are released, and its data cannot be restored.

# Refunds
- A product with a five-day refund can be returned by yourself within that time, so many times in a calendar year.
- You agree on other refunds with the seller. If you cannot agree, you can appeal, and an operator decides.
- Refunds go to your account balance.

# Reviews, questions and tickets
- Reviews come from buyers who really bought. Reviews, questions and answers are published after they were checked, without your full name unless you choose to show it.
- Nothing may be published that is illegal, infringes the rights of others, is untrue, or has nothing to do with the product.

# Records and suspension
- The marketplace keeps records of orders, payments, calls and acts; the pages of your orders show what concerns you.
- An account that is used for something illegal, or that endangers the services of others, can be suspended. You are told why, and can appeal.`,
}

const privacy = {
  zh: `# 保存哪些信息
- 您填写的账号、企业和联系资料，以及订单、工单、评价等您提交的内容。
- 您的操作记录和登录设备，用于安全和审计。
- 密码只保存不可逆的摘要。

# 用在哪里
用于交易、开通服务、通知和安全，不用于其他目的。云商店不使用第三方统计或广告，页面不加载其他网站的内容。

# 提供给谁
- 手机号、邮箱等信息仅在您下单时明确同意后提供给商家，下单页会逐项列出。
- 企业启用应用登录或人员同步的，企业管理员授权的人员资料会提供给所绑定的应用。
- 除法律要求外，不提供给其他人。

# Cookie
只使用登录、语言、主题等运行所必需的 Cookie，不做跨网站跟踪。

# 您的权利
您可以在账号页查看和修改资料、结束其他登录、取消邮件订阅。如需查询、更正或删除其他资料，请[联系云商店](/contact)；交易和审计记录按法律规定的期限保存。`,
  en: `# What is kept
- The account, company and contact details that you enter, and what you submit: orders, tickets, reviews and the like.
- What you do and the devices on which you are signed in, for security and audits.
- Of your password only a hash is kept.

# What it is used for
For trade, for activating services, for notifications and for security, and for nothing else. The marketplace uses no analytics or advertising of third parties, and its pages load nothing from other websites.

# Who gets it
- Sellers get your phone number or email only if you agree to that when you order; the page of the order lists each of them.
- If your company uses sign-on or synchronises its people, the connected apps get the details of the people whom its administrators authorise.
- Nobody else gets it, unless the law requires it.

# Cookies
Only what the pages need to work: your sign-in, language and theme. Nothing follows you to other websites.

# Your rights
On your account page you can see and change your details, end other sign-ins and unsubscribe from mails. To see, correct or delete other details, [contact the marketplace](/contact). Records of trade and audits are kept as long as the law requires.`,
}

const seller = {
  zh: `# 资料与审核
- 商家对其商品、服务和所提交资料的真实性负责。
- 商家资料、生产地址和商品须经运营人员审核；修改后再次审核，审核期间原内容继续有效。

# 开通与支持
- 商家按商品说明开通和交付服务，并在承诺的服务时间内提供支持。
- 未在期限内开通的新购订单自动全额退款给买家。
- 买家的工单、咨询和退款申请应当及时处理；超期未处理的，买家可以申诉，由运营人员裁定。

# 接口与密钥
- 生产地址应当持续可用，接口调用的每次请求和响应均有记录，双方可查。
- 访问密钥由商家保管，不得提供给他人；泄露时应当立即更换。

# 买家资料
商家只将买家资料用于提供所购服务，服务终止后按法律和约定删除。

# 停售与中止
- 商家可以申请停售商品；已售出的服务应当继续提供至到期。
- 严重或多次违反本协议的，云商店可以下架商品或中止合作，并说明原因。`,
  en: `# Details and reviews
- Sellers are responsible for their products and services and for the truth of the details they submit.
- Operators review company details, endpoints and products. A change is reviewed again; until then the earlier content stays in effect.

# Activation and support
- Sellers activate and deliver what they describe, and give support at the times they promise.
- New orders that are not activated in time are refunded to the buyer in full, automatically.
- Tickets, questions and refund requests of buyers are answered in time. If they are not, buyers can appeal, and an operator decides.

# Interfaces and keys
- Endpoints stay available. Each request and response of a call is recorded, and both sides can look it up.
- Sellers keep their access keys to themselves, and replace a key at once if it has become known.

# Details of buyers
Sellers use the details of buyers only to provide what was bought, and delete them after the service has ended, as the law and the agreements say.

# Delisting and suspension
- Sellers can ask to delist a product; services that were sold go on until their term ends.
- After a serious breach, or several, the marketplace can delist products or end the cooperation, and says why.`,
}

/** What applies until an operator publishes a text: true of this software, and no legal advice. */
export const firstTexts: Readonly<Record<TextKind, Agreement>> = {
  ...firstPages,
  user: { version: 0, text: user },
  privacy: { version: 0, text: privacy },
  seller: { version: 0, text: seller },
}
