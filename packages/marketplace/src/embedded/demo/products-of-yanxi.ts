import { createSpecification, desks } from './product-parts.ts'
import type { DemoProduct } from './product-parts.ts'

/** Products of the demo's fourth seller: software that runs at its buyers, one for each way of a license. */
export const productsOfYanxi: readonly DemoProduct[] = [
  {
    mark: 'yanxi-labels',
    type: 'license',
    category: 'collaboration',
    tags: ['标签', '条码', '打印'],
    name: { zh: '砚溪标签', en: 'Yanxi Labels' },
    summary: {
      zh: '在车间电脑上设计和打印标签，配料表、条码与追溯码自动取数。',
      en: 'Design and print labels on the shop floor, with ingredients, barcodes and trace codes filled in for you.',
    },
    description: {
      zh: `标签改一个字，往往要等设计部排期。砚溪标签把版式和数据分开：版式由质量部审定，车间只选产品和批次，配料表、条码与追溯码自动填好。

软件装在 Windows 电脑上，支持常见品牌的热转印和喷码设备，断网时照常打印，恢复后补传打印记录。

每份授权可以激活一个站点。领取授权码后，在软件的“帮助 > 授权”中粘贴即可激活；换电脑时，先在旧电脑上停用。`,
      en: `Changing one word on a label often waits for the design department. Yanxi Labels keeps layout and data apart: quality control approves the layout, and the shop floor only chooses product and batch. Ingredients, barcodes and trace codes are filled in.

The software runs on Windows and drives thermal and inkjet printers of the usual makes. Without a network it keeps printing, and sends its records later.

Each license activates one site. Collect the authorisation code and paste it under Help > License. Before you move to another computer, deactivate the old one.`,
    },
    supervision: {
      flow: 'license_code',
      criteria: {
        zh: '授权码可以激活软件，版本和站点数与订单一致，附安装说明。',
        en: 'The code activates the software, edition and number of sites match the order, and installation instructions are included.',
      },
    },
    quantity: desks(1, 100),
    specifications: [
      createSpecification({ zh: '标准版', en: 'Standard' }, { month: '60', year: '600' }, [
        ['标签设计与打印', 'Label design and printing'],
        ['条码与二维码', 'Barcodes and QR codes'],
      ]),
      createSpecification({ zh: '买断版', en: 'Perpetual' }, { once: '1680' }, [
        ['标签设计与打印', 'Label design and printing'],
        ['条码、二维码与追溯码', 'Barcodes, QR codes and trace codes'],
        ['一年内免费升级', 'Upgrades for one year'],
      ]),
    ],
  },
  {
    mark: 'yanxi-gauge',
    type: 'license',
    category: 'security',
    tags: ['检测', '称重', '工控机'],
    name: { zh: '砚溪检测站', en: 'Yanxi Gauge' },
    summary: {
      zh: '把秤、金检和相机接到一台工控机上，不合格品当场剔除并留下记录。',
      en: 'Scales, metal detectors and cameras on one industrial computer: rejects are sorted out and recorded on the spot.',
    },
    description: {
      zh: `产线末端的秤、金属检测机和相机各有各的屏幕，出了问题要翻三份记录。砚溪检测站把它们接到一台工控机上，按批次合并结果，不合格品当场剔除。

判定规则由质量部设置，现场只能执行、不能修改；每次调整都留下时间和操作人。

License 与工控机的识别码绑定。下单时填写识别码，或支付后再提交；云商店请求砚溪签发 License，签发后可以在“已购买的服务”中查看。`,
      en: `The scale, the metal detector and the camera at the end of a line each have a screen of their own, and three sets of records. Yanxi Gauge connects them to one industrial computer, joins their results by batch, and sorts out rejects at once.

Quality control sets the rules; the line applies them but cannot change them. Every adjustment is kept with time and name.

The license belongs to the identification code of the computer. Enter the code when you buy, or submit it after you pay. The marketplace asks Yanxi for the license, and you find it under your purchased services.`,
    },
    supervision: {
      flow: 'license_online',
      template: {
        zh: '安装软件后，打开“帮助 > 授权”，复制识别码并原样粘贴，不要添加其他内容。',
        en: 'Install the software and open Help > License. Copy the identification code and paste it unchanged, without any other text.',
      },
      criteria: {
        zh: '软件可以在提交识别码的工控机上激活，接入的设备数与规格一致。',
        en: 'The software is activated on the computer whose code was submitted, with the number of devices of the specification.',
      },
    },
    buyerParameters: [
      {
        name: 'identificationCode',
        label: { zh: '识别码', en: 'Identification code' },
        hint: {
          zh: '在软件的“帮助 > 授权”中复制；也可以支付后再提交。',
          en: 'Copy it under Help > License, or submit it after you pay.',
        },
        required: false,
        kind: 'text',
        maxLength: 128,
      },
    ],
    quantity: desks(1, 50),
    specifications: [
      createSpecification({ zh: '三设备版', en: 'Three devices' }, { year: '2400', month: '240' }, [
        ['接入 3 台检测设备', 'Connects three devices'],
        ['批次合并与剔除', 'Joined batches and rejects'],
      ]),
      createSpecification({ zh: '八设备版', en: 'Eight devices' }, { year: '4800', month: '480' }, [
        ['接入 8 台检测设备', 'Connects eight devices'],
        ['批次合并与剔除', 'Joined batches and rejects'],
        ['图像留存 90 天', 'Images kept for 90 days'],
      ]),
    ],
  },
  {
    mark: 'yanxi-type',
    type: 'license',
    category: 'marketing',
    tags: ['字体', '包装', '品牌'],
    name: { zh: '砚溪字库', en: 'Yanxi Type' },
    summary: {
      zh: '中文包装字体的商业授权，按公司签发，覆盖印刷、电商和广告。',
      en: 'Commercial licenses for Chinese packaging typefaces, issued to your company, for print, web shops and advertising.',
    },
    description: {
      zh: `包装上的字体没有授权，往往要等到商品铺货后才发现。砚溪字库收录 42 款中文字体，按公司授权，印刷、电商页面和广告都可以使用。

下单后填写使用单位的全称和用途，砚溪核对后签发授权书，与字体文件一并打包交付。

授权范围写明在授权书中，品牌方可以凭编号核验。`,
      en: `That a typeface on a package has no license often comes out when the goods are on the shelves. Yanxi Type has 42 Chinese typefaces, licensed to companies, for print, web shops and advertising.

After ordering you state the full name of the company and the purpose. Yanxi checks both, issues the certificate and delivers it in one archive with the fonts.

The certificate says what is covered, and brands can verify it by its number.`,
    },
    supervision: {
      flow: 'license_offline',
      template: {
        zh: '1. 使用单位的全称\n2. 使用的品牌和商品\n3. 用途：印刷、电商或广告',
        en: '1. Full name of the company\n2. Brands and products\n3. Purpose: print, web shop or advertising',
      },
      criteria: {
        zh: '授权书的单位、字体和用途与订单一致，字体文件可以安装。',
        en: 'Company, typefaces and purpose on the certificate match the order, and the fonts can be installed.',
      },
    },
    specifications: [
      createSpecification({ zh: '十款授权', en: 'Ten typefaces' }, { once: '3600' }, [
        ['任选 10 款字体', 'Any ten typefaces'],
        ['印刷与电商', 'Print and web shops'],
      ]),
      createSpecification({ zh: '全库授权', en: 'All typefaces' }, { month: '380', year: '3800' }, [
        ['全部 42 款字体', 'All 42 typefaces'],
        ['印刷、电商与广告', 'Print, web shops and advertising'],
        ['授权期内新增的字体', 'New typefaces during the term'],
      ]),
    ],
  },
]
