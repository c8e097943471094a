import { defineTexts } from '@loggia/ui'

/** How the deliveries of a product are supervised: chosen in the wizard, read in reviews, shown with the product. */
export const supervisionTexts = defineTexts(
  {
    title: '服务监管',
    none: '不使用服务监管',
    flows: {
      simplified: '简易流程',
      standard: '标准流程',
      site_building: '建站流程',
      saas: '使用服务监管',
      hardware: '硬件发货',
      data_file: '数据交付',
      orchestration: '应用编排交付',
      license_code: '授权码',
      license_code_collected: '授权码（单独领取）',
      license_online: '在线开通',
      license_offline: '线下交付',
    },
    template: '交付模板',
    templateFiles: '交付模板文件',
    criteria: '验收标准',
    criteriaLater: '尚未填写验收标准，下次变更商品时须补充。',
  },
  {
    title: 'Service supervision',
    none: 'No service supervision',
    flows: {
      simplified: 'Simplified flow',
      standard: 'Standard flow',
      site_building: 'Website flow',
      saas: 'With service supervision',
      hardware: 'Shipped goods',
      data_file: 'Data hand-over',
      orchestration: 'App deployment',
      license_code: 'Authorisation code',
      license_code_collected: 'Authorisation code, collected separately',
      license_online: 'Online activation',
      license_offline: 'Offline delivery',
    },
    template: 'Delivery template',
    templateFiles: 'Delivery template files',
    criteria: 'Acceptance criteria',
    criteriaLater: 'There are no acceptance criteria yet. Add them with your next change of the product.',
  },
)
