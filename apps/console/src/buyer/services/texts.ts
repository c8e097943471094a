import { defineTexts } from '@loggia/ui'

export const serviceTexts = defineTexts(
  {
    title: '已购买的服务',
    lead: '最先冻结或释放的服务排在前面。勾选多项可一起续费。',
    loss: {
      use: (name: string, freezes: string, releases: string) =>
        `${name}已到期，${freezes} 冻结，数据保留至 ${releases}。`,
      data: (name: string, _freezes: string, releases: string) =>
        `${name}已冻结，数据保留至 ${releases}，逾期释放且无法恢复。`,
    },
    types: '商品类型',
    allTypes: '全部',
    figures: {
      label: '服务概况',
      inUse: (expiring: number, trials: number): string =>
        [expiring > 0 && `${expiring} 项即将到期`, trials > 0 && `${trials} 项试用`]
          .filter(Boolean)
          .join('，') || '均未临近到期',
      below: { active: '', opening: '含实施与交付', grace: '到期未续费', retention: '数据保留中' },
      renewals: '未来 14 天自动续费',
      services: (count: string) => `${count} 项服务`,
    },
    filter: { label: '状态', any: '全部状态', text: '商品、商家、订单号或实例 ID' },
    selection: {
      all: '全选可续费的服务',
      one: (name: string) => `选择${name}`,
      count: (count: string) => `已选 ${count} 项`,
      note: '合并报价，一次支付。',
      tooMany: (most: string) => `一次最多续费 ${most} 项。`,
      renew: (count: string) => `续费 ${count} 项`,
      clear: '取消选择',
    },
    next: {
      opens: (day: string) => `最迟 ${day} 开通`,
      expires: (day: string) => `${day} 到期`,
      freezes: (day: string) => `${day} 冻结`,
      releases: (day: string) => `数据保留至 ${day}`,
      trialEnds: (day: string) => `${day} 试用结束`,
    },
    timeLeft: (span: string) => `剩余 ${span}`,
    after: (freezes: string, releases: string) => `${freezes} 冻结，${releases} 释放`,
    noEnd: '长期有效',
    autoRenewal: { on: '自动续费', off: '未开启', by: { month: '按月', year: '按年' } },
    renew: '续费',
    renewFrozen: '续费解冻',
    convert: '转正',
    browse: '选购商品',
    columns: {
      pick: '选择',
      service: '服务',
      state: '状态',
      expiry: '到期时间',
      left: '剩余',
      autoRenewal: '自动续费',
      acts: '操作',
    },
    opensBy: (time: string) => `最迟 ${time} 开通`,
    details: '资源详情',
    detailsOf: (name: string) => `资源详情：${name}`,
    empty: { title: '暂无服务', text: '购买的服务会显示在这里，开通后可查看访问地址和账号。' },
    emptyFiltered: { title: '没有符合条件的服务', text: '调整筛选条件，或查看全部。' },
    help: '提交工单',
    missing: {
      title: '服务不存在',
      text: '地址可能有误，或者服务属于其他账号。',
      back: '返回服务列表',
    },
    facts: {
      review: '评价此商品',
      title: '服务信息',
      product: '商品',
      specification: '规格',
      quantity: '数量',
      instance: '实例 ID',
      order: '订单',
    },
    /** Of what people deliver: it has no address. */
    performed: {
      title: '交付',
      text: '由商家的人员交付，您在服务监管中查看进展和验收。',
      order: '查看订单',
    },
    access: {
      title: '访问信息',
      asking: '正在向商家查询',
      askedAt: (time: string, ms: string) => `${time} 实时查询，耗时 ${ms} ms`,
      again: '重新查询',
      againBusy: '查询中',
      open: '打开应用',
      address: '访问地址',
      admin: '管理地址',
      account: '账号',
      password: '初始密码',
      showPassword: '显示初始密码',
      hidePassword: '隐藏初始密码',
      memo: '备注',
      ask: {
        text: (seller: string) =>
          `服务已开通，但${seller}没有返回访问地址。可联系商家了解使用方法，并提供订单号。`,
        seller: '查看商家页面',
        hotline: '服务热线',
        email: '服务邮箱',
        hours: '服务时间',
        order: '订单号',
      },
      notStored: '由商家实时返回，云商店不保存。',
      newWindow: '在新窗口打开',
      notReady: {
        title: '访问信息尚未就绪',
        text: '商家服务器已响应，但还没有此实例的访问信息，通常几分钟后可查到。',
      },
      unavailable: {
        title: '暂时无法获取访问信息',
        text: '商家接口没有返回有效的响应。服务可能仍在正常运行，您已保存的地址和账号不受影响。',
      },
      verdict: '查询结果',
      opening: {
        title: '服务开通中',
        text: (time: string) =>
          `开通后，访问地址、账号和初始密码会显示在这里。最迟 ${time} 开通，逾期未开通自动全额退款。`,
        textWithoutTime: '开通后，访问地址、账号和初始密码会显示在这里。',
        progress: '查看进度',
      },
      barred: {
        title: '服务因违规被冻结',
        text: (reason: string) => `解除冻结前无法查看访问信息。原因：${reason}`,
      },
      frozen: {
        title: '服务已冻结',
        text: (time: string, isTrial: boolean) =>
          `服务已到期，暂时无法使用。数据保留至 ${time}，在此之前${isTrial ? '转正' : '续费'}即可恢复。`,
        textWithoutTime: (isTrial: boolean) =>
          `服务已到期，暂时无法使用，${isTrial ? '转正' : '续费'}后即可恢复。`,
      },
      released: {
        title: '服务已释放',
        text: '服务到期后未续费，商家已释放实例，无法恢复。',
        order: '查看订单',
      },
      cancelled: {
        title: '服务已取消',
        text: '服务未能开通，或在验收前终止。退款金额见订单。',
        returned: '服务已退订，款项已退回账户余额。',
        order: '查看订单',
      },
    },
  },
  {
    title: 'Purchased services',
    lead: 'Services that freeze or are released next come first. Select several to renew them together.',
    loss: {
      use: (name: string, freezes: string, releases: string) =>
        `${name} has expired. It freezes on ${freezes}, and its data is kept until ${releases}.`,
      data: (name: string, _freezes: string, releases: string) =>
        `${name} is frozen. Its data is kept until ${releases} and cannot be recovered afterwards.`,
    },
    types: 'Product type',
    allTypes: 'All',
    figures: {
      label: 'Services at a glance',
      inUse: (expiring, trials) =>
        [expiring > 0 && `${expiring} expiring soon`, trials > 0 && `${trials} on trial`]
          .filter(Boolean)
          .join(', ') || 'None ends soon',
      below: {
        active: '',
        opening: 'with work and deliveries',
        grace: 'expired, not renewed',
        retention: 'data is kept',
      },
      renewals: 'Auto-renewals, 14 days',
      services: (count) => (count === '1' ? '1 service' : `${count} services`),
    },
    filter: { label: 'State', any: 'All states', text: 'Product, seller, order number or instance ID' },
    selection: {
      all: 'Select all renewable services',
      one: (name: string) => `Select ${name}`,
      count: (count: string) => `${count} selected`,
      note: 'One quote, one payment.',
      tooMany: (most: string) => `You can renew up to ${most} services at once.`,
      renew: (count: string) => `Renew ${count}`,
      clear: 'Clear selection',
    },
    next: {
      opens: (day: string) => `Activation due by ${day}`,
      expires: (day: string) => `Expires ${day}`,
      freezes: (day: string) => `Freezes ${day}`,
      releases: (day: string) => `Data kept until ${day}`,
      trialEnds: (day: string) => `Trial ends ${day}`,
    },
    timeLeft: (span: string) => `${span} left`,
    after: (freezes: string, releases: string) => `Freezes ${freezes}, data kept until ${releases}`,
    noEnd: 'No expiry',
    autoRenewal: { on: 'Auto-renews', off: 'Off', by: { month: 'monthly', year: 'yearly' } },
    renew: 'Renew',
    renewFrozen: 'Renew and unfreeze',
    convert: 'Convert',
    browse: 'Browse products',
    columns: {
      pick: 'Select',
      service: 'Service',
      state: 'State',
      expiry: 'Expiry',
      left: 'Left',
      autoRenewal: 'Auto-renewal',
      acts: 'Actions',
    },
    opensBy: (time: string) => `Activation due by ${time}`,
    details: 'Details',
    detailsOf: (name: string) => `Details: ${name}`,
    empty: {
      title: 'No services yet',
      text: 'Services you buy appear here, with everything you need to access them.',
    },
    emptyFiltered: { title: 'No services match', text: 'Change the filters, or view all services.' },
    help: 'Get help',
    missing: {
      title: 'Service not found',
      text: 'The address may be wrong, or the service belongs to another account.',
      back: 'Back to services',
    },
    facts: {
      review: 'Review this product',
      title: 'Service details',
      product: 'Product',
      specification: 'Specification',
      quantity: 'Quantity',
      instance: 'Instance ID',
      order: 'Order',
    },
    performed: {
      title: 'Delivery',
      text: 'The seller’s people deliver this. See how far it is, and accept it, under service supervision.',
      order: 'View order',
    },
    access: {
      title: 'Access details',
      asking: 'Getting details from the seller',
      askedAt: (time: string, ms: string) => `Live from the seller at ${time}, took ${ms} ms`,
      again: 'Refresh',
      againBusy: 'Refreshing',
      open: 'Open application',
      address: 'URL',
      admin: 'Admin URL',
      account: 'Username',
      password: 'Initial password',
      showPassword: 'Show initial password',
      hidePassword: 'Hide initial password',
      memo: 'Note',
      ask: {
        text: (seller: string) =>
          `The service is active, but ${seller} did not return a URL. Ask the seller how to use it, and quote your order number.`,
        seller: 'View seller page',
        hotline: 'Hotline',
        email: 'Email',
        hours: 'Support hours',
        order: 'Order number',
      },
      notStored: 'Provided live by the seller. We never store it.',
      newWindow: 'Opens in a new window',
      notReady: {
        title: 'Access details are not ready yet',
        text: 'The seller’s server responded, but has no access details for this instance yet. They usually arrive within a few minutes.',
      },
      unavailable: {
        title: 'Access details are unavailable at the moment',
        text: 'The seller’s server did not return a valid response. The service itself may still be running, and any URL or username you have saved is not affected.',
      },
      verdict: 'Result',
      opening: {
        title: 'The service is being activated',
        text: (time: string) =>
          `The URL, username and initial password appear here once the service is active. If it is not active by ${time}, you get an automatic full refund.`,
        textWithoutTime: 'The URL, username and initial password appear here once the service is active.',
        progress: 'View progress',
      },
      barred: {
        title: 'The service is frozen for a violation',
        text: (reason: string) =>
          `Access details are unavailable until the freeze is lifted. Reason: ${reason}`,
      },
      frozen: {
        title: 'The service is frozen',
        text: (time: string, isTrial: boolean) =>
          `The service has expired and cannot be used. Its data is kept until ${time}. ${isTrial ? 'Convert the trial' : 'Renew'} before then to restore it.`,
        textWithoutTime: (isTrial: boolean) =>
          `The service has expired and cannot be used. ${isTrial ? 'Convert the trial' : 'Renew'} to restore it.`,
      },
      released: {
        title: 'The service has been released',
        text: 'It expired without a renewal. The seller has released the instance, and it cannot be restored.',
        order: 'View order',
      },
      cancelled: {
        title: 'The service is cancelled',
        text: 'It was not activated, or it ended before you accepted it. The order shows what was refunded.',
        returned: 'It was cancelled, and the amount you paid was refunded to your balance.',
        order: 'View order',
      },
    },
  },
)
