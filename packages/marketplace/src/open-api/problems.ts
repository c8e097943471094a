import { defineProblems } from '@loggia/kernel'

export const openApiProblems = defineProblems('open_api', {
  key_not_found: { kind: 'not_found', zh: '没有这个接口密钥', en: 'There is no such API key' },
  too_many_keys: {
    kind: 'refused',
    zh: '最多可以有 {max} 个接口密钥；请先删除不再使用的',
    en: 'At most {max} API keys are possible; delete one that is no longer used first',
  },
})
