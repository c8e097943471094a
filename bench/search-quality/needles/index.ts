import { combineShelves } from '../schema.ts'
import type { Shop } from '../schema.ts'
import { ofOffices } from './of-offices.ts'
import { ofPeople } from './of-people.ts'
import { ofTechnology } from './of-technology.ts'
import { ofTrades } from './of-trades.ts'
import { ofWorks } from './of-works.ts'

/** Products that are looked for among the hundred thousand. */
export const needles: Shop = {
  sellers: {
    chiyuan: ['齿园健康', 'Chiyuan Health'],
    yuzhan: ['屿栈文旅', 'Yuzhan Leisure'],
    linjia: ['邻家生活', 'Linjia Living'],
    tongguan: ['桐关网络', 'Tongguan Networks'],
    moqiao: ['墨桥语言', 'Moqiao Language'],
    haicheng: ['海程商务', 'Haicheng Commerce'],
    shuangyi: ['霜驿物联', 'Shuangyi Things'],
    yanbai: ['砚白工业', 'Yanbai Industry'],
    zhumian: ['苎棉农商', 'Zhumian Trade'],
    guangtuo: ['光拓技术', 'Guangtuo Technology'],
  },
  products: combineShelves({
    ...ofOffices,
    ...ofPeople,
    ...ofTechnology,
    marketing: ofTrades,
    'supply-chain': ofWorks,
  }),
}
