import { productsOfChenglan } from './products-of-chenglan.ts'
import { productsOfLuyu } from './products-of-luyu.ts'
import { productsOfXiuye } from './products-of-xiuye.ts'
import { productsOfYanxi } from './products-of-yanxi.ts'
import { newerSellers } from './newer-sellers.ts'
import type { DemoBuyer, DemoSeller, Person, Text } from './party.ts'

/** The password of every demo account; it is printed and shown, so it protects nothing. */
export const demoPassword = 'loggia-demo'

export const demoBuyers: readonly DemoBuyer[] = [
  {
    name: { zh: '沧野制造', en: 'Cangye Manufacturing' },
    member: { name: '林知遥', email: 'lin@cangye.example', language: 'zh-CN' },
    balance: '60000.00',
    reason: '对公转账入账（演示）',
    topUps: { credited: '20000.00', waiting: '15000.00', note: '沧野制造财务部' },
  },
  {
    name: { zh: '鹤庭设计院', en: 'Heting Design Institute' },
    member: { name: 'Zhou Yuan', email: 'zhou@heting.example', language: 'en-US' },
    balance: '30000.00',
    reason: 'Bank transfer received (demo)',
  },
  {
    name: { zh: '望川食品', en: 'Wangchuan Foods' },
    member: { name: '许见山', email: 'xu@wangchuan.example', language: 'zh-CN' },
    balance: '200000.00',
    reason: '对公转账入账（演示）',
  },
]

export const demoSellers: readonly DemoSeller[] = [
  {
    slug: 'chenglan',
    mark: 'chenglan',
    name: { zh: '澄澜软件', en: 'Chenglan Software' },
    member: { name: '沈澜', email: 'shen@chenglan.example', language: 'zh-CN' },
    products: productsOfChenglan,
    profile: {
      registrationNumber: '91000000DEMO00011A',
      contact: { name: '沈澜', email: 'shen@chenglan.example', phone: '021 5550 0100' },
      address: '上海市示例区协同路 18 号',
      description: {
        zh: '澄澜软件做企业里每天都用的文档、档案与会议工具。资料留在买家选定的地区，实施和培训由自己的顾问完成。',
        en: 'Chenglan Software makes the documents, archives and meeting notes that companies use every day. Data stays in the region that the buyer chooses; our own consultants set it up and train.',
      },
      site: 'https://chenglan.example',
      support: {
        hours: { zh: '工作日 9:00–18:00', en: 'Weekdays, 9:00–18:00' },
        content: { zh: '使用问题、数据迁移与故障处理', en: 'Questions of use, data migration and faults' },
        hotline: '021 5550 0101',
        email: 'support@chenglan.example',
      },
    },
    opening: 'at once',
  },
  {
    slug: 'luyu',
    mark: 'luyu',
    name: { zh: '鹿屿科技', en: 'Luyu Technology' },
    member: { name: 'Lu Ming', email: 'lu@luyu.example', language: 'en-US' },
    products: productsOfLuyu,
    profile: {
      registrationNumber: '91000000DEMO00012B',
      contact: { name: 'Lu Ming', email: 'lu@luyu.example', phone: '0571 5550 0200' },
      address: '杭州市示例区云杉街 6 号',
      description: {
        zh: '鹿屿科技为服务团队做工单、知识库与数据产品。',
        en: 'Luyu Technology builds help desks, knowledge bases and data products for service teams.',
      },
      site: 'https://luyu.example',
    },
    opening: 'after a while',
  },
  {
    slug: 'xiuye',
    mark: 'xiuye',
    name: { zh: '岫野数字服务', en: 'Xiuye Digital Services' },
    member: { name: '苏野', email: 'su@xiuye.example', language: 'zh-CN' },
    products: productsOfXiuye,
    profile: {
      registrationNumber: '91000000DEMO00013C',
      contact: { name: '苏野', email: 'su@xiuye.example', phone: '028 5550 0310' },
      address: '成都市示例区锦石路 9 号',
      description: {
        zh: '岫野数字服务帮助企业把系统用起来：驻场实施、客户门户与前台设备，交付后由买家验收。',
        en: 'Xiuye Digital Services gets systems into use: consultants, portals and reception devices, each accepted by the buyer.',
      },
      site: 'https://xiuye.example',
    },
    opening: 'at once',
  },
  {
    slug: 'yanxi',
    family: 'license',
    mark: 'yanxi',
    name: { zh: '砚溪软件', en: 'Yanxi Software' },
    member: { name: '温砚', email: 'wen@yanxi.example', language: 'zh-CN' },
    products: productsOfYanxi,
    profile: {
      registrationNumber: '91000000DEMO00014D',
      contact: { name: '温砚', email: 'wen@yanxi.example', phone: '0512 5550 0410' },
      address: '苏州市示例区青石巷 3 号',
      description: {
        zh: '砚溪软件做工厂现场用的标签、检测软件和包装字体，以授权码、在线签发的 License 或授权书交付。',
        en: 'Yanxi Software makes label and inspection software for factories, and typefaces for packages. It is licensed by code, online or by certificate.',
      },
      site: 'https://yanxi.example',
    },
    opening: 'at once',
  },
  ...newerSellers,
]

/** A bank and an account that do not exist. */
export const demoTransferDetails = {
  account: {
    holder: { zh: '云商店演示公司', en: 'Loggia Demo Company' },
    bank: { zh: '示例银行', en: 'Example Bank' },
    branch: { zh: '演示支行', en: 'Demo Branch' },
    number: '0000 0000 0000 1234',
    swift: 'DEMOCNB0XXX',
  },
  contact: 'finance@loggia.example',
}
export const demoOperator: Person = { name: '顾行', email: 'gu@loggia.example', language: 'zh-CN' }

/** The accounts, as the sign-in page shows them. */
export const demoAccounts = [
  ...demoBuyers.map(({ name, member }) => account(member, name, 'buyer')),
  ...demoSellers
    .filter(({ isListed = true }) => isListed)
    .map(({ name, member }) => account(member, name, 'seller')),
  account(demoOperator, { zh: '云商店运营', en: 'Operator' }, 'operator'),
]

function account<R extends 'buyer' | 'seller' | 'operator'>({ name, email }: Person, of: Text, role: R) {
  return { name, of, email, password: demoPassword, role }
}
