import { linkOptions } from '@tanstack/react-router'
import { formatReference } from '@loggia/kernel'
import type { ShownMessages } from '@loggia/protocol/console'
import type { ledgerMessages } from '@loggia/protocol/console/ledger/messages'
import { formatAmount, defineTexts } from '@loggia/ui'
import { formatName, listReasonTexts } from './reader.ts'
import type { ListLinks, MessageLinks, MessageReader, MessageWriters } from './reader.ts'

const texts = defineTexts(
  {
    balanceChange: {
      waiting: (what: string, amount: string, buyer: string) => `待确认：${buyer}${what} ${amount}`,
      approved: (what: string, amount: string, buyer: string) => `已入账：${buyer}${what} ${amount}`,
      rejected: (what: string, amount: string, buyer: string) => `已驳回：${buyer}${what} ${amount}`,
      kinds: { top_up: '充值', correction: '更正' },
      proposedBy: (name: string) => `由${name}提交，须另一位有“财务”角色的运营人员确认。`,
      decidedBy: (name: string) => `由${name}处理。`,
    },
    topUp: {
      requested: (amount: string, buyer: string) => `充值申请：${buyer}，${amount}`,
      lookFor: (reference: string) => `收到附言为 ${reference} 的转账后，登记到账金额。`,
      credited: (amount: string) => `充值已到账：${amount}`,
      other: (asked: string) => `申请金额为 ${asked}，按实际到账金额入账。`,
      balance: (balance: string) => `当前余额 ${balance}。`,
      rejected: (amount: string) => `充值申请未通过：${amount}`,
      reference: (reference: string) => `付款参考号 ${reference}。`,
    },
    details: {
      changed: '充值收款账户已修改',
      by: (name: string) => `由${name}修改。如非预期操作，立即核实并改回。`,
      from: (account: string) => `原收款账户：${account}。`,
      to: (account: string) => `新收款账户：${account}。`,
      none: '未设置',
    },
    toBalanceChanges: '查看余额变动',
    toTopUp: '查看充值申请',
    toTopUps: '查看充值申请',
  },
  {
    balanceChange: {
      waiting: (what: string, amount: string, buyer: string) =>
        `Awaiting confirmation: ${what} of ${amount} for ${buyer}`,
      approved: (what: string, amount: string, buyer: string) => `Posted: ${what} of ${amount} for ${buyer}`,
      rejected: (what: string, amount: string, buyer: string) =>
        `Rejected: ${what} of ${amount} for ${buyer}`,
      kinds: { top_up: 'top-up', correction: 'correction' },
      proposedBy: (name: string) =>
        `Submitted by ${name}. Another operator with the Finance role must confirm it.`,
      decidedBy: (name: string) => `Decided by ${name}.`,
    },
    topUp: {
      requested: (amount: string, buyer: string) => `Top-up requested: ${amount}, ${buyer}`,
      lookFor: (reference: string) =>
        `When a transfer with the reference ${reference} arrives, record the amount.`,
      credited: (amount: string) => `Top-up credited: ${amount}`,
      other: (asked: string) => `You requested ${asked}. The amount that arrived was credited.`,
      balance: (balance: string) => `Your balance is now ${balance}.`,
      rejected: (amount: string) => `Top-up request rejected: ${amount}`,
      reference: (reference: string) => `Payment reference ${reference}.`,
    },
    details: {
      changed: 'Bank account for top-ups changed',
      by: (name: string) =>
        `Changed by ${name}. If you did not expect this, check it now and change it back.`,
      from: (account: string) => `Account before: ${account}.`,
      to: (account: string) => `Account now: ${account}.`,
      none: 'none',
    },
    toBalanceChanges: 'View balance adjustments',
    toTopUp: 'View top-up request',
    toTopUps: 'View top-up requests',
  },
)

/** Whether an amount is added or taken, how much it is, and whose balance. */
function wordsOf(
  { change, amount, buyer }: ShownMessages['balance_change_waiting'],
  reader: MessageReader,
): [string, string, string] {
  const { kinds } = texts.in(reader.language).balanceChange
  return [kinds[change], formatAmount(amount), formatName(buyer, reader)]
}

export const ledgerWriters: MessageWriters<typeof ledgerMessages> = {
  balance_change_waiting: (data, reader) => {
    const { waiting, proposedBy } = texts.in(reader.language).balanceChange
    return { title: waiting(...wordsOf(data, reader)), texts: [proposedBy(data.by)] }
  },
  balance_change_decided: (data, reader) => {
    const { approved, rejected, decidedBy } = texts.in(reader.language).balanceChange
    return {
      title: (data.approved ? approved : rejected)(...wordsOf(data, reader)),
      texts: [decidedBy(data.by), ...listReasonTexts(data.reason, reader)],
    }
  },
  top_up_requested: ({ amount, buyer, reference }, reader) => {
    const { requested, lookFor } = texts.in(reader.language).topUp
    return {
      title: requested(formatAmount(amount), formatName(buyer, reader)),
      texts: [lookFor(formatReference(reference))],
    }
  },
  transfer_details_changed: ({ by, from, to }, reader) => {
    const words = texts.in(reader.language).details
    const name = (account: typeof to) => (account ? formatName(account, reader) : words.none)
    return { title: words.changed, texts: [words.from(name(from)), words.to(name(to)), words.by(by)] }
  },
  top_up_credited: ({ amount, asked, balance, reference }, reader) => {
    const words = texts.in(reader.language).topUp
    return {
      title: words.credited(formatAmount(amount)),
      texts: [
        ...(asked ? [words.other(formatAmount(asked))] : []),
        words.reference(formatReference(reference)),
        words.balance(formatAmount(balance)),
      ],
    }
  },
  top_up_rejected: ({ amount, reason, reference }, reader) => {
    const words = texts.in(reader.language).topUp
    return {
      title: words.rejected(formatAmount(amount)),
      texts: [words.reference(formatReference(reference)), ...listReasonTexts(reason, reader)],
    }
  },
}

const listBalanceLinks: ListLinks<'balance_change_waiting' | 'balance_change_decided'> = (
  _data,
  { language },
) => [{ name: texts.in(language).toBalanceChanges, page: linkOptions({ to: '/operator/balance-changes' }) }]

const listTopUpLinks: ListLinks<'top_up_credited' | 'top_up_rejected'> = ({ requestId }, { language }) => [
  {
    name: texts.in(language).toTopUp,
    page: linkOptions({ to: '/buyer/top-ups/$requestId', params: { requestId } }),
  },
]

export const ledgerLinks: MessageLinks<typeof ledgerMessages> = {
  balance_change_waiting: listBalanceLinks,
  balance_change_decided: listBalanceLinks,
  top_up_requested: (_data, { language }) => [
    {
      name: texts.in(language).toTopUps,
      page: linkOptions({ to: '/operator/top-ups', search: { state: 'awaiting' } }),
    },
  ],
  top_up_credited: listTopUpLinks,
  top_up_rejected: listTopUpLinks,
}
