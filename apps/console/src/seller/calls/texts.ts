import { defineTexts } from '@loggia/ui'

/** The figures above the calls to a seller's servers. */
export const callFigureTexts = defineTexts(
  {
    label: (days: number) => `近 ${days} 天的接口调用`,
    success: (days: number) => `成功率，近 ${days} 天`,
    attempts: (all: string, failed: string) => `${all} 次尝试，失败 ${failed} 次`,
    p95: '响应时间 p95',
    p50: (time: string) => `中位数 ${time}`,
    stopped: '未成功结束的调用',
    calls: (count: string) => `共 ${count} 次调用`,
    byDay: '每日尝试',
    health: '查看接口健康',
  },
  {
    label: (days) => `Calls in the last ${days} days`,
    success: (days) => `Success, ${days} days`,
    attempts: (all, failed) => `${all} attempts, ${failed} failed`,
    p95: 'Response time, p95',
    p50: (time) => `Median ${time}`,
    stopped: 'Ended without success',
    calls: (count) => (count === '1' ? 'Of 1 call' : `Of ${count} calls`),
    byDay: 'Attempts by day',
    health: 'Interface health',
  },
)
