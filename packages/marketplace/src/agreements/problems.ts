import { defineProblems } from '@loggia/kernel'

export const agreementProblems = defineProblems('agreements', {
  not_accepted: {
    kind: 'refused',
    rule: 'R89',
    zh: '商家合作协议已更新，主账号接受新版本后才能继续。',
    en: 'The seller agreement has a new version. An owner has to accept it first.',
  },
  version_old: {
    kind: 'conflict',
    zh: '协议又有更新，请阅读最新版本后再接受。',
    en: 'The agreement has changed again. Read the latest version before you accept it.',
  },
})
