import { defineTexts } from '../texts.ts'

export const chartTexts = defineTexts(
  {
    day: '日期',
    table: '表格',
    chart: '图表',
    tableOf: (title: string) => `表格：${title}`,
    chartOf: (title: string) => `图表：${title}`,
    valuesOf: (title: string) => `${title}，用方向键逐项查看`,
  },
  {
    day: 'Day',
    table: 'Table',
    chart: 'Chart',
    tableOf: (title: string) => `Table: ${title}`,
    chartOf: (title: string) => `Chart: ${title}`,
    valuesOf: (title: string) => `${title}: arrow keys move from value to value`,
  },
)
