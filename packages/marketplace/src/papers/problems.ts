import { defineProblems } from '@loggia/kernel'

export const paperProblems = defineProblems('papers', {
  licence_missing: {
    kind: 'refused',
    rule: 'R80',
    zh: '缺少营业执照，上传后才能提交。',
    en: 'The business licence is missing. Upload it before you submit.',
  },
  identity_missing: {
    kind: 'refused',
    rule: 'R80',
    zh: '缺少身份证件，上传后才能提交。',
    en: 'The identity document is missing. Upload it before you submit.',
  },
  required: {
    kind: 'refused',
    rule: 'R80',
    zh: '已提交的申请必须保留这份文件，只能替换，不能移除。',
    en: 'The submitted application needs this paper. You can replace it but not remove it.',
  },
  too_many_kept: {
    kind: 'limited',
    zh: '已保存的资质文件达到 {max} 个。旧文件到期删除后才能继续上传。',
    en: 'You have {max:paper/papers} on file. You can upload more once older ones have been deleted.',
  },
})
