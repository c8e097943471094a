import { defineProblems } from '@loggia/kernel'

export const provisioningProblems = defineProblems('provisioning', {
  service_not_found: { kind: 'not_found', zh: '服务不存在。', en: 'Service not found.' },
  not_open: {
    kind: 'conflict',
    zh: '服务尚未开通或已释放，没有可查询的访问信息。',
    en: 'The service is not active yet or has been released, so there are no access details.',
  },
})
