import { defineProblems } from '@loggia/kernel'

export const siteProblems = defineProblems('sites', {
  accent_too_light: {
    kind: 'invalid',
    field: 'accent',
    zh: '主题色 {accent} 的对比度为 {ratio}:1，至少须为 {least}:1，请选择更深的颜色。',
    en: 'The contrast of the accent colour {accent} is {ratio}:1. It must be at least {least}:1. Choose a darker colour.',
  },
  url_invalid: {
    kind: 'invalid',
    field: 'url',
    zh: '站点“{code}”的网址须以 https:// 开头，且不含用户名、参数和锚点。',
    en: 'The address of the site “{code}” must start with https:// and have no user name, parameters or fragment.',
  },
  country_unknown: {
    kind: 'invalid',
    field: 'countries',
    zh: '{country} 不是国家或地区代码。',
    en: '{country} is not the code of a country or region.',
  },
  code_repeated: {
    kind: 'invalid',
    field: 'code',
    zh: '编码“{code}”重复。',
    en: 'The code “{code}” is used twice.',
  },
  list_changed: {
    kind: 'conflict',
    zh: '站点列表已被修改，请查看最新列表后重试。',
    en: 'The list of sites has changed meanwhile. Look at the new list and try again.',
  },
  current_unknown: {
    kind: 'invalid',
    zh: '请从列表中选择一个站点作为本站点。',
    en: 'Choose which site of the list this one is.',
  },
})
