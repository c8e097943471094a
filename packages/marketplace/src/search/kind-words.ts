import type { ProductType } from '@loggia/kernel'

/** What buyers call the types of products. A product is found by them as by its tags, though its seller wrote none. */
export const wordsOfTypes: Readonly<Record<ProductType, readonly string[]>> = {
  saas: ['SaaS', '软件即服务'],
  license: ['License', '许可证', '授权码'],
  manual_service: ['人工服务', 'Manual service', '专业服务', 'Professional service'],
  hardware: ['硬件', '硬件设备', 'Hardware'],
  data_asset: ['数据资产', 'Data asset', '数据集', 'Dataset'],
  app_orchestration: ['应用编排', 'App orchestration'],
}

/** What buyers call a trial. */
export const wordsOfTrials: readonly string[] = ['免费试用', 'Free trial']
