import { defineTexts } from '@loggia/ui'

/** Two versions side by side. */
export const versionTexts = defineTexts(
  {
    thing: '内容',
    same: '内容没有改动。',
    contentTable: '内容表',
    changesTable: '改动对照表',
    before: '现在',
    after: '改为',
    unchanged: (count: number) => `${count} 项未改动`,
    missing: '没有',
    picture: (name: string, at: number, count: number) => (count === 1 ? name : `${name} ${at} / ${count}`),
    open: (picture: string) => `查看原图：${picture}`,
    added: '新增',
    removed: '移除',
  },
  {
    thing: 'What',
    same: 'The content is the same.',
    contentTable: 'Table of the content',
    changesTable: 'Table of what changes',
    before: 'Now',
    after: 'Becomes',
    unchanged: (count) => `${count} unchanged`,
    missing: 'none',
    picture: (name, at, count) => (count === 1 ? name : `${name} ${at} of ${count}`),
    open: (picture) => `See in full: ${picture}`,
    added: 'added',
    removed: 'removed',
  },
)
