import type { ShownMessages } from '@loggia/protocol/console'
import type { ledgerMessages } from '@loggia/protocol/console/ledger/messages'
import { formatAmount, defineTexts } from '@loggia/ui'
import { formatName, listReasonTexts } from './reader.ts'
import type { MessageReader, MessageWriters } from './reader.ts'

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
}
