import { defineTexts } from '@loggia/ui'

/** Choosing products for a comparison. */
export const trayTexts = defineTexts(
  {
    compare: '对比',
    toggle: (name: string) => `对比：${name}`,
    tray: '待对比的商品',
    chosen: (count: number, most: number) => `已选 ${count} / ${most}`,
    drop: (name: string) => `不再对比：${name}`,
    clear: '清空',
    start: '开始对比',
    another: '再选 1 款即可对比',
    full: '最多对比 4 款商品，移出 1 款后可再添加。',
  },
  {
    compare: 'Compare',
    toggle: (name) => `Compare: ${name}`,
    tray: 'Products to compare',
    chosen: (count, most) => `${count} of ${most} chosen`,
    drop: (name) => `Do not compare: ${name}`,
    clear: 'Clear',
    start: 'Compare now',
    another: 'Choose one more to compare',
    full: 'Up to 4 products can be compared. Remove one to add another.',
  },
)
