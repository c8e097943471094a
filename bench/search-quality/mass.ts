import { createPicker, createRandom, makeProduct } from '../search/catalogue.ts'
import type { MadeProduct } from '../search/catalogue.ts'
import type { Both } from './schema.ts'

/** What the hand-written products are about. Some of the mass name it too, but are about something else. */
const subjects: readonly Both[] = [
  ['口腔诊所', 'dental practices'],
  ['宠物医院', 'vets'],
  ['酒店民宿', 'hotels'],
  ['健身房', 'gyms'],
  ['家政公司', 'home services'],
  ['家电维修', 'repairs of appliances'],
  ['景区门票', 'tickets of scenic spots'],
  ['展会签到', 'event check-in'],
  ['社区团购', 'group buying'],
  ['停车场', 'car parks'],
  ['食堂', 'canteens'],
  ['班车', 'shuttles'],
  ['物业', 'property managers'],
  ['跨境电商', 'web shops abroad'],
  ['股权激励', 'equity plans'],
  ['招投标', 'tenders'],
  ['冷链', 'cold chains'],
  ['车队', 'fleets'],
  ['实验室', 'laboratories'],
  ['电梯维保', 'lift maintenance'],
  ['危化品', 'hazardous materials'],
  ['节能', 'energy saving'],
  ['碳排放', 'carbon accounting'],
  ['工地', 'building sites'],
  ['服装店', 'clothes shops'],
  ['药店', 'pharmacies'],
  ['大棚种植', 'greenhouses'],
  ['水产养殖', 'aquaculture'],
  ['集装箱堆场', 'container yards'],
  ['快递柜', 'parcel lockers'],
  ['员工宿舍', 'dormitories'],
  ['体检中心', 'health checks'],
  ['心理咨询', 'counselling'],
  ['养老院', 'care homes'],
  ['医院叫号', 'queues of clinics'],
  ['作文批改', 'essay marking'],
  ['琴行', 'music schools'],
  ['驾校', 'driving schools'],
  ['高校选课', 'course selection'],
  ['视频监控', 'video surveillance'],
  ['钓鱼邮件', 'phishing mails'],
  ['物联网', 'the internet of things'],
  ['压力测试', 'load tests'],
  ['文档翻译', 'translation of documents'],
  ['视频字幕', 'subtitles'],
]

/**
 * A product of the mass. Every twentieth names subjects of the hand-written products in its description, every hundredth
 * in its summary, and every five hundredth as a tag.
 */
export function makeMassProduct(nth: number, sellers: number): MadeProduct {
  const product = makeProduct(nth, sellers)
  if (nth % 20 !== 0) return product
  const pick = createPicker(createRandom(nth + 7_000_003))
  const [[zh, en], [alsoZh, alsoEn], [tag]] = [pick(subjects), pick(subjects), pick(subjects)]
  const { summary, description } = product
  return {
    ...product,
    ...(nth % 100 === 0
      ? { summary: { zh: `${summary.zh}也适合${zh}。`, en: `${summary.en} Also for ${en}.` } }
      : {}),
    description: {
      zh: `${description.zh}已有${zh}、${alsoZh}等行业的客户。`,
      en: `${description.en} Customers come from ${en}, ${alsoEn} and others.`,
    },
    tags: nth % 500 === 0 ? [tag] : [],
  }
}
