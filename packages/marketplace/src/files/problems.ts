import { defineProblems } from '@loggia/kernel'

export const fileProblems = defineProblems('file', {
  not_found: { kind: 'not_found', zh: '文件不存在。', en: 'File not found.' },
  unreadable: {
    kind: 'invalid',
    field: 'file',
    zh: 'content 须为文件内容的 Base64 编码，不含换行。',
    en: '“content” must be the file content in Base64, without line breaks.',
  },
  empty: { kind: 'invalid', field: 'file', zh: '文件为空。', en: 'The file is empty.' },
  too_large: {
    kind: 'invalid',
    field: 'file',
    zh: '文件大小为 {got:size}，不能超过 {max:size}。',
    en: 'The size of this file is {got:size}. The limit is {max:size}.',
  },
  name_invalid: {
    kind: 'invalid',
    field: 'file',
    zh: '文件名须有 1 至 {max} 个可见字符。',
    en: 'A file name must have 1 to {max:visible character/visible characters}.',
  },
  type_unsupported: {
    kind: 'invalid',
    field: 'file',
    zh: '不支持 {got} 类型的文件，请上传 {allowed}。',
    en: 'Files of the type {got} are not supported. Upload one of these: {allowed}.',
  },
  type_differs: {
    kind: 'invalid',
    field: 'file',
    zh: '文件内容与类型 {declared} 不符。请检查文件是否损坏，或类型是否正确。',
    en: 'The file content does not match the type {declared}. Check whether the file is damaged or the type is wrong.',
  },
  too_many: {
    kind: 'refused',
    zh: '此处最多 {max} 个文件。',
    en: 'You can add up to {max:file/files} here.',
  },
  too_many_unused: {
    kind: 'refused',
    zh: '已上传但未使用的文件已达 {max} 个。请先使用其中一些，或等待 1 天后再上传。',
    en: 'You have {max:uploaded file/uploaded files} not in use. Use what you have uploaded, or wait a day before you upload more.',
  },
  storage_unavailable: {
    kind: 'unavailable',
    zh: '文件存储暂不可用，请稍后再试。',
    en: 'File storage is unavailable at the moment. Try again later.',
  },
  content_missing: {
    kind: 'unavailable',
    zh: '文件内容无法读取，请联系运营人员。',
    en: 'The content of this file cannot be read. Contact an operator.',
  },
})
