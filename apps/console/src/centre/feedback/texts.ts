import { defineTexts } from '@loggia/ui'

/** Words for reviews and questions that the centres have in common. */
export const feedbackWords = defineTexts(
  {
    kinds: { rating: '评价', question: '咨询' },
    answer: '商家回复',
    stars: (stars: number) => `${stars} 星`,
    noText: '没有文字，只有评分。',
    demo: '演示数据',
    reason: (reason: string) => `原因：${reason}`,
    states: {
      waiting: '待审核',
      published: '已公开',
      refused: '已驳回',
      hidden: '已撤下',
      replaced: '已更新',
      withdrawn: '已撤回',
    },
    kind: '类型',
    anyKind: '全部类型',
  },
  {
    kinds: { rating: 'Review', question: 'Question' },
    answer: 'Answer from the seller',
    stars: (stars) => (stars === 1 ? '1 star' : `${stars} stars`),
    noText: 'No text, only stars.',
    demo: 'Demo data',
    reason: (reason) => `Reason: ${reason}`,
    states: {
      waiting: 'Waits for moderation',
      published: 'Published',
      refused: 'Rejected',
      hidden: 'Hidden',
      replaced: 'Replaced',
      withdrawn: 'Withdrawn',
    },
    kind: 'Type',
    anyKind: 'All types',
  },
)
