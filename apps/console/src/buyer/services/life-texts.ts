import { defineTexts } from '@loggia/ui'

/** The page of one service: its state, terms, renewals, acts and history. */
export const lifeTexts = defineTexts(
  {
    standing: {
      trial: (left: string, until: string) => `试用剩余 ${left}，${until} 结束。转正后实例和数据保持不变。`,
      expiring: (until: string, freezes: string, releases: string) =>
        `${until} 到期。不续费将于 ${freezes} 冻结，${releases} 释放，释放后数据无法恢复。`,
      renewsItself: (until: string, at: string, term: string, amount: string | undefined) =>
        `${until} 到期，${at} 自动续费 ${term}${amount === undefined ? '' : `，扣款 ${amount}（现价）`}。`,
      grace: (freezes: string, releases: string, isTrial: boolean) =>
        `服务已到期，宽限期内仍可使用。不${isTrial ? '转正' : '续费'}将于 ${freezes} 冻结，${releases} 释放，释放后数据无法恢复。`,
      retention: (releases: string, isTrial: boolean) =>
        `服务已冻结，数据保留至 ${releases}，逾期释放且无法恢复。${isTrial ? '转正' : '续费'}后立即解冻。`,
      barred: (since: string, reason: string) =>
        `运营人员于 ${since} 因违规冻结了此服务。解除前不能使用、变更或查看访问信息；服务期照常计算，续费不会解除冻结。原因：${reason}`,
      changing: (what: string, until: string) =>
        `变更为 ${what} 已支付，商家最迟 ${until} 完成，逾期自动全额退款。`,
    },
    seeOrder: '查看订单',
    acts: {
      title: '可用操作',
      renew: { name: '续费', text: '从当前到期时间起延长服务期。', act: '续费' },
      convert: { name: '试用转正', text: '实例和数据不变，付费服务期从试用结束时开始。', act: '转正' },
      change: { name: '升级或扩容', text: '商家完成后生效，按剩余天数支付差价。', act: '变更' },
      changeAtRenewal: {
        name: '续费时变更',
        text: '增加或减少配置和数量，从下一个服务期起生效。',
        act: '续费并变更',
      },
      refund: { name: '退订', text: '已付金额退回账户余额。', act: '退订' },
    },
    refundNone: '暂无可退订的内容：开通已满 5 天，也没有未生效的续费。',
    refundNoneLicense: '暂无可退订的内容。订单完成前，可以在服务监管页申请退款；领取授权码后，不能申请退款。',
    terms: {
      title: '服务期',
      label: '服务期，最新的在前',
      state: { future: '未开始', current: '当前', past: '已结束', refunded: '已退订' },
      trial: (days: number) => `试用 ${days} 天`,
      to: '至',
      comma: '，',
      more: (added: string, held: string) => `变更：增加 ${added}，共 ${held}`,
      changedTo: (held: string) => `变更为 ${held}`,
      holds: (held: string) => `（已变更为 ${held}）`,
      order: '订单',
      empty: '开通后，各个服务期会显示在这里。',
    },
    renewal: {
      title: '自动续费',
      titleOf: (name: string) => `自动续费：${name}`,
      on: '已开启',
      off: '未开启',
      offText: '开启后，到期前自动从余额扣款续费，直到关闭。续费周期可以选择，默认与当前相同。',
      onText: (at: string | undefined, amount: string | undefined, term: string) =>
        `${at === undefined ? '到期前' : `${at} `}从账户余额扣款${amount === undefined ? '' : `约 ${amount}`}，续费 ${term}，以扣款时的价格为准。可随时在这里关闭，关闭后不再扣款。`,
      period: '续费周期',
      by: { month: '按月', year: '按年' },
      each: (term: string) => `每次 ${term}`,
      replaced: (from: string, to: string) =>
        `当前配置已不再${from}销售。下次扣款时先通知您，次日起改为${to}续费。`,
      nextTry: '下次扣款',
      amount: '预计金额（现价）',
      times: '剩余次数',
      unlimited: '不限',
      timesLeft: (times: number) => `${times} 次`,
      dayBefore: '扣款时间',
      day: (days: number) => `到期前 ${days} 天 03:00`,
      failed: (time: string) => `${time} 扣款失败：`,
      again: '每天 03:00 自动重试，也可以立即手动续费。',
      set: '开启自动续费',
      edit: '修改',
      dialog: {
        title: '自动续费',
        perYear: (amount: string) => `一年合计 ${amount}`,
        current: '当前周期',
        daysBefore: '扣款时间',
        daysOption: (days: number) => `到期前 ${days} 天 03:00`,
        daysHint: '扣款失败时每天重试，直到保留期结束。',
        times: '续费次数',
        timesHint: '最多 99 次，0 表示不限次数。',
        timesWrong: '填写 0 至 99 的整数。',
        keep: '取消',
        save: (amount: string | undefined, isOn: boolean) =>
          `${isOn ? '保存' : '开启'}${amount ? `，每次约 ${amount}` : ''}`,
        busy: '保存中',
        note: '每次续费都有消息通知，可随时关闭。',
        turnOff: '关闭自动续费',
      },
      onDone: '自动续费已开启',
      offDone: '自动续费已关闭',
    },
    history: {
      title: '时间线',
      label: '服务的时间线，最新的在前',
      by: (who: string) => `操作人：${who}`,
      order: '订单',
      empty: '暂无记录。',
    },
    refund: {
      title: '退订',
      lead: '退订前，核对退款金额和对服务的影响。',
      which: '选择退订内容',
      five_day: {
        name: '整项服务（五天无理由退订）',
        until: (time: string) => `${time} 前可退订`,
        what: '服务立即停止，商家释放实例，数据无法恢复。',
        money: '已付金额全部退回账户余额。',
      },
      renewal: {
        name: '尚未生效的续费',
        until: (time: string) => `${time} 前可退订`,
        what: (until: string) => `服务继续使用，到期时间恢复为 ${until}。`,
        money: '此服务期的已付金额全部退回账户余额，包括变更时支付的差价。',
      },
      order: '订单',
      money: '退款',
      returned: '退款金额',
      to: '退款至',
      balance: '账户余额',
      quota: {
        title: (year: number) => `${year} 年自助退订次数`,
        used: '已用',
        open: '处理中',
        left: '剩余',
        of: (count: number, most: number) => `${count} / ${most} 次`,
        note: (most: number) => `每个账号每年 ${most} 次，从 1 月 1 日起计算。退订成功才计为已用。`,
        none: (most: number) => `今年的 ${most} 次自助退订已用完，明年 1 月 1 日恢复。`,
      },
      act: (amount: string) => `退订，退回 ${amount}`,
      busy: '退订中',
      dialog: {
        title: (name: string) => `退订${name}？`,
        titleRenewal: (name: string) => `退订${name}的续费？`,
        word: '退订',
        type: (word: string) => `输入“${word}”确认`,
        typeWrong: (word: string) => `须输入“${word}”。`,
        uses: (left: number, most: number) =>
          `今年共 ${most} 次自助退订，本次使用 1 次，之后还剩 ${left} 次。`,
        keep: '保留服务',
        keepRenewal: '保留续费',
      },
      done: (amount: string) => `已退订，${amount} 已退回余额`,
      none: {
        title: '暂无可退订的内容',
        text: '开通后 5 天内可以退订整项服务；续费在生效前可以退订。',
        action: '返回服务',
      },
    },
  },
  {
    standing: {
      trial: (left: string, until: string) =>
        `Your trial ends on ${until} (${left} left). Converting it keeps the instance and its data.`,
      expiring: (until: string, freezes: string, releases: string) =>
        `Expires on ${until}. Unless you renew, it freezes on ${freezes} and is released with all its data on ${releases}.`,
      renewsItself: (until: string, at: string, term: string, amount: string | undefined) =>
        `Expires on ${until}. Renews automatically on ${at} for ${term}${amount === undefined ? '' : `, ${amount} at the current price`}.`,
      grace: (freezes: string, releases: string, isTrial: boolean) =>
        `Expired, but you can still use it during the grace period. Unless you ${isTrial ? 'convert the trial' : 'renew'}, it freezes on ${freezes} and is released with all its data on ${releases}.`,
      retention: (releases: string, isTrial: boolean) =>
        `Frozen. Its data is kept until ${releases}, then released permanently. ${isTrial ? 'Convert the trial' : 'Renew'} to unfreeze it at once.`,
      barred: (since: string, reason: string) =>
        `An operator froze this service on ${since} for a violation. Until the freeze is lifted, you cannot use or change it or see its access details. Its term keeps running, and a renewal does not lift the freeze. Reason: ${reason}`,
      changing: (what: string, until: string) =>
        `A change to ${what} is paid for. The seller has until ${until} to apply it; otherwise you get an automatic full refund.`,
    },
    seeOrder: 'View order',
    acts: {
      title: 'Actions',
      renew: { name: 'Renew', text: 'Extends the term from the current expiry date.', act: 'Renew' },
      convert: {
        name: 'Convert the trial',
        text: 'Keeps the instance and its data. The paid term starts when the trial ends.',
        act: 'Convert',
      },
      change: {
        name: 'Upgrade or scale out',
        text: 'Takes effect once the seller has applied it. You pay the price difference for the remaining days.',
        act: 'Change',
      },
      changeAtRenewal: {
        name: 'Change at renewal',
        text: 'Increase or reduce the configuration or quantity from the next term.',
        act: 'Renew and change',
      },
      refund: {
        name: 'Cancel and refund',
        text: 'The amount you paid is refunded to your balance.',
        act: 'Cancel and refund',
      },
    },
    refundNoneLicense:
      'Nothing to refund. Until the order is completed, you can request a refund on its service supervision page, but not once you have collected the code.',
    refundNone:
      'Nothing to refund: more than five days have passed since activation, and there is no upcoming renewal.',
    terms: {
      title: 'Terms',
      label: 'Terms, newest first',
      state: { future: 'Upcoming', current: 'Current', past: 'Ended', refunded: 'Refunded' },
      trial: (days: number) => `${days}-day trial`,
      to: 'to',
      comma: ', ',
      more: (added: string, held: string) => `Change: ${added} more, ${held} in all`,
      changedTo: (held: string) => `Changed to ${held}`,
      holds: (held: string) => ` (changed to ${held})`,
      order: 'Order',
      empty: 'Terms appear here once the service is active.',
    },
    renewal: {
      title: 'Auto-renewal',
      titleOf: (name) => `Auto-renewal of ${name}`,
      on: 'On',
      off: 'Off',
      offText:
        'When on, the service is renewed from your balance before it expires, until you turn it off. You choose the period; by default it is the current one.',
      onText: (at, amount, term) =>
        `${at === undefined ? 'Before the service expires' : `On ${at}`}, ${amount === undefined ? 'the price' : `about ${amount}`} is taken from your balance to renew for ${term}. The price at that time applies. You can turn this off here at any time; nothing is taken after that.`,
      period: 'Renewal period',
      by: { month: 'Monthly', year: 'Yearly' },
      each: (term: string) => `${term} each time`,
      replaced: (from: string, to: string) =>
        `This configuration no longer has a ${from.toLowerCase()} price. When the next payment is due, we first send you a message, and from the day after we renew ${to.toLowerCase()}.`,
      nextTry: 'Next payment',
      amount: 'Amount (current price)',
      times: 'Renewals left',
      unlimited: 'Unlimited',
      timesLeft: (times: number) => String(times),
      dayBefore: 'Payment day',
      day: (days: number) => `${days === 1 ? '1 day' : `${days} days`} before expiry, 03:00`,
      failed: (time: string) => `Payment failed on ${time}:`,
      again: 'We try again every day at 03:00. You can also renew manually now.',
      set: 'Turn on',
      edit: 'Change',
      dialog: {
        title: 'Auto-renewal',
        perYear: (amount: string) => `${amount} a year in total`,
        current: 'Current period',
        daysBefore: 'Payment day',
        daysOption: (days: number) => `${days === 1 ? '1 day' : `${days} days`} before expiry, 03:00`,
        daysHint: 'If a payment fails, we try again every day until the retention period ends.',
        times: 'Number of renewals',
        timesHint: 'Up to 99. Enter 0 for unlimited.',
        timesWrong: 'Enter a whole number from 0 to 99.',
        keep: 'Cancel',
        save: (amount: string | undefined, isOn: boolean) =>
          `${isOn ? 'Save' : 'Turn on'}${amount ? `, about ${amount} each time` : ''}`,
        busy: 'Saving',
        note: 'You get a message about every renewal. You can turn this off at any time.',
        turnOff: 'Turn off',
      },
      onDone: 'Auto-renewal is on',
      offDone: 'Auto-renewal is off',
    },
    history: {
      title: 'Timeline',
      label: 'Timeline of the service, newest first',
      by: (who: string) => `By ${who}`,
      order: 'Order',
      empty: 'No entries yet.',
    },
    refund: {
      title: 'Cancel and refund',
      lead: 'Check how much you get back and what happens to the service.',
      which: 'What to cancel',
      five_day: {
        name: 'The whole service (five-day refund)',
        until: (time: string) => `Available until ${time}`,
        what: 'The service stops at once. The seller releases the instance, and its data cannot be recovered.',
        money: 'Everything you paid is refunded to your balance.',
      },
      renewal: {
        name: 'The upcoming renewal',
        until: (time: string) => `Available until ${time}`,
        what: (until: string) => `The service continues. Its expiry date goes back to ${until}.`,
        money:
          'Everything you paid for this term is refunded to your balance, including price differences from changes.',
      },
      order: 'Order',
      money: 'Refund',
      returned: 'Refund amount',
      to: 'Refunded to',
      balance: 'Balance',
      quota: {
        title: (year: number) => `Self-service refunds in ${year}`,
        used: 'Used',
        open: 'In progress',
        left: 'Left',
        of: (count: number, most: number) => `${count} of ${most}`,
        note: (most: number) =>
          `Each account has ${most} a year, counted from 1 January. Only completed refunds count as used.`,
        none: (most: number) =>
          `You have used all ${most} self-service refunds for this year. You get new ones on 1 January.`,
      },
      act: (amount: string) => `Cancel and refund ${amount}`,
      busy: 'Cancelling',
      dialog: {
        title: (name: string) => `Cancel and refund ${name}?`,
        titleRenewal: (name: string) => `Cancel and refund the renewal of ${name}?`,
        word: 'REFUND',
        type: (word: string) => `Type “${word}” to confirm`,
        typeWrong: (word: string) => `Type “${word}”.`,
        uses: (left: number, most: number) =>
          `Uses 1 of your ${most} self-service refunds this year; ${left} left afterwards.`,
        keep: 'Keep service',
        keepRenewal: 'Keep renewal',
      },
      done: (amount: string) => `Cancelled. ${amount} was refunded to your balance`,
      none: {
        title: 'Nothing to refund',
        text: 'You can cancel a service within five days of activation, and a renewal before it starts.',
        action: 'Back to service',
      },
    },
  },
)
