import { defineTexts } from '@loggia/ui'

export const sampleItemTexts = defineTexts(
  {
    title: '样品',
    lead: '这一页的内容和用途，用一句话说明。',
    empty: { title: '还没有内容', text: '有内容后会显示在这里。' },
  },
  {
    title: 'Sample items',
    lead: 'What this page shows and what it is for, in one sentence.',
    empty: { title: 'Nothing here yet', text: 'What there is appears here.' },
  },
)
