import { defineProblems } from '@loggia/kernel'

export const noteProblems = defineProblems('note', {
  not_found: {
    kind: 'not_found',
    zh: '备注不存在，可能已撤回。',
    en: 'Note not found. It may have been withdrawn.',
  },
  not_own: {
    kind: 'forbidden',
    zh: '只能修改或撤回本人的备注。',
    en: 'This is the note of another operator.',
  },
  change_over: {
    kind: 'refused',
    zh: '备注只能在 {hours} 小时内修改。可撤回后重新添加。',
    en: 'A note can be changed within {hours:hour/hours}. You can withdraw it and write another.',
  },
})
