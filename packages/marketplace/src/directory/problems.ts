import { defineProblems } from '@loggia/kernel'

export const directoryProblems = defineProblems('directory', {
  enterprise_unknown: { kind: 'not_found', zh: '企业不存在。', en: 'Organisation not found.' },
})
