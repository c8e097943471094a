import type { ProductType } from '@loggia/kernel'
import { splitIntoTerms } from './tokens.ts'
import type { Word } from './words.ts'

/** What buyers call the types of products. A product is found by them as by its tags, though its seller wrote none. */
const ofTypes: Readonly<Record<ProductType, readonly string[]>> = {
  saas: ['SaaS', '软件即服务'],
  license: ['License', '许可证', '授权码'],
  manual_service: ['人工服务', 'Manual service', '专业服务', 'Professional service'],
  hardware: ['硬件', '硬件设备', 'Hardware'],
  data_asset: ['数据资产', 'Data asset', '数据集', 'Dataset'],
  app_orchestration: ['应用编排', 'App orchestration'],
}
const ofTrials = ['免费', '试用', '免费试用', 'Free trial']

type Kind = { readonly type: ProductType; readonly hasTrial: boolean }
export const listKindTexts = ({ type, hasTrial }: Kind): readonly string[] => [
  ...ofTypes[type],
  ...(hasTrial ? ofTrials : []),
]

/** Whole, as they are written here: parts of them, such as 软件即, complete no query. */
export const listKindWords = (kind: Kind): Word[] =>
  listKindTexts(kind)
    .flatMap(splitIntoTerms)
    .map((word) => ({ word, isPhrase: false }))
