import { combineShelves } from '../schema.ts'
import type { Shop } from '../schema.ts'
import { collaboration } from './collaboration.ts'
import { data } from './data.ts'
import { development } from './development.ts'
import { education } from './education.ts'
import { finance } from './finance.ts'
import { hr } from './hr.ts'
import { images } from './images.ts'
import { marketing } from './marketing.ts'
import { security } from './security.ts'
import { supplyChain } from './supply-chain.ts'

/** The small catalogue: invented sellers with invented products in all categories. */
export const shop: Shop = {
  sellers: {
    yuntai: ['云苔科技', 'Yuntai Technology'],
    qingli: ['青砾软件', 'Qingli Software'],
    luting: ['鹭汀信息', 'Luting Information'],
    xiuchuan: ['岫川数据', 'Xiuchuan Data'],
    yuqiao: ['榆桥财税', 'Yuqiao Finance'],
    chenxi: ['晨汐网络', 'Chenxi Networks'],
    yanyu: ['雁屿智能', 'Yanyu Intelligence'],
    zhuyan: ['竹砚工坊', 'Zhuyan Works'],
    wanglu: ['望鹿互动', 'Wanglu Interactive'],
    shiye: ['拾野科技', 'Shiye Tech'],
    miantian: ['棉田云', 'Miantian Cloud'],
    beihua: ['北桦系统', 'Beihua Systems'],
    huiye: ['茴野软件', 'Huiye Software'],
    shuying: ['疏影网安', 'Shuying Secure'],
    xushi: ['墟石安全', 'Xushi Security'],
  },
  products: combineShelves({
    collaboration,
    security,
    finance,
    hr,
    data,
    'supply-chain': supplyChain,
    development,
    images,
    marketing,
    education,
  }),
}
