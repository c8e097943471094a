import { defineTexts } from '@loggia/ui'

/** The sentence of each kind of message; a kind that is not here is shown by its name. */
export const messageTexts = defineTexts(
  {
    title: '消息',
    lead: {
      buyer: '与您的订单和服务有关的通知。',
      seller: '与您的商品、地址、订单和接口有关的通知。',
      operator: '需要运营人员知道的事。',
    },
    unread: '未读',
    empty: { title: '还没有消息', text: '需要您知道的事会写在这里。' },
    order: '查看订单',
    call: '查看这次调用',
    gate: '查看商家接口',
    calls: '查看生产接口消息',
    markRead: '标为已读',
    markReadOf: (title: string) => `标为已读：${title}`,
    markAllRead: '全部标为已读',
    openingFailed: {
      title: (product: string) => `${product}没有开通成功`,
      text: (order: string) => `订单 ${order} 到期限时仍未开通，款项已全额退回买家。`,
      orphan: '您的服务器可能已经建立实例但没有返回实例号，需要核对并清理。',
    },
    instanceUnaddressed: {
      title: (product: string) => `${product}已开通，但没有访问地址`,
      texts: {
        seller: (order: string) =>
          `您的服务器确认开通了订单 ${order}，但没有返回 appInfo.frontEndUrl。订单已完成；请尽快告知买家如何访问，并补上这个成员。`,
        operator: (order: string, seller: string) =>
          `${seller}确认开通了订单 ${order}，但没有返回 appInfo.frontEndUrl。订单已完成，买家页面显示商家的联系方式。同一商品只提醒一次。`,
      },
    },
    instanceShared: {
      titles: {
        opening: (product: string) => `${product}：实例号已被另一个服务占用`,
        release: (product: string) => `${product}：没有通知释放，实例号与另一个服务相同`,
        freeze: (product: string) => `${product}：没有通知冻结，实例号与另一个服务相同`,
        lift: (product: string) => `${product}：没有通知解除冻结，实例号与另一个服务相同`,
        returned_renewal: (product: string) => `${product}：没有通知退订续费，实例号与另一个服务相同`,
      },
      which: (reference: string, order: string, other: string) =>
        `实例号 ${reference} 同时属于订单 ${order} 和订单 ${other}。`,
      of: (seller: string) => `商家：${seller}。`,
      next: {
        opening: '应答按不合协议处理，期限内继续重试。请为每个订单行分配独立的实例号。',
        release: '如果通知释放，另一个服务也会停止。请只清理属于这个订单的部分，并让每个服务有独立的实例号。',
        freeze: '如果通知冻结，另一个服务也会停用。请自行停用属于这个订单的部分。',
        lift: '如果通知解除冻结，另一个服务也会恢复使用。请自行恢复属于这个订单的部分。',
        returned_renewal: '如果通知，另一个服务的到期时间也会提前。请自行更正这个订单的到期时间。',
      },
    },
    callFailing: {
      title: {
        waiting: (scene: string, product: string) => `${product}的“${scene}”调用没有成功`,
        stopped: (scene: string, product: string) => `${product}的“${scene}”调用已停止`,
        confirmed: (scene: string, product: string) => `${product}的“${scene}”调用已成功`,
        superseded: (scene: string, product: string) => `${product}的“${scene}”调用不再需要`,
        expired: (scene: string, product: string) => `${product}的“${scene}”调用已到期限`,
        restarted: (scene: string, product: string) => `${product}的“${scene}”调用已重新启动`,
      },
      anyProduct: '商品',
      order: (number: string) => `订单 ${number}。`,
      tried: (tries: string, time: string) => `已尝试 ${tries} 次，最近一次 ${time}。`,
      nextAt: (time: string) => `按计划 ${time} 再试。`,
      confirmed: (tries: string, time: string) => `共尝试 ${tries} 次，${time} 成功。`,
      superseded: (time: string) => `${time} 被同一服务的新调用取代，不再发出。`,
      expired: (time: string) => `对您的服务器的调用暂停期间，它的期限在 ${time} 结束，不再发出。`,
      restarted: (time: string) => `${time} 以新的调用重新启动，结果见那次调用。`,
      over: '期限已到，不再自动重试。',
      means: {
        release_instance: (reference: string) =>
          `您的服务器没有得知需要释放实例${reference}。请自行释放，或者修复后重新启动这次调用。`,
        query_instance: (reference: string) =>
          `查询没有返回实例${reference}的地址和账号，买家看不到访问信息。修复后重新启动这次调用。`,
        refresh_instance: (reference: string) =>
          `您的服务器没有得知实例${reference}新的到期时间。修复后重新启动这次调用，会带上届时的到期时间。`,
        set_instance_status: (reference: string) =>
          `您的服务器没有得知实例${reference}被冻结或解冻。修复后重新启动这次调用。`,
        lift_freeze: (reference: string) =>
          `您的服务器没有得知实例${reference}的违规冻结已解除。修复后重新启动这次调用。`,
        upgrade_instance: (reference: string) =>
          `您的服务器没有得知实例${reference}需要升级。修复后重新启动这次调用。`,
        notify_order: () => '您的服务器没有得知这个订单，订单本身不受影响。修复后重新启动这次调用。',
        other: () => '修复后重新启动这次调用。',
      },
    },
    sellerParked: {
      seller: { title: '对您的服务器的调用已暂停' },
      operator: { title: (seller: string) => `对${seller}的调用已暂停` },
      text: (failures: string, time: string) => `连续失败 ${failures} 次，从 ${time} 起不再发出新的调用。`,
      probeAt: (time: string) => `${time} 起隔一段时间用一次调用检查是否恢复。`,
    },
    sellerRecovered: {
      seller: { title: '对您的服务器的调用已恢复' },
      operator: { title: (seller: string) => `对${seller}的调用已恢复` },
      text: (from: string, to: string) => `从 ${from} 到 ${to} 暂停，等待中的调用正在补发。`,
    },
    orderRefunded: {
      title: (amount: string) => `已退款 ${amount}`,
      texts: {
        opening_failed: (order: string) => `商家没有在期限内开通订单 ${order}，款项已退回账户余额。`,
        not_delivered: (order: string) => `订单 ${order} 的交付已由运营终止，款项已退回账户余额。`,
        change_failed: (order: string) =>
          `商家没有在期限内完成订单 ${order} 的变更，款项已退回账户余额，服务保持原样。`,
        five_day: (order: string) => `订单 ${order} 的服务已退订，款项已退回账户余额，服务随即释放。`,
        renewal: (order: string) => `续费订单 ${order} 尚未生效，已退订，款项已退回账户余额。`,
      },
    },
    orderStopped: {
      title: (order: string) => `未支付的订单 ${order} 已取消`,
      texts: {
        suspended: (product: string) =>
          `${product}暂停销售，订单不能再支付。没有产生费用；恢复销售后可以重新下单。`,
        delisted: (product: string) => `${product}已停售，订单不能再支付。没有产生费用。`,
      },
    },
    addressDecided: {
      approved: '生产地址已通过',
      rejected: '生产地址未通过',
      next: '现在可以绑定到商品。',
    },
    productDecided: {
      release: {
        approved: (name: string) => `${name}已上架`,
        rejected: (name: string) => `${name}未通过审核`,
        next: '所有买家都能看到并购买。',
      },
      change: {
        approved: (name: string) => `${name}的修改已生效`,
        rejected: (name: string) => `${name}的修改未通过审核`,
        next: '新的内容从现在起对买家有效；已有订单不变。',
      },
      delisting: {
        approved: (name: string) => `${name}的停售申请已通过`,
        rejected: (name: string) => `${name}的停售申请未通过`,
        next: '不再接受新的订单；已有的服务继续到期满。',
      },
    },
    productSuspended: {
      title: (name: string) => `${name}被暂停销售`,
      until: (time: string) => `到 ${time} 自动恢复。`,
    },
    certificateExpiring: {
      title: (name: string) => `${name}的证书将在 30 天内到期`,
      text: '到期后云商店会隐藏商品。请提交带新证书的修改。',
    },
    certificateExpired: {
      title: (name: string) => `${name}的证书已到期`,
      text: '商品不再公开，只能通过链接购买。提交带有效证书的修改，通过后恢复公开。',
    },
    productReturned: { title: (name: string) => `${name}恢复销售`, text: '暂停期已满，买家可以购买。' },
    productTakenOff: {
      title: (name: string) => `${name}被运营人员停售`,
      text: '不再接受新的订单；已有的服务继续到期满。',
    },
    soldOut: {
      title: (name: string, specification: string) => `${name}的“${specification}”已售罄`,
      text: '补充库存后买家可以继续购买。',
    },
    changeCheckUnanswered: {
      title: (name: string) => `买家想在续费时变更${name}，您的服务器没有答复能否变更`,
      text: '请让服务器答复 changeInstanceCheck；不支持时，请提交商品修改，关闭“续费时变更组合或数量”。在此之前，买家续费时不能变更规格或数量。',
    },
    accountConfirmed: {
      title: (name: string) => `${name}的账号已确认`,
      text: '认证已通过，可以购买和试用。',
    },
    signInsSlowed: {
      title: (member: string) => `${member}的账号多次登录失败`,
      text: '可能有人在猜密码，之后的登录会放慢；登录过的浏览器不受影响。如果不是本人所为，请换一个更长的密码。',
    },
    openApiKeyLocked: {
      title: (name: string) => `接口密钥“${name}”收到多次错误签名`,
      text: (id: string) =>
        `签名错误的来源地址已锁定五分钟，其他地址不受影响。如果不是您的服务器，请留意密钥 ${id} 是否外泄。`,
    },
    organisationApplied: {
      seller: (name: string) => `${name}修改商家资料`,
      buyer: (name: string) => `${name}申请实名认证`,
      text: '三个工作日内答复。',
    },
    organisationDecided: {
      seller: {
        approved: '商家资料的修改已通过',
        rejected: '商家资料的修改未通过',
        next: '新的资料已经显示在商家页面。',
      },
      buyer: {
        approved: '实名认证已通过',
        rejected: '实名认证未通过',
        next: '认证级别见组织资料。',
      },
    },
    product: '查看商品',
    organisation: '查看资料',
    signUpWaiting: {
      title: (name: string) => `新账号等待确认：${name}`,
      text: '确认后才能登录和购买。',
    },
    applicationSubmitted: {
      title: (name: string) => `入驻申请：${name}`,
      text: '三个工作日内答复。',
    },
    applicationDecided: {
      approved: (name: string) => `${name}的入驻申请已通过`,
      rejected: (name: string) => `${name}的入驻申请未通过`,
      next: '现在可以在卖家中心发布商品。',
    },
    balanceChange: {
      waiting: (what: string, amount: string, buyer: string) => `待确认：${buyer}${what} ${amount}`,
      approved: (what: string, amount: string, buyer: string) => `已入账：${buyer}${what} ${amount}`,
      rejected: (what: string, amount: string, buyer: string) => `已拒绝：${buyer}${what} ${amount}`,
      kinds: { top_up: '充值', correction: '更正' },
      proposedBy: (name: string) => `由${name}提出，须另一位有“财务”角色的人确认。`,
      decidedBy: (name: string) => `由${name}处理。`,
    },
    balanceChanges: '查看余额变动',
    applications: '查看等待确认的账号',
    application: '查看申请',
    sellerCentre: '进入卖家中心',
    reason: (reason: string) => `理由：${reason}`,
  },
  {
    title: 'Messages',
    lead: {
      buyer: 'What you should know about your orders and services.',
      seller: 'What you should know about your products, addresses, orders and interfaces.',
      operator: 'What those who run the marketplace should know.',
    },
    unread: 'Unread',
    empty: { title: 'No messages yet', text: 'What you need to know is written here.' },
    order: 'See the order',
    call: 'See this call',
    gate: 'See seller interfaces',
    calls: 'See interface messages',
    markRead: 'Mark as read',
    markReadOf: (title: string) => `Mark as read: ${title}`,
    markAllRead: 'Mark all as read',
    openingFailed: {
      title: (product: string) => `${product} was not opened`,
      text: (order: string) =>
        `Order ${order} was not open when its time was over; the whole amount went back to the buyer.`,
      orphan: 'Your server may have made an instance without returning its ID. Check and clear it.',
    },
    instanceUnaddressed: {
      title: (product: string) => `${product} is open without an address`,
      texts: {
        seller: (order: string) =>
          `Your server confirmed order ${order} and returned no appInfo.frontEndUrl. The order is complete: tell the buyer soon how to use the service, and add this member.`,
        operator: (order: string, seller: string) =>
          `${seller} confirmed order ${order} and returned no appInfo.frontEndUrl. The order is complete, and the buyer’s page shows whom to ask. This is told once for each product.`,
      },
    },
    instanceShared: {
      titles: {
        opening: (product: string) => `${product}: its instance ID belongs to another service`,
        release: (product: string) => `${product}: release not told, as two services share an instance ID`,
        freeze: (product: string) => `${product}: freezing not told, as two services share an instance ID`,
        lift: (product: string) =>
          `${product}: end of freezing not told, as two services share an instance ID`,
        returned_renewal: (product: string) =>
          `${product}: returned renewal not told, as two services share an instance ID`,
      },
      which: (reference: string, order: string, other: string) =>
        `Instance ID ${reference} belongs to order ${order} and to order ${other}.`,
      of: (seller: string) => `Seller: ${seller}.`,
      next: {
        opening:
          'The answer counts as faulty and is asked for again while there is time. Give every order line an instance ID of its own.',
        release:
          'To tell it would end the other service too. Clear only what belongs to this order, and give each service an ID of its own.',
        freeze: 'To tell it would stop the other service too. Stop by yourself what belongs to this order.',
        lift: 'To tell it would let the other service be used too. Let what belongs to this order be used by yourself.',
        returned_renewal:
          'To tell it would bring the end of the other service forward too. Correct the end of this order by yourself.',
      },
    },
    callFailing: {
      title: {
        waiting: (scene: string, product: string) => `${scene} of ${product} does not succeed`,
        stopped: (scene: string, product: string) => `${scene} of ${product} has stopped`,
        confirmed: (scene: string, product: string) => `${scene} of ${product} has succeeded`,
        superseded: (scene: string, product: string) => `${scene} of ${product} is needed no more`,
        expired: (scene: string, product: string) => `${scene} of ${product}: its time is over`,
        restarted: (scene: string, product: string) => `${scene} of ${product} was restarted`,
      },
      anyProduct: 'a product',
      order: (number: string) => `Order ${number}.`,
      tried: (tries: string, time: string) =>
        tries === '1' ? `Tried once, at ${time}.` : `Tried ${tries} times, last at ${time}.`,
      nextAt: (time: string) => `The next try is planned for ${time}.`,
      confirmed: (tries: string, time: string) => `It succeeded at ${time} after ${tries} tries in all.`,
      superseded: (time: string) =>
        `A newer call of the same service took its place at ${time}; it is not sent again.`,
      expired: (time: string) =>
        `Its time ended at ${time}, while calls to your server were parked; it is not sent again.`,
      restarted: (time: string) => `It was started again at ${time} as a new call, which has the result.`,
      over: 'Its time is over, and it is not tried again by itself.',
      means: {
        release_instance: (reference: string) =>
          `Your server was not told to release instance${reference}. Release it yourself, or mend the cause and restart the call.`,
        query_instance: (reference: string) =>
          `The query returned no address and account of instance${reference}, so buyers cannot see access data. Mend the cause and restart the call.`,
        refresh_instance: (reference: string) =>
          `Your server was not told of the new expiry of instance${reference}. Mend the cause and restart the call; it will carry the expiry of that day.`,
        set_instance_status: (reference: string) =>
          `Your server was not told that instance${reference} is frozen or unfrozen. Mend the cause and restart the call.`,
        lift_freeze: (reference: string) =>
          `Your server was not told that the freeze of instance${reference} for a violation is lifted. Mend the cause and restart the call.`,
        upgrade_instance: (reference: string) =>
          `Your server was not told to upgrade instance${reference}. Mend the cause and restart the call.`,
        notify_order: () =>
          'Your server does not know of this order; the order itself goes on. Start this call again once it is mended.',
        other: () => 'Mend the cause and restart the call.',
      },
    },
    sellerParked: {
      seller: { title: 'Calls to your server are parked' },
      operator: { title: (seller: string) => `Calls to ${seller} are parked` },
      text: (failures: string, time: string) =>
        `After ${failures} failures in a row no more calls go out, since ${time}.`,
      probeAt: (time: string) => `From ${time} on, a call tries now and then whether it is well again.`,
    },
    sellerRecovered: {
      seller: { title: 'Calls to your server go out again' },
      operator: { title: (seller: string) => `Calls to ${seller} go out again` },
      text: (from: string, to: string) =>
        `Parked from ${from} to ${to}; the calls that waited are caught up.`,
    },
    orderRefunded: {
      title: (amount: string) => `Returned ${amount}`,
      texts: {
        opening_failed: (order: string) =>
          `The seller did not open order ${order} in time; the money went back to your balance.`,
        not_delivered: (order: string) =>
          `An operator ended the delivery of order ${order}; the money is back in your balance.`,
        change_failed: (order: string) =>
          `The seller did not make the change of order ${order} in time; the money went back to your balance, and the service stays as it is.`,
        five_day: (order: string) =>
          `You returned the service of order ${order}; the money went back to your balance, and the service is released.`,
        renewal: (order: string) =>
          `You returned the renewal of order ${order} before it began; the money went back to your balance.`,
      },
    },
    orderStopped: {
      title: (order: string) => `Order ${order} was cancelled before it was paid`,
      texts: {
        suspended: (product: string) =>
          `${product} is suspended, so the order cannot be paid any more. Nothing was charged; you can order again once it is back on sale.`,
        delisted: (product: string) =>
          `${product} is not sold any more, so the order cannot be paid. Nothing was charged.`,
      },
    },
    addressDecided: {
      approved: 'Production address approved',
      rejected: 'Production address rejected',
      next: 'You can bind products to it now.',
    },
    productDecided: {
      release: {
        approved: (name: string) => `${name} is listed`,
        rejected: (name: string) => `${name} was rejected`,
        next: 'Every buyer can see and buy it.',
      },
      change: {
        approved: (name: string) => `The change of ${name} is in force`,
        rejected: (name: string) => `The change of ${name} was rejected`,
        next: 'Buyers see the new content from now on; orders that were made stay as they are.',
      },
      delisting: {
        approved: (name: string) => `The delisting of ${name} was approved`,
        rejected: (name: string) => `The delisting of ${name} was rejected`,
        next: 'It takes no new orders; services that were bought run to their end.',
      },
    },
    productSuspended: {
      title: (name: string) => `${name} is suspended`,
      until: (time: string) => `It returns by itself at ${time}.`,
    },
    certificateExpiring: {
      title: (name: string) => `A certificate of ${name} ends within 30 days`,
      text: 'The marketplace hides the product when it has ended. Propose a change with a new one.',
    },
    certificateExpired: {
      title: (name: string) => `A certificate of ${name} has ended`,
      text: 'The product is not public any more and can be bought by its link only. It is public again once a change with a certificate that holds is approved.',
    },
    productReturned: {
      title: (name: string) => `${name} is on sale again`,
      text: 'The suspension is over, and buyers can buy it.',
    },
    productTakenOff: {
      title: (name: string) => `${name} was delisted by an operator`,
      text: 'It takes no new orders; services that were bought run to their end.',
    },
    soldOut: {
      title: (name: string, specification: string) => `“${specification}” of ${name} is sold out`,
      text: 'Buyers can go on once you add to the stock.',
    },
    changeCheckUnanswered: {
      title: (name: string) =>
        `A buyer wants to change ${name} at renewal, and your server does not answer whether that can be done`,
      text: 'Let your server answer changeInstanceCheck; if it does not support it, apply for a change of the product that switches “Another combination or quantity at renewal” off. Until then buyers cannot change specification or quantity when they renew.',
    },
    accountConfirmed: {
      title: (name: string) => `The account of ${name} is confirmed`,
      text: 'You are verified, and may buy and try.',
    },
    signInsSlowed: {
      title: (member: string) => `Many sign-ins of ${member} have failed`,
      text: 'Somebody may be guessing the password. Further sign-ins are slowed down, but not in browsers that have signed in before. If it was not the member, choose a longer password.',
    },
    openApiKeyLocked: {
      title: (name: string) => `Signatures of the API key “${name}” keep failing`,
      text: (id: string) =>
        `The address that they come from is locked for five minutes, and no other one. If it is not your server, make sure that the secret of ${id} is still one.`,
    },
    organisationApplied: {
      seller: (name: string) => `${name} changes its company data`,
      buyer: (name: string) => `${name} asks to be verified`,
      text: 'It is answered within three working days.',
    },
    organisationDecided: {
      seller: {
        approved: 'The change of your company data is approved',
        rejected: 'The change of your company data was rejected',
        next: 'Your page shows the new data.',
      },
      buyer: {
        approved: 'You are verified',
        rejected: 'You were not verified',
        next: 'The level stands under “Organisation”.',
      },
    },
    product: 'See the product',
    organisation: 'See the data',
    signUpWaiting: {
      title: (name: string) => `A new account waits: ${name}`,
      text: 'It may sign in and buy once it is confirmed.',
    },
    applicationSubmitted: {
      title: (name: string) => `Application to sell: ${name}`,
      text: 'It is answered within three working days.',
    },
    applicationDecided: {
      approved: (name: string) => `${name} may sell here now`,
      rejected: (name: string) => `The application of ${name} was rejected`,
      next: 'Publish products in the Seller Centre.',
    },
    balanceChange: {
      waiting: (what: string, amount: string, buyer: string) =>
        `To be confirmed: ${what} of ${amount} for ${buyer}`,
      approved: (what: string, amount: string, buyer: string) => `Posted: ${what} of ${amount} for ${buyer}`,
      rejected: (what: string, amount: string, buyer: string) =>
        `Rejected: ${what} of ${amount} for ${buyer}`,
      kinds: { top_up: 'top-up', correction: 'correction' },
      proposedBy: (name: string) =>
        `Proposed by ${name}; another operator with the finance role confirms it.`,
      decidedBy: (name: string) => `Decided by ${name}.`,
    },
    balanceChanges: 'See the changes of balances',
    applications: 'Show accounts that wait',
    application: 'Show application',
    sellerCentre: 'To the Seller Centre',
    reason: (reason: string) => `Reason: ${reason}`,
  },
)
