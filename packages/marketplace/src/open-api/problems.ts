import { defineProblems } from '@loggia/kernel'

export const openApiProblems = defineProblems('open_api', {
  key_not_found: { kind: 'not_found', zh: '接口密钥不存在。', en: 'API key not found.' },
  too_many_keys: {
    kind: 'refused',
    zh: '最多 {max} 个接口密钥，请先删除不用的密钥。',
    en: 'The limit is {max:API key/API keys}. Delete one that you no longer use.',
  },
})
