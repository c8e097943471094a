import { defineTexts } from '@loggia/ui'

/** How a product is delivered and accepted: the flow of its supervision, what buyers are asked, and the criteria. */
export const deliveryStepTexts = defineTexts(
  {
    choose: '选择流程',
    options: {
      none: '开通即交付，买家没有验收环节。可以承诺五天无理由退订，也可以提供试用。',
      saas: '开通后还有约定的工作时选用，如配置、迁移、培训。买家验收通过后，您才能收到款项。',
      simplified: '工作内容固定时选用。买家支付后您直接实施，由买家验收。',
      standard: '工作内容因买家而异时选用。买家先提交需求，您确认后实施，可以约定分期交付。',
      site_building: '需要先做设计时选用，如建站。买家确认设计方案后，您再制作。',
      hardware: '您发货并填写运单号，由买家收货后验收。',
      data_file: '买家先提交需求，您按需求交付数据，由买家验收。',
      orchestration: '您线下部署应用，由买家验收。',
      license_code:
        '软件凭授权码激活时选用。云商店为每个订单生成授权码，买家领取后在您的软件中激活，激活后您才能收到款项。',
      license_code_collected:
        '领取须单独确认时选用。买家先领取授权码，再激活；需要复核的订单，由运营人员复核后完成。',
      license_online:
        '为买家的设备签发 License 时选用。买家提交识别码或设备指纹，由您的服务器签发，云商店自动交付，买家验收。',
      license_offline: '由您制作 License 时选用。您以文本或文件交付，由买家验收。',
    },
    way: '交付过程',
    parties: { buyer: '买家', seller: '您' },
    paid: '支付订单',
    stages: {
      demand: '按交付模板提交需求',
      confirmation: '确认需求；有遗漏的，填写原因后退回',
      design: '提交设计方案',
      design_review: '确认设计方案；与需求不符的，填写原因后退回',
      collection: '领取授权码',
      activation: '在您的软件中激活授权码，订单随即完成',
    },
    special: {
      license_online: { demand: '提交设备的识别码或设备指纹；下单时已填写的，无需再提交' },
      license_code: { activation: '领取授权码，在您的软件中激活，订单随即完成' },
    },
    performing: {
      simplified: '实施，完成后上传交付凭证',
      standard: '实施，完成后上传交付凭证',
      site_building: '制作，完成后上传交付凭证',
      saas: '服务开通后完成约定的工作，上传交付凭证',
      hardware: '发货，填写快递公司和运单号',
      data_file: '交付数据，上传交付凭证',
      orchestration: '部署应用，完成后上传交付凭证',
      license_code: '交付授权码，买家随即可以领取',
      license_code_collected: '交付授权码，买家随即可以领取',
      license_online: '您的服务器签发 License，云商店自动交付；调用失败的，由您手动交付',
      license_offline: '以文本或文件交付 License',
    },
    acceptance: '按验收标准验收；与约定不符的，填写原因后退回',
    acceptanceShipped: '收货并验收；登记快递签收后，10 天内未处理的，自动验收',
    done: '收到此订单的款项',
    terms: '验收前，退款由双方协商。续费无需验收。',
    termsSaas: '验收前，退款由双方协商；不支持五天无理由退订和试用，已设置的不再生效。续费和变更无需验收。',
    termsCode: '领取前，退款由双方协商；领取后，买家不能申请退款。续费的授权码不变，无需再次激活。',
    templateNote: '买家支付后按此填写需求，商品页也会显示。',
    identificationNote:
      '说明如何在您的软件中取得识别码或设备指纹。买家只提交识别码，不填写其他内容；商品页也会显示。',
    templateOptional: '不填写，则买家支付后不需要提交需求。',
    criteriaNote: '买家按此验收，商品页也会显示。已售出的订单，按购买时的标准验收。',
    example: '查看示例',
    useExample: '填入示例',
  },
  {
    choose: 'Choose a flow',
    options: {
      none: 'Delivered on activation; the buyer accepts nothing. You can promise the five-day refund and offer trials.',
      saas: 'For services with agreed work after activation, such as setup, migration or training. You are paid once the buyer accepts.',
      simplified:
        'For work that is always the same. You start when the buyer has paid, and the buyer accepts it.',
      standard:
        'For work that differs from buyer to buyer. The buyer first states what is needed; you confirm it and do the work, in parts if agreed.',
      site_building:
        'For work that begins with a design, such as a website. You build it once the buyer has confirmed the design.',
      hardware: 'You ship the goods and enter the tracking number. The buyer accepts them on receipt.',
      data_file: 'The buyer first states what is needed. You deliver the data, and the buyer accepts it.',
      orchestration: 'You deploy the app yourself, and the buyer accepts it.',
      license_code:
        'For software that is activated with a code. The marketplace makes a code for each order; the buyer collects it and activates it in your software. You are paid once it is activated.',
      license_code_collected:
        'For codes that are collected in a separate step. The buyer collects the code, then activates it; an operator re-checks orders that need it.',
      license_online:
        'For licenses that are issued for a device. The buyer submits its identification code or fingerprint, your server issues the license, and the marketplace delivers it. The buyer accepts it.',
      license_offline:
        'For licenses that you make yourself. You deliver them as text or as a file, and the buyer accepts them.',
    },
    way: 'Delivery steps',
    parties: { buyer: 'Buyer', seller: 'You' },
    paid: 'Pays the order',
    stages: {
      demand: 'Fills in your delivery template',
      confirmation: 'Confirm what is needed, or send it back with a reason',
      design: 'Submit a design',
      design_review: 'Confirms the design, or sends it back with a reason',
      collection: 'Collects the authorisation code',
      activation: 'Activates the code in your software, which completes the order',
    },
    special: {
      license_online: {
        demand:
          'Submits the identification code or fingerprint of the device, unless it was given at purchase',
      },
      license_code: {
        activation:
          'Collects the authorisation code and activates it in your software, which completes the order',
      },
    },
    performing: {
      simplified: 'Do the work and upload proof of delivery',
      standard: 'Do the work and upload proof of delivery',
      site_building: 'Build it and upload proof of delivery',
      saas: 'Do the agreed work after activation and upload proof of delivery',
      hardware: 'Ship the goods and enter the courier and tracking number',
      data_file: 'Deliver the data and upload proof of delivery',
      orchestration: 'Deploy the app and upload proof of delivery',
      license_code: 'Deliver the code; the buyer can then collect it',
      license_code_collected: 'Deliver the code; the buyer can then collect it',
      license_online:
        'Your server issues the license, and the marketplace delivers it; if the call fails, you deliver it yourself',
      license_offline: 'Deliver the license as text or as a file',
    },
    acceptance: 'Accepts by your criteria, or sends it back with a reason',
    acceptanceShipped:
      'Receives and accepts the goods; they are accepted automatically 10 days after the marketplace records that the courier handed them over',
    done: 'Receive the payment for the order',
    terms: 'Before acceptance, refunds are negotiated with the buyer. Renewals need no acceptance.',
    termsSaas:
      'Before acceptance, refunds are negotiated with the buyer. There is no five-day refund and no trial; those you have set no longer apply. Renewals and changes need no acceptance.',
    termsCode:
      'Until the code is collected, refunds are negotiated with the buyer; after that, the buyer cannot request one. A renewal keeps the code, which is not activated again.',
    templateNote: 'Buyers fill it in after they pay. It is shown on the product’s page.',
    identificationNote:
      'Say where your software shows its identification code or device fingerprint. Buyers submit only the code. It is also shown on the product’s page.',
    templateOptional: 'Without one, buyers are not asked for anything after they pay.',
    criteriaNote:
      'What buyers accept the delivery by, also shown on the product’s page. Orders already placed keep the criteria they were bought with.',
    example: 'See an example',
    useExample: 'Use this example',
  },
)
