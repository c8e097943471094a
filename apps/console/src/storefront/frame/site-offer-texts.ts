import { defineTexts } from '@loggia/ui'

/** The offer of another site (R9). */
export const siteOfferTexts = defineTexts(
  {
    title: '站点',
    question: (name: string) => `${name}面向您所在的国家或地区。`,
    go: (name: string) => `前往${name}`,
    never: '不再提示',
    close: '关闭，不再提示此站点',
  },
  {
    title: 'Site',
    question: (name) => `${name} serves your country or region.`,
    go: (name) => `Go to ${name}`,
    never: 'Do not ask again',
    close: 'Close and do not offer this site again',
  },
)
