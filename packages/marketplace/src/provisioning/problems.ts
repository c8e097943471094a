import { defineProblems } from '@loggia/kernel'

export const provisioningProblems = defineProblems('provisioning', {
  service_not_found: { kind: 'not_found', zh: '没有这个服务', en: 'There is no such service' },
  not_open: {
    kind: 'conflict',
    zh: '服务尚未开通或已释放，当前状态是 {state}，暂时没有可查询的访问信息',
    en: 'The service is not open: its instance is {state}, so there are no access data to ask for',
  },
})
