import { defineProblems } from '@loggia/kernel'

export const fileProblems = defineProblems('file', {
  not_found: { kind: 'not_found', zh: '没有这个文件', en: 'There is no such file' },
  unreadable: {
    kind: 'invalid',
    zh: 'content 须是文件内容的 Base64 编码，不含换行',
    en: '“content” is the file’s bytes in Base64 without line breaks',
  },
  empty: { kind: 'invalid', zh: '文件是空的', en: 'The file is empty' },
  too_large: {
    kind: 'invalid',
    zh: '文件有 {got} 字节，最多 {max} 字节',
    en: 'The file has {got} bytes; at most {max} are allowed',
  },
  name_invalid: {
    kind: 'invalid',
    zh: '文件名须有 1 至 {max} 个可见字符',
    en: 'A file’s name has 1 to {max} characters that can be seen',
  },
  type_unsupported: {
    kind: 'invalid',
    zh: '不接受 {got} 类型的文件；可以上传 {allowed}',
    en: 'Files of the type {got} are not accepted here; {allowed} are',
  },
  type_differs: {
    kind: 'invalid',
    zh: '文件内容不是 {declared}；请检查文件是否损坏，或类型是否填错',
    en: 'The content is no {declared}; check whether the file is damaged or the type is wrong',
  },
  too_many: {
    kind: 'refused',
    zh: '这里最多 {max} 个文件',
    en: 'At most {max} files may stand here',
  },
  too_many_unused: {
    kind: 'refused',
    zh: '已上传而未使用的文件有 {max} 个；使用其中一些，或者等待一天后再上传',
    en: '{max} uploaded files are not used yet; use some of them or upload again after a day',
  },
  storage_unavailable: {
    kind: 'unavailable',
    zh: '文件存储暂时不可用，稍后再试',
    en: 'The storage of files is unavailable for now; try again later',
  },
  content_missing: {
    kind: 'unavailable',
    zh: '这个文件的内容无法读取，请联系运营人员',
    en: 'The content of this file cannot be read; tell an operator',
  },
})
