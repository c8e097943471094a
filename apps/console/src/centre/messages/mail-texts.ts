import { defineTexts } from '@loggia/ui'

/** The emails that copy messages, by topic. */
export const mailSettingTexts = defineTexts(
  {
    title: '邮件通知',
    lead: '选择同时以邮件接收的消息，修改后立即保存。',
    to: '接收邮箱',
    off: '云商店未启用邮件，消息只在此处显示。',
    howOn: '配置邮件服务器后即可启用，所需的环境变量：',
    toSettings: '查看设置',
    fixed: '主账号始终接收',
    topics: {
      account: '账号',
      orders: '订单',
      services: '服务',
      money: '资金',
      products: '商品',
      interfaces: '接口',
      queues: '待办',
    },
    covers: {
      buyer: {
        account: '实名认证和入驻申请的结果，登录异常提醒。',
        orders: '服务监管的进展、自动取消的订单。',
        services: '到期提醒、冻结和释放、自动续费的结果。',
        money: '退款到账。',
      },
      seller: {
        account: '资料变更和入驻申请的结果，登录异常提醒。',
        orders: '服务监管的进展、验收结果、开通失败。',
        services: '客户的服务因违规被冻结，或解除冻结。',
        products: '商品和生产地址的审核结果、暂停和停售、证书到期、售罄。',
        interfaces: '调用的失败、暂停和恢复，实例异常，接口密钥异常。',
      },
      operator: {
        queues: '待处理的申请和注册，申诉和复核，待确认的密码重置。',
        money: '余额变动的确认和结果。',
        interfaces: '商家调用的暂停和恢复，实例异常，商家未确认的续费。',
        account: '登录异常提醒。',
      },
    },
  },
  {
    title: 'Emails',
    lead: 'Choose the messages that you also get by email. Changes are saved at once.',
    to: 'Sent to',
    off: 'This marketplace does not send emails. Messages appear only here.',
    howOn: 'To switch emails on, set up an email server. The environment variable is',
    toSettings: 'View settings',
    fixed: 'Owners always get these',
    topics: {
      account: 'Account',
      orders: 'Orders',
      services: 'Services',
      money: 'Balance',
      products: 'Products',
      interfaces: 'Interfaces',
      queues: 'To do',
    },
    covers: {
      buyer: {
        account: 'Results of your verification and seller application, and unusual sign-ins.',
        orders: 'Steps of service supervision, and orders cancelled automatically.',
        services: 'Expiry, freezing and release of services, and results of auto-renewals.',
        money: 'Refunds to your balance.',
      },
      seller: {
        account: 'Results of changes to your details and of your application, and unusual sign-ins.',
        orders: 'Steps of service supervision, results of acceptance, and failed activations.',
        services: 'Services of your customers that are frozen for a violation, or unfrozen.',
        products:
          'Reviews of products and endpoints, paused sales, delisting, expiring certificates, and stock.',
        interfaces: 'Calls that fail, pause or resume, and problems with instances and API keys.',
      },
      operator: {
        queues: 'Applications and sign-ups to review, appeals and re-checks, and password resets to confirm.',
        money: 'Balance adjustments to confirm, and their results.',
        interfaces:
          'Calls to sellers that pause or resume, problems with instances, and unconfirmed renewals.',
        account: 'Unusual sign-ins.',
      },
    },
  },
)
