import { defineTexts } from '@loggia/ui'

/** Each step between the payment and the acceptance of a supervised order: a title and a sentence. */
export const supervisedTexts = defineTexts(
  {
    lead: '本商品使用服务监管：您验收通过后，商家才能收到此订单的款项。',
    pay: { title: '余额支付', text: '支付后，商家立即收到消息，以及您授权提供的资料。' },
    stages: {
      demand: { title: '提交需求', text: '按商家的交付模板填写需求，可附文件。' },
      confirmation: {
        title: '商家确认需求',
        text: '商家确认后开始工作；需求有遗漏的，商家填写原因后退回给您补充。',
      },
      design: { title: '商家设计', text: '商家按需求提交设计方案。' },
      design_review: {
        title: '确认设计方案',
        text: '您确认后，商家开始制作；与需求不符的，填写原因后退回商家。',
      },
      collection: { title: '领取授权码', text: '可以查看和复制授权码。领取后不能申请退款。' },
      activation: { title: '激活', text: '在商家的软件中激活授权码。激活后订单完成，服务期开始。' },
    },
    special: {
      license_online: {
        demand: {
          title: '提交识别码',
          text: '提交要授权的设备的识别码或设备指纹；下单时已填写的，无需再提交。',
        },
      },
      license_code: {
        activation: {
          title: '领取并激活',
          text: '领取授权码，在商家的软件中激活。激活后订单完成，服务期开始。领取后不能申请退款。',
        },
      },
    },
    performing: {
      simplified: { title: '商家实施', text: '商家的服务人员按商品说明实施，完成后上传交付凭证。' },
      standard: {
        title: '商家实施',
        text: '商家的服务人员按确认的需求实施，可分期交付，完成后上传交付凭证。',
      },
      site_building: { title: '商家制作', text: '商家按确认的方案制作，完成后上传交付凭证。' },
      saas: { title: '商家开通并交付', text: '商家开通服务，完成约定的工作后上传交付凭证。' },
      hardware: { title: '商家发货', text: '商家寄出商品，填写快递公司和运单号。' },
      data_file: { title: '商家交付数据', text: '商家按您的需求交付数据，并上传交付凭证。' },
      orchestration: { title: '商家部署应用', text: '商家完成部署后上传交付凭证。' },
      license_code: { title: '商家交付授权码', text: '授权码由云商店生成，商家交付后即可领取。' },
      license_code_collected: { title: '商家交付授权码', text: '授权码由云商店生成，商家交付后即可领取。' },
      license_online: {
        title: '商家签发 License',
        text: '云商店请求商家的服务器为您的设备签发 License，签发后自动交付。',
      },
      license_offline: { title: '商家交付 License', text: '商家以文本或文件交付 License。' },
    },
    acceptance: {
      title: '验收',
      text: '按验收标准核对：通过后订单完成；与约定不符的，填写原因后退回商家。不会自动验收。',
    },
    acceptanceShipped: {
      title: '收货并验收',
      text: '按验收标准核对：通过后订单完成；与约定不符的，填写原因后退回商家。云商店登记快递签收后，10 天内未处理的，自动验收。',
    },
    leadCode: '本商品使用服务监管：授权码激活后，商家才能收到此订单的款项。',
    refundCode: {
      title: '领取前可退款',
      text: '双方协商一致，或商家无法履约的，款项退回账户余额；有争议的，由运营人员裁定。',
    },
    refund: {
      title: '验收前可退款',
      text: '双方协商一致，或商家无法履约的，款项退回账户余额；有争议的，由运营人员裁定。',
    },
    template: '需要您提交的内容',
  },
  {
    lead: 'This product is sold with service supervision: the seller is paid for your order only after you accept the delivery.',
    pay: {
      title: 'Pay from your balance',
      text: 'As soon as you pay, the seller is notified and receives the data you agreed to share.',
    },
    stages: {
      demand: {
        title: 'State what you need',
        text: 'Fill in the seller’s delivery template. You can attach a file.',
      },
      confirmation: {
        title: 'The seller confirms',
        text: 'The work starts once the seller confirms. If something is missing, the seller sends it back to you with a reason.',
      },
      design: { title: 'The seller makes a design', text: 'The seller submits a design for what you need.' },
      design_review: {
        title: 'You confirm the design',
        text: 'The work starts once you confirm. If the design is not what you need, send it back with a reason.',
      },
      collection: {
        title: 'You collect the code',
        text: 'You can then view and copy the authorisation code. Once it is collected, you cannot request a refund.',
      },
      activation: {
        title: 'You activate it',
        text: 'Activate the code in the seller’s software. This completes the order and starts the term.',
      },
    },
    special: {
      license_online: {
        demand: {
          title: 'You submit the identification code',
          text: 'Submit the identification code or fingerprint of the device, unless you gave it when you bought the product.',
        },
      },
      license_code: {
        activation: {
          title: 'You collect and activate the code',
          text: 'Collect the authorisation code and activate it in the seller’s software. This completes the order and starts the term. Once it is collected, you cannot request a refund.',
        },
      },
    },
    performing: {
      simplified: {
        title: 'The seller does the work',
        text: 'The seller’s people do what the product offers and upload proof of delivery.',
      },
      standard: {
        title: 'The seller does the work',
        text: 'The seller’s people do what was confirmed, in parts if agreed, and upload proof of delivery.',
      },
      site_building: {
        title: 'The seller builds it',
        text: 'The seller builds what you confirmed and uploads proof of delivery.',
      },
      saas: {
        title: 'The seller activates and delivers',
        text: 'The seller activates the service, does the agreed work and uploads proof of delivery.',
      },
      hardware: {
        title: 'The seller ships the goods',
        text: 'The seller sends them and enters the courier and the tracking number.',
      },
      data_file: {
        title: 'The seller hands over the data',
        text: 'The seller delivers the data that you asked for and uploads proof of delivery.',
      },
      orchestration: {
        title: 'The seller deploys the app',
        text: 'When it is deployed, the seller uploads proof of delivery.',
      },
      license_code: {
        title: 'The seller delivers the code',
        text: 'The marketplace makes the authorisation code. You can collect it once the seller has delivered it.',
      },
      license_code_collected: {
        title: 'The seller delivers the code',
        text: 'The marketplace makes the authorisation code. You can collect it once the seller has delivered it.',
      },
      license_online: {
        title: 'The seller issues the license',
        text: 'We ask the seller’s server for a license for your device. It is delivered to you as soon as it is issued.',
      },
      license_offline: {
        title: 'The seller delivers the license',
        text: 'The seller delivers the license as text or as a file.',
      },
    },
    acceptance: {
      title: 'You accept the delivery',
      text: 'Check it against the acceptance criteria. Accept it to complete the order, or send it back with a reason if it is not as agreed. Nothing is accepted automatically.',
    },
    acceptanceShipped: {
      title: 'You receive and accept the goods',
      text: 'Check them against the acceptance criteria. Accept them to complete the order, or send them back with a reason if they are not as agreed. They are accepted automatically 10 days after the marketplace records that the courier handed them over.',
    },
    leadCode:
      'This product is sold with service supervision: the seller is paid for your order only after the authorisation code is activated.',
    refundCode: {
      title: 'Refund before collection',
      text: 'If you and the seller agree, or the seller cannot deliver, the amount goes back to your balance. If you disagree, an operator decides.',
    },
    refund: {
      title: 'Refund before acceptance',
      text: 'If you and the seller agree, or the seller cannot deliver, the amount goes back to your balance. If you disagree, an operator decides.',
    },
    template: 'What you will be asked for',
  },
)
