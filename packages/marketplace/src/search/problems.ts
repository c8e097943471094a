import { defineProblems } from '@loggia/kernel'

export const searchProblems = defineProblems('search', {
  word_unreadable: {
    kind: 'invalid',
    field: 'words',
    zh: '“{word}”不含文字或数字，不能用于搜索。',
    en: 'The word “{word}” has no letters or digits, so nobody can search for it.',
  },
  word_repeated: {
    kind: 'invalid',
    field: 'words',
    zh: '“{word}”与“{other}”在搜索中是同一个词，只需填写一个。',
    en: '“{word}” and “{other}” are the same word in a search. Enter one of them.',
  },
  word_taken: {
    kind: 'conflict',
    field: 'words',
    zh: '“{word}”已在另一组同义词中：{words}。可修改那一组，或先从中移除此词。',
    en: '“{word}” is already in another group: {words}. Change that group, or remove the word from it first.',
  },
  too_many_synonyms: {
    kind: 'refused',
    zh: '最多 {most} 组同义词，删除一些后可再添加。',
    en: 'There can be up to {most:group/groups} of synonyms. Delete some to add others.',
  },
  synonyms_not_found: {
    kind: 'not_found',
    zh: '此组同义词不存在，可能已被删除。',
    en: 'This group of synonyms does not exist. It may have been deleted.',
  },
  synonyms_changed: {
    kind: 'conflict',
    zh: '此组同义词已被他人修改，请查看最新内容后重试。',
    en: 'Somebody else has changed this group of synonyms. Look at its current words and try again.',
  },
})
